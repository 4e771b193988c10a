// Says, in French and once, that the program does not answer, and goes on by itself when it does again.

import { CRASHED, NAME, OFFLINE, RELOAD, RETRY, SILENT, STILL_SILENT } from './text.js';

// A line that is cut for less than that is taken up again before anybody notices.
const PATIENCE_MS = 4000;
// Nobody is interrupted in a word.
const WORD_MS = 1500;

let timer = 0;
let panel = null;
let shown = null;
let title = '';
let typedAt = 0;

addEventListener('input', () => { typedAt = Date.now(); });

function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

function show(message, label, press) {
  if (shown === message) return;
  if (!shown) title = document.title;
  hide();
  shown = message;
  const told = make('p', { id: 'trouble-told' });
  told.setAttribute('role', 'status');
  const again = make('button', { type: 'button', className: 'press filled', textContent: label, autofocus: true });
  panel = make('dialog', { id: 'trouble' },
    make('h1', { id: 'trouble-title', textContent: message.title }),
    make('p', { id: 'trouble-text', textContent: message.text }), again, told);
  panel.setAttribute('role', 'alertdialog');
  panel.setAttribute('aria-labelledby', 'trouble-title');
  panel.setAttribute('aria-describedby', 'trouble-text');
  panel.setAttribute('closedby', 'none');
  panel.addEventListener('cancel', (event) => event.preventDefault());
  again.addEventListener('click', () => press(told));
  document.body.append(panel);
  panel.showModal();  // what is behind has the focus again afterwards
  hideBehind('true');
  document.title = `${message.title} – ${NAME}`;
}

// What is behind is neither read nor reached, also for what knows nothing of dialogs.
function hideBehind(hidden) {
  const behind = document.getElementById('root');
  behind.inert = Boolean(hidden);
  behind.ariaHidden = hidden;
}

function hide() {
  hideBehind(null);
  panel?.close();
  panel?.remove();
  panel = shown = null;
}

export const name = (told) => { if (panel) title = told; else document.title = told; };

// The line is open again.
export function over() {
  clearTimeout(timer);
  timer = 0;
  if (!panel || shown === CRASHED) return;
  hide();
  document.title = title;
}

// The line is cut; `retry` tries again, and returns whether it is open.
export function begin(retry) {
  if (timer || panel) return;
  const due = () => {
    const rest = typedAt + WORD_MS - Date.now();
    if (rest > 0) timer = setTimeout(due, rest);
    else say(retry);
  };
  timer = setTimeout(due, navigator.onLine ? PATIENCE_MS : 0);  // no network: nothing comes back by itself
}

function say(retry) {
  show(navigator.onLine ? SILENT : OFFLINE, RETRY, async (told) => {
    told.textContent = '';
    if (!await retry()) told.textContent = STILL_SILENT;
  });
}

// Whether the network is there or not has changed, or a page that slept wakes: the time that it slept is no waiting.
export function again(retry) {
  if (panel && shown !== CRASHED) say(retry);
  else if (timer) {
    clearTimeout(timer);
    timer = 0;
    begin(retry);
  }
}

// The program failed: nothing more comes from it.
export function crash(text) {
  Object.assign(CRASHED, { text });
  show(CRASHED, RELOAD, () => location.reload());
}
