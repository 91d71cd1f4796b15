// The paints of all drawings: what things are made of stays the same everywhere (rice is white, bamboo is straw);
// three paints, .a .b .c, and the land behind come from the palette of the region.

import { css } from 'lit';

/** A palette for each region of the country. @type {ReadonlyArray<string>} */
export const PALETTES = ['north-mountain', 'red-river', 'central-coast', 'highlands', 'south-east', 'mekong'];

export const paints = css`
  :host {
    --sky: oklch(.88 .06 82); --sky2: oklch(.95 .05 90); --m1: oklch(.82 .07 92); --m2: oklch(.74 .09 112); --table: oklch(.52 .085 48); --table2: oklch(.44 .08 44);
    --a: oklch(.5 .17 28); --b: oklch(.46 .09 160); --c: oklch(.89 .1 90);
  }
  :host([palette='north-mountain']) {
    --sky: oklch(.83 .045 235); --sky2: oklch(.93 .035 215); --m1: oklch(.75 .055 225); --m2: oklch(.66 .075 175); --table: oklch(.47 .06 55); --table2: oklch(.39 .055 50);
    --a: oklch(.4 .12 275); --b: oklch(.58 .2 12); --c: oklch(.86 .14 92);
  }
  :host([palette='central-coast']) {
    --sky: oklch(.86 .055 222); --sky2: oklch(.95 .04 200); --m1: oklch(.73 .085 222); --m2: oklch(.88 .06 85); --table: oklch(.6 .07 68); --table2: oklch(.51 .07 62);
    --a: oklch(.47 .12 248); --b: oklch(.7 .16 52); --c: oklch(.94 .05 92);
  }
  :host([palette='highlands']) {
    --sky: oklch(.8 .075 55); --sky2: oklch(.9 .07 75); --m1: oklch(.68 .09 42); --m2: oklch(.56 .075 50); --table: oklch(.41 .06 38); --table2: oklch(.34 .05 35);
    --a: oklch(.39 .1 28); --b: oklch(.76 .15 72); --c: oklch(.91 .06 82);
  }
  :host([palette='south-east']) {
    --sky: oklch(.88 .075 98); --sky2: oklch(.95 .06 100); --m1: oklch(.79 .1 125); --m2: oklch(.69 .11 138); --table: oklch(.55 .085 58); --table2: oklch(.46 .08 52);
    --a: oklch(.47 .11 150); --b: oklch(.66 .18 42); --c: oklch(.92 .1 96);
  }
  :host([palette='mekong']) {
    --sky: oklch(.87 .055 172); --sky2: oklch(.95 .05 130); --m1: oklch(.76 .08 168); --m2: oklch(.65 .095 160); --table: oklch(.57 .08 72); --table2: oklch(.48 .075 66);
    --a: oklch(.48 .1 195); --b: oklch(.69 .17 55); --c: oklch(.93 .08 104);
  }

  svg { stroke-width: 2.5; stroke-linecap: round; stroke-linejoin: round; }
  .a { fill: var(--a); } .b { fill: var(--b); } .c { fill: var(--c); }
  .m1 { fill: var(--m1); } .m2 { fill: var(--m2); }
  .sh { fill: oklch(.2 .04 50 / .17); } .hi { fill: oklch(1 0 0 / .3); } .cast { fill: oklch(.2 .05 45 / .3); }
  .rice { fill: oklch(.965 .015 92); } .rice2 { fill: oklch(.895 .03 88); } .white { fill: oklch(.985 .004 90); }
  .wood { fill: oklch(.6 .09 60); } .wood2 { fill: oklch(.48 .08 52); } .wood3 { fill: oklch(.36 .06 46); }
  .bam { fill: oklch(.81 .095 86); } .bam2 { fill: oklch(.69 .1 76); } .bam3 { fill: oklch(.56 .09 68); }
  .leaf { fill: oklch(.6 .13 142); } .leaf2 { fill: oklch(.48 .11 148); } .leaf3 { fill: oklch(.75 .13 130); }
  .clay { fill: oklch(.6 .11 42); } .clay2 { fill: oklch(.48 .1 38); }
  .glass { fill: oklch(.97 .02 200 / .42); } .honey { fill: oklch(.75 .16 70); } .honey2 { fill: oklch(.63 .155 58); }
  .paper { fill: oklch(.955 .028 88); } .paper2 { fill: oklch(.875 .045 82); }
  .red { fill: oklch(.56 .2 29); } .red2 { fill: oklch(.45 .17 27); } .gold { fill: oklch(.82 .14 85); } .gold2 { fill: oklch(.69 .13 74); }
  .dark { fill: oklch(.29 .03 50); } .steel { fill: oklch(.84 .012 240); } .steel2 { fill: oklch(.68 .015 240); }
  .brown { fill: oklch(.43 .08 48); } .brown2 { fill: oklch(.32 .055 44); } .meat { fill: oklch(.5 .16 26); } .meat2 { fill: oklch(.41 .13 25); }
  .fish { fill: oklch(.8 .04 82); } .fish2 { fill: oklch(.68 .055 72); } .pink { fill: oklch(.72 .17 6); } .pink2 { fill: oklch(.6 .2 8); }
  .orange { fill: oklch(.75 .17 60); } .yellow { fill: oklch(.87 .15 92); } .blue { fill: oklch(.45 .13 262); }
  .k, .kw, .ka, .kb, .kc, .kbam, .kleaf, .kwood, .kred, .kgold, .krice, .kdark { fill: none; }
  .k { stroke: oklch(.27 .05 50 / .42); } .kw { stroke: oklch(1 0 0 / .6); } .kdark { stroke: oklch(.29 .03 50); }
  .ka { stroke: var(--a); } .kb { stroke: var(--b); } .kc { stroke: var(--c); } .kbam { stroke: oklch(.69 .1 76); } .kleaf { stroke: oklch(.48 .11 148); }
  .kwood { stroke: oklch(.44 .08 52); } .kred { stroke: oklch(.52 .19 29); } .kgold { stroke: oklch(.8 .14 85); } .krice { stroke: oklch(.9 .03 88); }
`;
