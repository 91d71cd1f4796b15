import { html, nothing } from 'lit';
import { LightElement } from '../../lib/light.js';
import { say } from '../../lib/words.js';
import '../ph-cover.js';
import '../ph-icon.js';

/** @typedef {import('../../lib/protocol.js').VideoView} VideoView */
/** @typedef {import('../../lib/protocol.js').Picture} Picture */

/** How long to wait before a stream that broke is tried again, ms. */
const AGAIN_MS = 5_000;

/**
 * What is to be seen: the stream, a frame of another house, or the drawn cover. When the stream breaks the last picture
 * stays, and buying goes on.
 */
export class LiveStage extends LightElement {
  static properties = { video: { attribute: false }, cover: { attribute: false }, drawings: { attribute: false }, title: {}, still: { type: Boolean }, _sound: { state: true }, _broken: { state: true }, _tall: { state: true }, _seen: { state: true } };

  constructor() {
    super();
    /** @type {VideoView | null} */
    this.video = null;
    /** @type {Picture | null} */
    this.cover = null;
    /** Drawings of the goods in front of the drawn cover. @type {ReadonlyArray<string>} */
    this.drawings = [];
    /** @type {string} */
    this.title = '';
    /** The show is not on air: only the cover. @type {boolean} */
    this.still = false;
    /** @type {boolean} */
    this._sound = false;
    /** @type {boolean} */
    this._broken = false;
    /** Whether the stream stands upright. @type {boolean} */
    this._tall = true;
    /** Whether the stream has shown a picture yet; until then the cover stands. @type {boolean} */
    this._seen = false;
    /** @type {import('hls.js').default | undefined} */
    this._hls = undefined;
    /** @type {string} */
    this._playing = '';
    /** @type {number | undefined} */
    this._again = undefined;
  }

  get #player() {
    return /** @type {HTMLVideoElement | null} */ (this.querySelector('video'));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop();
  }

  updated() {
    const url = !this.still && this.video?.kind === 'hls' ? this.video.url ?? '' : '';
    if (url === this._playing) return;
    this.#stop();
    if (url) this.#play(url);
  }

  #stop() {
    clearTimeout(this._again);
    this._hls?.destroy();
    this._hls = undefined;
    this._playing = '';
  }

  /** @param {string} url */
  async #play(url) {
    const player = this.#player;
    if (!player) return;
    this._playing = url;
    this._broken = false;
    player.muted = !this._sound;
    if (player.canPlayType('application/vnd.apple.mpegurl')) player.src = url;
    else {
      const { default: Hls } = await import('hls.js').catch(() => ({ default: null }));
      if (!Hls?.isSupported() || this._playing !== url) return void (this._broken = !Hls?.isSupported());
      this._hls = new Hls({ liveSyncDurationCount: 2, backBufferLength: 30 });
      this._hls.on(Hls.Events.ERROR, (_, data) => data.fatal && this.#failed());
      this._hls.loadSource(url);
      this._hls.attachMedia(player);
    }
    player.play().catch(() => { /* the browser wants a touch first; the picture stays */ });
  }

  #failed() {
    this._broken = true;
    clearTimeout(this._again);
    this._again = window.setTimeout(() => {
      this.#stop();
      this.requestUpdate();
    }, AGAIN_MS);
  }

  /** @param {Event} e */
  #shape(e) {
    const player = /** @type {HTMLVideoElement} */ (e.target);
    this._broken = false;
    this._seen = true;
    this._tall = player.videoHeight >= player.videoWidth;
  }

  #unmute() {
    const player = this.#player;
    if (!player) return;
    this._sound = player.muted;
    player.muted = !this._sound;
    player.play().catch(() => {});
  }

  render() {
    const kind = this.still ? 'cover' : this.video?.kind ?? 'cover';
    return html`<ph-cover class="stage-cover ${kind === 'cover' || (kind === 'hls' && !this._seen) ? '' : 'behind'}" shape="fill" palette=${this.cover?.palette ?? ''} photo=${this.cover?.photo ?? ''} .drawings=${this.drawings} alt=${kind === 'cover' ? this.title : ''}></ph-cover>
      ${kind === 'hls' ? html`<video class="stage-video ${this._tall ? 'tall' : ''}" playsinline autoplay .muted=${!this._sound} aria-label=${this.title} @loadedmetadata=${this.#shape} @playing=${this.#shape} @error=${this.#failed}></video>
        <button class="btn btn-video stage-sound" type="button" aria-pressed=${this._sound} @click=${this.#unmute}><ph-icon name=${this._sound ? 'volume-2' : 'volume-x'}></ph-icon><span>${say(this._sound ? 'live.sound.off' : 'live.sound.on')}</span></button>
        ${this._broken ? html`<p class="stage-broken" role="status">${say('live.video.broken')}</p>` : nothing}` : nothing}
      ${kind === 'youtube' || kind === 'facebook' ? html`<iframe class="stage-frame" src=${frameFor(kind, this.video?.url ?? '')} title=${this.title} allow="autoplay; encrypted-media; picture-in-picture; fullscreen" referrerpolicy="strict-origin-when-cross-origin" loading="eager"></iframe>` : nothing}`;
  }
}
customElements.define('live-stage', LiveStage);

/**
 * The frame of a video at another house: muted, inside the page, without cookies where the house offers that.
 * @param {string} kind "youtube" or "facebook" @param {string} url
 */
export function frameFor(kind, url) {
  if (kind === 'facebook') {
    if (/^https:\/\/www\.facebook\.com\/plugins\/video\.php/.test(url)) return url;
    return `https://www.facebook.com/plugins/video.php?href=${encodeURIComponent(url)}&show_text=false&autoplay=true&mute=true`;
  }
  const id = /(?:v=|youtu\.be\/|\/embed\/|\/live\/|\/shorts\/)([\w-]{6,20})/.exec(url)?.[1] ?? '';
  return `https://www.youtube-nocookie.com/embed/${id}?autoplay=1&mute=1&playsinline=1&rel=0`;
}
