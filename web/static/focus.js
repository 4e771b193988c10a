// Where the focus is: it moves once when the screen changes, and is never lost.

const STOPS = ['a[href]', 'button:not(:disabled)', 'input:not(:disabled, [type=hidden])', 'textarea:not(:disabled)', 'summary',
  '[tabindex]'].map((stop) => `${stop}:not([tabindex="-1"])`).join();

// What had the focus when a dialog was opened, or before it went beside the screen.
const openers = new WeakMap();

addEventListener('focusin', ({ target, relatedTarget: from }) => {
  const aside = target.closest('[data-aside]');
  if (from && aside?.contains(from) === false) openers.set(aside, from);
});

// What is shown over the page: nothing under it can have the focus.
export const top = () => [...document.querySelectorAll('dialog:modal')].at(-1);
const lost = () => !document.activeElement || document.activeElement === document.body;
const isShown = (element) => element?.isConnected && element.checkVisibility();
const fits = (element) => isShown(element) && (top()?.contains(element) ?? true);

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

const stops = (within) => [...within.querySelectorAll(STOPS)];

// Returns what finds an element again after a change, by its id, or a field by its name.
function trace(element) {
  const { id, localName, name } = element;
  const suits = (each) => each?.localName === localName && each.name === name;
  return () => [id ? document.getElementById(id) : element, document.getElementsByName(name)[0]].find(suits);
}

// Returns what finds, once the page has changed, what stands where an element stood: itself, what came in its place, what
// stood after it, what stood before.
function placeOf(element, within = document) {
  if (!element) return () => undefined;
  const before = stops(within);
  const at = before.indexOf(element);
  const found = trace(element);
  return (suits) => {
    const again = found();
    if (suits(again) || at < 0) return again;
    const now = stops(within);
    const next = before.slice(at).find(suits);
    const last = before.slice(0, at).reverse().find(suits);
    const came = now.slice(last ? now.indexOf(last) + 1 : 0, next ? now.indexOf(next) : now.length);
    return came.find(suits) ?? next ?? last;
  };
}

// Returns what gives the focus, where a change of the page took it, to what had it or to what stands there now; after a
// question, to where it was asked.
export function keep() {
  const had = document.activeElement;
  if (lost()) return () => {};
  const dialog = had.closest('dialog, [data-aside]');
  const opener = openers.get(dialog);
  const here = placeOf(had, dialog ?? document);
  const there = placeOf(opener);
  const { name } = had;
  return () => {
    const isOther = had === document.activeElement && had.name !== name;
    if (!lost() && !isOther) {
      if (opener && !isShown(opener)) openers.set(dialog, there(isShown));
      return;
    }
    const next = [here(fits), there(fits)].find(fits);
    if (next) give(next); else giveHeading();
  };
}
