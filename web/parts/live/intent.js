// What a person wants, said by a part to its page. The page alone talks to the socket.

/**
 * @typedef {{do: 'buy', product: string, quantity?: number}
 *   | {do: 'wait', product: string} | {do: 'leave-line', product: string}
 *   | {do: 'to-cart', product: string, quantity: number} | {do: 'cart-quantity', product: string, quantity: number} | {do: 'hold-cart'}
 *   | {do: 'open-item', product: string} | {do: 'open', sheet: string} | {do: 'close'} | {do: 'resume-hold', hold: string}
 *   | {do: 'say', text: string, replyTo?: string} | {do: 'reply', message: string} | {do: 'react', kind: 'heart' | 'clap' | 'flower'}
 *   | {do: 'toggle', what: 'chat' | 'hearts'} | {do: 'share'} | {do: 'sound'} | {do: 'sign-out'}} Intent
 */

/** @param {HTMLElement} from @param {Intent} intent */
export function intend(from, intent) {
  from.dispatchEvent(new CustomEvent('live-do', { detail: intent, bubbles: true, composed: true }));
}
