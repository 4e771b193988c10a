// Where the focus is: it moves once when the screen changes, and is never lost.

const STOPS = 'a[href], button:not(:disabled), input:not(:disabled, [type=hidden]), textarea:not(:disabled), summary, '
  + '[tabindex]:not([tabindex="-1"])';

// What had the focus when a dialog was opened.
const openers = new WeakMap();

// What is shown over the page: nothing under it can have the focus.
export const top = () => [...document.querySelectorAll('dialog:modal')].at(-1);
const lost = () => !document.activeElement || document.activeElement === document.body;
const fits = (element) => element?.isConnected && element.checkVisibility() && (top()?.contains(element) ?? true);

// Gives an element the focus; one that is no stop of the Tab key takes it all the same.
export function give(element, options) {
  if (!element || element === document.activeElement) return;
  if (!element.matches(STOPS) && !element.hasAttribute('tabindex')) element.tabIndex = -1;
  element.focus(options);
}

export function giveHeading() {
  give((top() ?? document).querySelector('h1, h2'), { preventScroll: true });
}

// Opens a dialog over the page: the browser gives the focus to what has `autofocus` in it.
export function open(dialog) {
  openers.set(dialog, lost() ? null : document.activeElement);
  dialog.removeAttribute('open');
  dialog.showModal();
}

// Returns what gives the focus, where a change of the page took it, to what had it or to what stands nearest.
export function keep() {
  const had = document.activeElement;
  if (lost()) return () => {};
  const opener = openers.get(had.closest('dialog'));
  const all = [...document.querySelectorAll(STOPS)];
  const at = all.indexOf(had);
  const near = at < 0 ? [] : [...all.slice(at), ...all.slice(0, at).reverse()];
  const again = (element) => (element?.id ? document.getElementById(element.id) : element);
  return () => {
    if (!lost()) return;
    const next = [again(had), again(opener), ...near].find(fits);
    if (next) give(next); else giveHeading();
  };
}
