// The part of Lit 3 that the pages use. The packages of the server carry no type declarations.
declare module 'lit' {
  export interface TemplateResult<T extends 1 | 2 = 1 | 2> { readonly _$litType$: T; readonly strings: TemplateStringsArray; readonly values: unknown[] }
  export interface CSSResult { readonly cssText: string; readonly styleSheet: CSSStyleSheet | undefined }
  export type CSSResultGroup = CSSResult | CSSResultGroup[];
  export function html(strings: TemplateStringsArray, ...values: unknown[]): TemplateResult<1>;
  export function svg(strings: TemplateStringsArray, ...values: unknown[]): TemplateResult<2>;
  export function css(strings: TemplateStringsArray, ...values: (CSSResultGroup | number)[]): CSSResult;
  export function unsafeCSS(value: unknown): CSSResult;
  export const nothing: unique symbol;
  export const noChange: unique symbol;
  export function render(value: unknown, container: HTMLElement | DocumentFragment, options?: { host?: object }): unknown;
  export interface ReactiveController { hostConnected?(): void; hostDisconnected?(): void; hostUpdate?(): void; hostUpdated?(): void }
  export interface ReactiveControllerHost { addController(controller: ReactiveController): void; removeController(controller: ReactiveController): void; requestUpdate(): void; readonly updateComplete: Promise<boolean> }
  export interface PropertyDeclaration { attribute?: boolean | string; type?: unknown; reflect?: boolean; state?: boolean; converter?: unknown; hasChanged?(now: unknown, before: unknown): boolean; noAccessor?: boolean }
  export type PropertyValues = Map<PropertyKey, unknown>;
  export class LitElement extends HTMLElement implements ReactiveControllerHost {
    static properties: Record<string, PropertyDeclaration>;
    static styles?: CSSResultGroup;
    static shadowRootOptions: ShadowRootInit;
    readonly renderRoot: HTMLElement | DocumentFragment;
    readonly isUpdatePending: boolean;
    readonly hasUpdated: boolean;
    readonly updateComplete: Promise<boolean>;
    addController(controller: ReactiveController): void;
    removeController(controller: ReactiveController): void;
    requestUpdate(name?: PropertyKey, before?: unknown): void;
    connectedCallback(): void;
    disconnectedCallback(): void;
    attributeChangedCallback(name: string, before: string | null, now: string | null): void;
    protected createRenderRoot(): HTMLElement | DocumentFragment;
    protected scheduleUpdate(): void | Promise<unknown>;
    protected shouldUpdate(changed: any): boolean;
    protected willUpdate(changed: any): void;
    protected firstUpdated(changed: any): void;
    protected updated(changed: any): void;
    protected render(): unknown;
  }
}
declare module 'lit/directives/guard.js' {
  export function guard(value: unknown, draw: () => unknown): unknown;
}
declare module 'lit/directives/repeat.js' {
  export function repeat<T>(items: Iterable<T>, key: (item: T, index: number) => unknown, template: (item: T, index: number) => unknown): unknown;
}
declare module 'lit/directives/live.js' {
  export function live<T>(value: T): T;
}
declare module 'lit/directives/if-defined.js' {
  export function ifDefined<T>(value: T): NonNullable<T>;
}
declare module 'lit/directives/class-map.js' {
  export function classMap(classes: Record<string, boolean | string | number | undefined>): unknown;
}
// No style-map here: it writes a style attribute at first, which the content policy stops. Write .style=${`width: 3px`} instead.
declare module 'lit/directives/ref.js' {
  export interface Ref<T = Element> { readonly value?: T }
  export function createRef<T = Element>(): Ref<T>;
  export function ref(to?: Ref<any> | ((element: Element | undefined) => void)): unknown;
}
declare module 'lit/directives/cache.js' {
  export function cache(value: unknown): unknown;
}
declare module 'lit/directives/guard.js' {
  export function guard(values: unknown[], make: () => unknown): unknown;
}
declare module 'lit/directives/unsafe-svg.js' {
  export function unsafeSVG(text: string): unknown;
}
