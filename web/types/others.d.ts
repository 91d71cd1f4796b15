// The parts that are used of libraries without type declarations here.
declare module 'hls.js' {
  export default class Hls {
    static isSupported(): boolean;
    static readonly Events: Record<'ERROR' | 'MANIFEST_PARSED', string>;
    constructor(config?: Record<string, unknown>);
    loadSource(url: string): void;
    attachMedia(video: HTMLVideoElement): void;
    startLoad(): void;
    recoverMediaError(): void;
    destroy(): void;
    on(event: string, listener: (event: string, data: { fatal: boolean; type: string }) => void): void;
  }
}
declare module 'chart.js' {
  export const Chart: any, registerables: any[], LineController: any, LineElement: any, PointElement: any, BarController: any, BarElement: any;
  export const CategoryScale: any, LinearScale: any, TimeScale: any, Tooltip: any, Filler: any, Legend: any;
}
declare module 'chart.js/auto' {
  const Chart: any;
  export default Chart;
  export { Chart };
}
declare module 'node:test' {
  export function test(name: string, run: () => void | Promise<void>): Promise<void>;
  export function describe(name: string, run: () => void): void;
  export const mock: any;
}
declare module 'node:assert/strict' {
  const assert: any;
  export default assert;
}
declare module 'node:fs' {
  export function existsSync(path: URL | string): boolean;
  export function readFileSync(path: URL | string, encoding: string): string;
  export function readdirSync(path: URL | string, how: { recursive: boolean }): (string | object)[];
}
