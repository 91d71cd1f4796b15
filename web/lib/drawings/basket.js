// What is drawn where nothing better is known: by itself, so that it brings no other drawings along.

import { svg } from 'lit';

export default {
  'bamboo-basket': svg`<ellipse class="cast" cx="100" cy="168" rx="64" ry="8"/><path class="kbam" stroke-width="9" d="M46 92C46 34 70 18 100 18s54 16 54 74"/><path class="kw" opacity=".4" d="M46 88C46 36 70 20 100 20"/><g class="leaf"><path d="M66 88c-8-18 2-30 14-34 6 14 2 28-14 34z"/><path class="leaf3" d="M110 86c-4-20 6-32 20-36 4 16-2 30-20 36z"/></g><circle class="orange" cx="92" cy="76" r="20"/><circle class="red" cx="124" cy="82" r="17"/><circle class="yellow" cx="64" cy="84" r="16"/><path class="hi" d="M80 74c1-6 5-10 10-11-3 4-4 8-4 12 0 4-6 3-6-1z"/>
    <path class="bam" d="M34 90h132l-12 66c-1 7-6 12-14 12H60c-8 0-13-5-14-12z"/><path class="bam2" d="M122 90h44l-12 66c-1 7-6 12-14 12h-26c8-22 10-50 8-78z" opacity=".75"/><path class="k" opacity=".6" d="M38 106h124M41 122h118M44 138h112M47 154h106M56 92l8 74M78 92l4 76M100 92v76M122 92l-4 76M144 92l-8 74"/><path class="a" d="M41 116h118l-3 16H44z"/><path class="kc" stroke-width="2.5" d="M48 124l7-5 7 6 7-6 7 6 7-6 7 6 7-6 7 6 7-6 7 6 7-6 7 6 7-6 7 5"/><rect class="bam3" x="28" y="84" width="144" height="13" rx="6.5"/><path class="kw" opacity=".35" d="M36 90l10-3M60 90l10-3M84 90l10-3M108 90l10-3M132 90l10-3"/>`,
};
