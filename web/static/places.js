// Addresses: what Back, Forward and a reload show, and where on the page they show it.

import * as focus from './focus.js';
import * as store from './store.js';

// Where each entry of this tab's history was scrolled to, and which link had the focus, as it was left.
const left = store.take('left') ?? {};
let entry = history.state?.entry ?? mark();
let wanted = null;
let path = here();

history.scrollRestoration = 'manual';
if (history.state?.entry && left[entry]) scrollTo(0, left[entry].y);
addEventListener('pagehide', () => {
  leave();
  store.put('left', left);
});

function here() {
  return location.pathname + location.search;
}

function mark() {
  const made = String(Math.random());
  history.replaceState({ entry: made }, '');
  return made;
}

// Several links may lead to one place, one of them in a bar that is not shown at this width.
const named = (link) => `${link.getAttribute('href')} ${link.textContent}`;

function leave() {
  const link = document.activeElement?.closest('a[href]');
  left[entry] = { y: scrollY, link: link && named(link) };
}

export function go(how, to) {
  if (how === 'push') {
    leave();
    entry = String(Math.random());
    wanted = null;
    history.pushState({ entry }, '', to);
  } else history.replaceState({ entry }, '', to);
  path = here();
}

// Back or Forward: `ask` says the path, and returns the message; where the page was left is gone to then.
export function listen(ask) {
  addEventListener('popstate', ({ state }) => {
    leave();
    entry = state?.entry ?? mark();
    const at = left[entry];
    if (here() !== path) {
      path = here();
      wanted = { at: at ?? { y: 0 }, asked: ask(path) };
    } else if (at) scrollTo(0, at.y);
  });
}

// Another screen is shown: where it was left, or from its top. One told before the host heard where the person went is
// still of the screen that is left.
export function arrive(at) {
  if (wanted && !wanted.asked.heard) {
    focus.giveHeading();
    return;
  }
  const { y, link } = wanted?.at ?? { y: 0 };
  const found = [...document.querySelectorAll('a[href]')].find((each) => named(each) === link && each.checkVisibility());
  wanted = null;
  const begun = found ?? document.getElementById(at);
  scrollTo(0, y);
  if (begun) focus.give(begun, { preventScroll: found }); else focus.giveHeading();
}

// A place on this page takes the focus, and is none to come back to.
addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href^="#"]');
  const target = link && document.getElementById(link.hash.slice(1));
  if (!target || event.defaultPrevented) return;
  event.preventDefault();
  focus.give(target);
  target.scrollIntoView({ block: 'nearest' });
});
