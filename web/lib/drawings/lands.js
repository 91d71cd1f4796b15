// The land behind a drawing, one for each region, in a 200 by 200 box.

import { svg } from 'lit';

/** @type {Record<string, import('lit').TemplateResult<2>>} */
export const LANDS = {
  'north-mountain': svg`<path class="m1" d="M-5 122C12 92 28 66 44 66c14 0 18 24 28 24 12 0 22-44 40-44 16 0 26 36 38 36 10 0 14-16 24-16 14 0 22 26 31 44v60H-5z"/>
    <path class="m2" d="M-5 138c30-22 60-20 92-8s76 4 118-14v50H-5z"/><path class="k" opacity=".5" d="M6 146c28-10 52-6 80 2s70 6 108-8"/>`,
  'red-river': svg`<g class="m1"><path d="M14 96c14 0 20-8 24-18h32c4 10 10 18 24 18-4 6-9 8-15 8H29c-6 0-11-2-15-8z"/><path d="M32 104h44v24H32z"/><circle cx="158" cy="98" r="26"/><circle cx="178" cy="112" r="22"/><circle cx="138" cy="114" r="18"/><path d="M153 110h9v30h-9z"/></g>
    <path class="m2" d="M-5 126c44-10 74 4 106 2s64-12 104-4v44H-5z"/><path class="k" opacity=".45" d="M0 138c40-8 70 4 104 0s60-10 96-4M0 148c44-6 76 4 110 1s60-8 90-4"/>`,
  'central-coast': svg`<circle class="c" cx="152" cy="72" r="20"/><path class="m1" d="M-5 112h210v50H-5z"/><path class="kw" opacity=".8" d="M8 122c8-5 14-5 22 0s14 5 22 0M120 119c8-5 14-5 22 0s14 5 22 0M70 132c8-5 14-5 22 0s14 5 22 0"/>
    <path class="m2" d="M-5 150c30-14 62-14 100-6s74 0 110-10v34H-5z"/><path class="c" d="M30 110l22-34v34z" opacity=".85"/><path class="a" opacity=".5" d="M26 110h34c-2 7-6 9-12 9H36c-6 0-9-4-10-9z"/>`,
  highlands: svg`<path class="m1" d="M-5 124c34-30 64-34 96-18s70 2 114-22v80H-5z"/><g class="m2"><path d="M132 112c4-30 10-52 20-70h14c10 18 16 40 20 70z"/><path d="M140 112h5v30h-5zM156 112h5v30h-5zM173 112h5v30h-5z"/></g>
    <path class="m2" d="M-5 142c40-14 70-12 104-4s68 2 106-8v36H-5z"/>`,
  'south-east': svg`<circle class="c" cx="44" cy="64" r="24"/><path class="m1" d="M-5 124c40-22 78-22 108-12s66 0 102-12v64H-5z"/><g class="m2"><path d="M150 84c-14 4-20 20-14 34h34c6-14 0-30-14-34zM154 112h4v30h-4zM22 100c-10 4-14 16-10 26h24c4-10 0-22-10-26zM22 122h4v20h-4zM182 96c-10 4-14 16-10 26h24c4-10 0-22-10-26zM182 118h4v24h-4z"/><path d="M-5 142c50-10 90-6 120-2s60 0 90-6v34H-5z"/></g>`,
  mekong: svg`<path class="m1" d="M-5 116c40-14 80-10 110-6s66 0 100-6v60H-5z"/><g class="m2"><path d="M164 142c-4-30-4-54 2-78l5 1c-5 24-5 46-1 77z"/><path d="M168 66c-16-12-30-8-36 4 14-6 24-6 36-4zM168 66c-14-2-26 8-26 22 8-12 16-18 26-22zM168 66c4-18 18-24 30-16-14 2-22 6-30 16zM168 66c14-4 28 2 32 14-12-8-20-12-32-14zM168 66c8 6 12 16 8 28-2-12-4-20-8-28z"/><path d="M30 140c-2-22-1-38 3-54l4 1c-4 16-4 32-2 53z"/><path d="M35 88c-12-9-22-6-27 3 10-4 18-4 27-3zM35 88c3-13 13-18 22-12-10 2-16 5-22 12zM35 88c10-3 21 1 24 10-9-6-15-8-24-10zM35 88c-10-1-19 6-19 16 6-9 12-13 19-16z"/></g>
    <path class="m1" d="M-5 136h210v30H-5z"/><path class="kw" opacity=".7" d="M6 143h40M70 148h46M134 144h36"/>`,
};
