// The button that prints labels and packing slips. Without it the page is printed by the browser's own menu.

const button = document.querySelector('[data-print]');
if (button instanceof HTMLButtonElement) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}
