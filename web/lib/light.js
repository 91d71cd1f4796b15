// A page, or a part of one, that lives in the page itself so that the sheets under /style/ dress it.

import { LitElement } from 'lit';
import './letters.js';
import { speaks } from './words.js';

/** The base of pages: no shadow root, and it follows the language. */
export class LightElement extends LitElement {
  constructor() {
    super();
    speaks(this);
  }

  createRenderRoot() {
    return this;
  }
}
