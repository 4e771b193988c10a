// The one place where what happens is said to a screen reader: each message once, in order.

const LASTING_MS = 10000;

function region(within) {
  let found = within.querySelector(':scope > [data-own=live]');
  if (!found) {
    found = Object.assign(document.createElement('div'), { className: 'live', role: 'status' });
    found.setAttribute('role', 'status');
    found.setAttribute('aria-live', 'polite');
    found.setAttribute('aria-atomic', 'false');  // each message alone: not again what was said before it
    found.dataset.own = 'live';
    within.append(found);
  }
  return found;
}

// Under a dialog nothing is read: what is said while one is open is said in it.
export function say(...messages) {
  const over = [...document.querySelectorAll('dialog:modal')].at(-1);
  const to = over ? region(over) : document.getElementById('live') ?? region(document.body);
  for (const message of messages) {
    const one = Object.assign(document.createElement('p'), { textContent: message });
    to.append(one);
    setTimeout(() => one.remove(), LASTING_MS);
  }
}
