// What the person does, as it is told to the host: presses, what was typed, what was chosen.

import * as fields from './fields.js';
import * as files from './files.js';
import * as line from './line.js';
import * as live from './live.js';
import { LOST, WORKING } from './text.js';

// What a press may take before it is said that it is worked on.
const SLOW_MS = 1000;
// How long nothing is typed before what was typed is searched for, a range is not moved before it is told, and nothing
// is typed before it is kept.
const PAUSE_MS = 250;
const STILL_MS = 40;
const KEPT_MS = 2000;

// What was pressed and is worked on: the messages, by the ids of the elements.
const pending = new Map();
let slow = 0;
let pause = 0;
let pointer = false;
let left = null;
let edited = null;
// The last button that was pressed.
let last = null;

function tell(element, event, more) {
  const { values, note } = fields.typed();
  const message = line.say({
    do: 'act', at: element.id, ...event && { event }, ...values && { fields: values }, ...more,
  });
  note(message);
  message.traits = fields.traits(element);
  return message;
}

function alike({ what, traits: wanted }) {
  const all = [...document.querySelectorAll('#root :is(a[href], button)[id]')].filter((each) => fields.traits(each) === wanted);
  return all.find(({ id }) => id === what.at) ?? (all.length === 1 || all[0]?.href ? all[0] : null);
}

// Another session knows nothing of what was heard and is not done.
export function begin(isSame) {
  for (const [id, message] of pending) {
    message.givenUp ||= message.heard;
    if (!isSame) rest(id);
  }
}

// A press can be told to another session where the page has the same link or button again, and no other like it, with
// what was typed since the rest was handed over; that alone can, too, and where one went back or forth.
export function again(message) {
  const { do: kind, at, event = 'blur' } = message.what;
  const element = event === 'click' && alike(message);
  if (kind === 'go') return true;
  if (kind !== 'act' || !element && event !== 'blur') return false;
  const { values, note } = fields.typed();
  note(message);
  if (!element) {
    message.what = { do: kind, fields: values };
    return Boolean(values);
  }
  message.what.fields = values;
  free(at);
  message.what.at = element.id;
  work(element, message);
  return true;
}

// A press is seen at once, and is one however often it is repeated until it was worked off.
function press(element, event = 'click', more) {
  if (pending.has(element.id) || element.ariaDisabled === 'true' || element.disabled) return;
  clearTimeout(pause);
  leave();
  edited = null;
  work(element, tell(element, event, more));
  clearTimeout(slow);
  slow = setTimeout(live.say, SLOW_MS, WORKING);
}

// Shows that something is worked on there.
function work(element, message) {
  pending.set(element.id, message);
  element.ariaBusy = 'true';
  element.dataset.pressed = '';
}

// The program said something itself.
export function spoke() {
  clearTimeout(slow);
}

// What was pressed is worked off, up to the message with that number; what was given up is said, and why.
export function settle(number) {
  if ([...pending.values()].some(({ givenUp }) => givenUp)) live.say(LOST);
  for (const [id, message] of pending) {
    if (!message.givenUp && !(message.heard && message.n <= number)) continue;
    free(id);
  }
  if (!pending.size) clearTimeout(slow);
}

function free(id) {
  pending.delete(id);
  rest(id);
}

// Shows that nothing is, any more.
function rest(id) {
  const element = document.getElementById(id);
  element?.removeAttribute('aria-busy');
  element?.removeAttribute('data-pressed');
}

// Where there is no line, the browser follows links and posts forms by itself.
const isLine = () => line.state !== 'none';

// No line could be had: what was pressed meanwhile is posted.
export function post() {
  const element = last;
  last = null;
  line.giveUp();
  for (const id of pending.keys()) free(id);
  clearTimeout(slow);
  element?.click();
}

// A form's first button, which Enter presses, may stand for another; in a form of many acts it stands for none.
const first = (form) => [...form?.elements ?? []].find((each) => each.type === 'submit');
const stands = (button) => document.getElementById(button?.id || button?.value);

addEventListener('submit', (event) => {
  if (!isLine()) return;
  event.preventDefault();
  const { activeElement: field } = document;
  const button = stands(event.submitter ?? first(event.target));
  last = event.submitter;
  if (button) press(button);
  else if (fields.isText(field)) press(field, 'submit');
  const { opens, beside } = button?.dataset ?? {};
  if (opens && beside === undefined) location.assign(opens);
  else if (opens) open(opens, '_blank', 'noopener');
});

addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href]');
  if (link) follow(event, link);
  const option = event.target.closest?.('[role=option]');
  if (option && !link && option.localName !== 'button') press(option);
  // Beside a question is outside of it.
  if (event.target.matches?.('dialog:modal[id^=e]') && isBeside(event)) press(event.target, 'dismiss');
});

function isBeside({ target, clientX, clientY }) {
  const { left: x, right, top: y, bottom } = target.getBoundingClientRect();
  return clientX < x || clientX > right || clientY < y || clientY > bottom;
}

// Another tab, another window, a file, another site: the browser's own.
function follow(event, link) {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.defaultPrevented) return;
  if (link.target && link.target !== '_self' || link.hasAttribute('download') || link.origin !== location.origin) return;
  if (link.pathname.startsWith('/-/') || !link.id || !isLine() || line.state === 'idle') return;
  if (link.getAttribute('href').startsWith('#')) return;
  event.preventDefault();
  press(link, 'click', { route: link.pathname + link.search });
}

// Copied in the very gesture: later, a browser would not let it be.
addEventListener('click', (event) => {
  const element = event.target.closest?.('[data-copies]');
  if (element) navigator.clipboard?.writeText(element.dataset.copies).catch(() => {});
}, { capture: true });

// Escape: the answer that changes nothing. Asked for twice, a browser closes the question whatever one says.
for (const event of ['cancel', 'close']) {
  addEventListener(event, (asked) => {
    if (!asked.target.matches?.('dialog[id^=e]')) return;
    asked.preventDefault();
    press(asked.target, 'dismiss');
  }, { capture: true });
}

addEventListener('input', ({ target, isComposing }) => {
  if (!fields.isField(target)) return;
  edited = target;
  clearTimeout(pause);
  if (isComposing) return;
  if (target.matches('[role=combobox], [data-live]')) pause = setTimeout(speak, target.type === 'range' ? STILL_MS : PAUSE_MS, target);
  else if (isKept(target)) pause = setTimeout(speak, KEPT_MS, target);
});

const isKept = (field) => field.matches('[data-kept] *') && fields.isText(field);

// A hidden page may never be seen again: what is typed is told.
export function hand() {
  const { activeElement: field } = document;
  if (isKept(field)) speak(field);
}

// What was typed is told alone, without an act.
function speak(field) {
  if (isLine() && fields.isDirty(field)) tell(field);
}

addEventListener('change', ({ target }) => {
  if (target.type === 'file') pick(target);
  else if (fields.isBox(target)) speak(target);
  else if (fields.isText(target)) setTimeout(() => target !== left && speak(target), 0);  // it may be left right now
});

// Left while a pointer presses something: what the answer would move under it waits until it was pressed.
addEventListener('pointerdown', () => { pointer = true; }, { capture: true });
for (const end of ['pointerup', 'pointercancel', 'click']) {
  addEventListener(end, () => setTimeout(() => {
    pointer = false;
    leave();
  }, 0), { capture: true });
}

addEventListener('focusout', ({ target }) => {
  clearTimeout(pause);
  if (!fields.isText(target) || !target.id) return;
  if (target !== edited && !fields.isDirty(target)) return;
  leave();
  left = target;
  edited = null;
  if (!pointer) leave();
});

function leave() {
  const field = left;
  left = null;
  if (field?.isConnected && isLine()) tell(field, 'blur');
}

async function pick(field) {
  const chosen = isLine() ? [...field.files] : [];
  field.value = '';
  for (const file of chosen) {
    const shown = document.getElementById(field.id) ?? field;
    const token = await files.send(shown, file);
    // One after the other: of what is worked on, a press is not repeated.
    while (pending.has(field.id)) await new Promise((done) => setTimeout(done, 20));
    if (!token) return;
    press(shown, 'click', { file: token });
  }
}
