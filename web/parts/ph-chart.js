import { html, nothing } from 'lit';
import { LightElement } from '../lib/light.js';
import { number, money, shortMoney, percent } from '../lib/format.js';
import { say } from '../lib/words.js';

/** @typedef {{label: string, values: ReadonlyArray<number | null>, tone?: 1 | 2 | 3 | 4}} Series */

const WRITE = {
  number: { axis: (/** @type {number} */ n) => number(n), full: (/** @type {number} */ n) => number(n, 1) },
  money: { axis: shortMoney, full: money },
  percent: { axis: (/** @type {number} */ n) => percent(n, 0), full: (/** @type {number} */ n) => percent(n) },
};

/**
 * A chart in the colours of the page, each line named at its end, with its figures in a table below.
 * Chart.js is loaded when the first one is shown.
 */
export class PhChart extends LightElement {
  static properties = { kind: {}, caption: {}, labels: { attribute: false }, series: { attribute: false }, format: {}, across: {}, height: { type: Number }, figures: { type: Boolean } };

  constructor() {
    super();
    /** `bars-lying` suits names that are long. @type {'line' | 'bars' | 'bars-lying'} */
    this.kind = 'line';
    /** What it shows, in a sentence. @type {string} */
    this.caption = '';
    /** @type {ReadonlyArray<string>} */
    this.labels = [];
    /** @type {ReadonlyArray<Series>} */
    this.series = [];
    /** @type {'number' | 'money' | 'percent'} */
    this.format = 'number';
    /** Heading of the first column: "Giờ", "Sản phẩm". @type {string} */
    this.across = '';
    /** Of the drawing, px. @type {number} */
    this.height = 240;
    /** The table stands open. @type {boolean} */
    this.figures = false;
    /** @type {import('chart.js').Chart | undefined} */
    this._chart = undefined;
    this._anew = () => this.#draw(true);
    /** What the drawing looks like; with the same look only its figures change. @type {string} */
    this._look = '';
  }

  connectedCallback() {
    super.connectedCallback();
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', this._anew);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    matchMedia('(prefers-color-scheme: dark)').removeEventListener('change', this._anew);
    this._chart?.destroy();
    this._chart = undefined;
  }

  updated() {
    this.#draw();
  }

  /** @param {boolean} [anew] also when only the colours changed */
  async #draw(anew = false) {
    const canvas = this.querySelector('canvas');
    if (!canvas || !this.labels.length) return;
    const { Chart, LineController, LineElement, PointElement, BarController, BarElement, CategoryScale, LinearScale, Tooltip, Filler } = await import('chart.js');
    if (!this.isConnected) return;
    const look = [this.kind, this.format, ...this.series.map((s) => `${s.label} ${s.tone ?? ''}`)].join('|');
    if (this._chart && !anew && look === this._look) {
      this._chart.data.labels = [...this.labels];
      this.series.forEach((s, i) => { /** @type {any} */ (this._chart).data.datasets[i].data = [...s.values]; });
      this._chart.update('none');
      return;
    }
    this._look = look;
    Chart.register(LineController, LineElement, PointElement, BarController, BarElement, CategoryScale, LinearScale, Tooltip, Filler);
    const tone = colours(this);
    const write = WRITE[this.format];
    const lying = this.kind === 'bars-lying';
    const bars = this.kind !== 'line';
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this._chart?.destroy();
    Chart.defaults.font.family = 'Inter, system-ui, sans-serif';
    Chart.defaults.font.size = 13;
    const value = { beginAtZero: true, border: { display: false }, grid: { color: tone.line }, ticks: { color: tone.soft, maxTicksLimit: 5, callback: (/** @type {any} */ n) => write.axis(Number(n)) } };
    const name = { border: { color: tone.line }, grid: { display: false }, ticks: { color: tone.soft, maxRotation: 0, autoSkipPadding: 16 } };
    this._chart = new Chart(canvas, /** @type {any} */ ({
      type: bars ? 'bar' : 'line',
      data: {
        labels: [...this.labels],
        datasets: this.series.map((s, i) => {
          const colour = tone.series[(s.tone ?? i + 1) - 1];
          return bars
            ? { label: s.label, data: [...s.values], backgroundColor: colour, hoverBackgroundColor: colour, borderRadius: 4, maxBarThickness: 36 }
            : { label: s.label, data: [...s.values], borderColor: colour, backgroundColor: tone.wash[(s.tone ?? i + 1) - 1], hoverBackgroundColor: colour, pointBackgroundColor: colour, borderWidth: 2.5, pointRadius: 0, pointHoverRadius: 5, pointHitRadius: 16, tension: 0.25, fill: this.series.length === 1 };
        }),
      },
      options: {
        responsive: true, maintainAspectRatio: false, animation: still ? false : { duration: 200 }, indexAxis: lying ? 'y' : 'x',
        layout: { padding: { top: 20, right: bars ? (lying ? 64 : 0) : 72 } },
        interaction: { mode: 'index', intersect: false, axis: lying ? 'y' : 'x' },
        scales: lying ? { x: value, y: { ...name, ticks: { ...name.ticks, autoSkip: false } } } : { x: name, y: value },
        plugins: {
          tooltip: { backgroundColor: tone.ink, titleColor: tone.card, bodyColor: tone.card, padding: 10, cornerRadius: 8, usePointStyle: true, boxPadding: 4,
            callbacks: { label: (/** @type {any} */ c) => ` ${c.dataset.label}: ${write.full(c.raw)}` } },
        },
      },
      plugins: [named(tone, bars ? write.axis : null, this.series.length)],
    }));
  }

  render() {
    const write = WRITE[this.format].full;
    return html`<figure class="chart"><figcaption class="chart-caption">${this.caption}</figcaption>
      ${this.series.length > 1 && this.kind !== 'line' ? html`<ul class="chart-key">${this.series.map((s, i) => html`<li data-tone=${s.tone ?? i + 1}>${s.label}</li>`)}</ul>` : nothing}
      <div class="chart-box" .style=${`height: ${this.height}px`} aria-hidden="true"><canvas></canvas></div>
      <details ?open=${this.figures}><summary>${say('chart.figures')}</summary><div class="table-wrap"><table class="table table-tight"><caption class="visually-hidden">${this.caption}</caption>
        <thead><tr><th scope="col">${this.across}</th>${this.series.map((s) => html`<th scope="col" class="num">${s.label}</th>`)}</tr></thead>
        <tbody>${this.labels.map((l, i) => html`<tr><th scope="row">${l}</th>${this.series.map((s) => { const v = s.values[i]; return html`<td class="num">${v === null || v === undefined ? '–' : write(v)}</td>`; })}</tr>`)}</tbody></table></div></details></figure>`;
  }
}
customElements.define('ph-chart', PhChart);

/** The tokens as a canvas understands them, read where the chart stands. @param {Element} at */
function colours(at) {
  const probe = document.createElement('span');
  probe.hidden = true;
  at.append(probe);
  const dot = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const read = (/** @type {string} */ value) => {
    probe.style.color = value;
    if (!dot) return 'gray';
    dot.clearRect(0, 0, 1, 1);
    dot.fillStyle = getComputedStyle(probe).color;
    dot.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = dot.getImageData(0, 0, 1, 1).data;
    return `rgba(${r},${g},${b},${(a / 255).toFixed(3)})`;
  };
  const series = [1, 2, 3, 4].map((n) => read(`var(--chart-${n})`));
  const wash = series.map((c) => c.replace(/,[^,]*\)$/, ',.16)'));
  const out = { series, wash, ink: read('var(--ink)'), soft: read('var(--ink-soft)'), line: read('var(--line)'), card: read('var(--card)') };
  probe.remove();
  return out;
}

/**
 * Names each line at its end, and writes the value at each bar while there is room.
 * @param {ReturnType<typeof colours>} tone @param {((n: number) => string) | null} writeBar @param {number} count
 */
function named(tone, writeBar, count) {
  return {
    id: 'named',
    /** @param {any} chart */
    afterDatasetsDraw(chart) {
      const pen = chart.ctx;
      pen.save();
      pen.font = '600 13px Inter, system-ui, sans-serif';
      const ends = writeBar ? [] : apart(chart.data.datasets.map((/** @type {any} */ set, /** @type {number} */ i) => chart.getDatasetMeta(i).data.findLast((/** @type {any} */ mark, /** @type {number} */ k) => typeof set.data[k] === 'number')?.y ?? 0));
      chart.data.datasets.forEach((/** @type {any} */ set, /** @type {number} */ i) => {
        const marks = chart.getDatasetMeta(i).data;
        if (!writeBar) {
          const last = marks.findLast((/** @type {any} */ mark, /** @type {number} */ k) => typeof set.data[k] === 'number');
          if (!last) return;
          pen.fillStyle = tone.ink;
          pen.textBaseline = 'middle';
          pen.fillText(set.label, last.x + 8, ends[i], 64);
          pen.fillStyle = set.borderColor;
          pen.beginPath();
          pen.arc(last.x, last.y, 4, 0, 7);
          pen.fill();
        } else if (count === 1 && marks.length <= 14) {
          pen.fillStyle = tone.ink;
          marks.forEach((/** @type {any} */ bar, /** @type {number} */ k) => {
            const text = writeBar(set.data[k] ?? 0);
            const lying = chart.options.indexAxis === 'y';
            pen.textAlign = lying ? 'left' : 'center';
            pen.textBaseline = lying ? 'middle' : 'bottom';
            if (lying) pen.fillText(text, bar.x + 8, bar.y);
            else if (pen.measureText(text).width < bar.width * 2) pen.fillText(text, bar.x, bar.y - 4);
          });
        }
      });
      pen.restore();
    },
  };
}

/** The heights of the names at the ends of the lines, moved apart so that each can be read. @param {number[]} ends */
function apart(ends) {
  const order = ends.map((y, i) => ({ y, i })).sort((a, b) => a.y - b.y);
  const moved = [...ends];
  order.forEach(({ i }, k) => {
    if (k) moved[i] = Math.max(moved[i], moved[order[k - 1].i] + 15);
  });
  const over = order.length > 1 ? (moved[order.at(-1)?.i ?? 0] - ends[order.at(-1)?.i ?? 0]) / 2 : 0;
  return moved.map((y) => y - over);
}
