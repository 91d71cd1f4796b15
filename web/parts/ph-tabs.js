import { html, nothing } from 'lit';
import { LightElement } from '../lib/light.js';
import './ph-icon.js';

/** @typedef {{key: string, label: string, icon?: string, count?: number}} Tab */

/**
 * A row of tabs; arrow keys walk it. The page shows the panel of the chosen one.
 * @fires ph-select with `detail` the key
 */
export class PhTabs extends LightElement {
  static properties = { tabs: { attribute: false }, selected: {}, label: {}, panel: {} };

  constructor() {
    super();
    /** @type {ReadonlyArray<Tab>} */
    this.tabs = [];
    /** Key of the chosen one. @type {string} */
    this.selected = '';
    /** What the row chooses among, for screen readers. @type {string} */
    this.label = '';
    /** Id of the element that shows the content. @type {string} */
    this.panel = '';
  }

  /** @param {string} key */
  #choose(key) {
    if (key === this.selected) return;
    this.selected = key;
    this.dispatchEvent(new CustomEvent('ph-select', { detail: key, bubbles: true }));
  }

  /** @param {KeyboardEvent} e */
  #key(e) {
    const at = this.tabs.findIndex((t) => t.key === this.selected);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: this.tabs.length - 1 }[e.key];
    if (to === undefined) return;
    e.preventDefault();
    const tab = this.tabs[(to + this.tabs.length) % this.tabs.length];
    this.#choose(tab.key);
    this.updateComplete.then(() => /** @type {HTMLElement | null} */ (this.querySelector('[aria-selected="true"]'))?.focus());
  }

  render() {
    return html`<div class="tabs" role="tablist" aria-label=${this.label || nothing} @keydown=${this.#key}>${this.tabs.map((t) => html`<button class="tab" type="button" role="tab"
      aria-selected=${t.key === this.selected} aria-controls=${this.panel || nothing} tabindex=${t.key === this.selected ? 0 : -1} @click=${() => this.#choose(t.key)}>
      ${t.icon ? html`<ph-icon name=${t.icon}></ph-icon>` : nothing}<span>${t.label}</span>${t.count === undefined ? nothing : html`<span class="count">${t.count}</span>`}</button>`)}</div>`;
  }
}
customElements.define('ph-tabs', PhTabs);
