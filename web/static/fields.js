// What is typed belongs to the browser.

const FIELDS = 'input:not([type=file], [type=hidden], [type=submit], [type=button]), textarea';

// What the host was last told of a field, and in which message; none where it drew it itself.
const told = new WeakMap();
// What waits until the field is left.
const waiting = new WeakMap();
// What was given to another session.
let handed = new Map();
// The fields of this screen that the person filled in, by names: what the host made of them, another one does not know.
let filled = new Set();

export const isField = (element) => element.matches?.(FIELDS) ?? false;
export const isBox = (element) => element.type === 'checkbox' || element.type === 'radio';
export const isText = (element) => isField(element) && !isBox(element);

const all = () => [...document.querySelectorAll(FIELDS)].filter((field) => field.id && field.name);
const value = (field) => (isBox(field) ? field.checked : field.value);
const drawn = (field) => (isBox(field) ? field.defaultChecked : field.defaultValue);
const isUnheard = (field) => told.get(field)?.message?.heard === false;
export const isDirty = (field) => value(field) !== (told.get(field)?.value ?? drawn(field));

// By what it is known again where elements are numbered otherwise: a field by its name, and which choice it is; what is
// pressed by its words, and where it leads, or the screen that it stands on.
export const traits = (element) => [
  element.localName, ...element.matches('input, textarea') ? [element.name, element.type === 'radio' && element.value]
    : [element.ariaLabel, element.textContent, element.getAttribute('href') ?? location.pathname],
].join('\n');

// Returns the words for what is wrong with a field, as the host drew them: they are among what describes it.
export const faults = (field) => (field.getAttribute('aria-describedby') ?? '').split(' ')
  .filter((id) => id.endsWith('-error')).map((id) => document.getElementById(id)?.textContent).filter(Boolean);

// A radio button that is no longer chosen says nothing: the one that is speaks for all.
const speaks = (field) => field.type !== 'radio' || field.checked;

// Returns what was typed since, by ids, where anything was; `note(message)` remembers with which it went.
export function typed() {
  // A box speaks at once: what was typed elsewhere was typed before it was ticked.
  const fields = all().filter(isDirty).sort((one, other) => isBox(one) - isBox(other));
  for (const { name } of fields) filled.add(name);
  const values = Object.fromEntries(fields.filter(speaks).map((field) => [field.id, value(field)]));
  return {
    values: fields.some(speaks) ? values : undefined,
    note: (message) => fields.forEach((field) => told.set(field, { message, value: value(field) })),
  };
}

// Returns all that the person filled in, by names, for a session that knows nothing of it.
export function named() {
  const fields = all().filter((field) => filled.has(field.name) || isDirty(field) || value(field) !== drawn(field));
  handed = new Map(fields.map((field) => [field, value(field)]));
  return Object.fromEntries(fields.filter(speaks)
    .map((field) => [field.name, field.type === 'radio' ? field.value : value(field)]));
}

// Another session knows what was handed over, and nothing of what was told before; what waits to be told to it where it
// shows the very same, it will know.
export function begin(isSame) {
  for (const field of all()) {
    if (isSame && isUnheard(field)) continue;
    told.delete(field);
    if (handed.has(field)) told.set(field, { value: handed.get(field) });
  }
}

// Another screen is shown.
export function leave() {
  filled = new Set();
}

// Takes what the host draws in a field. What was typed and not heard yet is newer, and stays.
export function redraw(field, other, { anew }) {
  const now = drawn(other);
  if (!anew && 'filled' in other.dataset) {  // a password that the host has, and does not write
    setDrawn(field, now);
    return;
  }
  // What the host was told it draws: where it draws something else, the program has replaced it.
  const known = told.get(field)?.value ?? drawn(field);
  if (!anew && now === drawn(field) && now === known) return;
  if (anew || !isUnheard(field) && !isDirty(field)) put(field, now);
  else setDrawn(field, now);
}

const plain = (text) => text.normalize('NFD').replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();

function put(field, now) {
  setDrawn(field, now);
  if (isText(field) && field === document.activeElement && now && field.value !== now
    && plain(field.value) === plain(now)) {
    // Differs in how it is grouped or spelt alone: under the fingers, that would take the caret along.
    waiting.set(field, now);
    return;
  }
  if (value(field) !== now) field[isBox(field) ? 'checked' : 'value'] = now;
  told.set(field, { value: now });
}

// Changes what is drawn, and not what is shown: a field that was written to keeps what it has.
function setDrawn(field, now) {
  const [own, property] = isBox(field) ? ['checked', 'defaultChecked'] : ['value', 'defaultValue'];
  field[own] = value(field);
  field[property] = now;
}

addEventListener('focusout', ({ target }) => {
  const now = waiting.get(target);
  waiting.delete(target);
  if (now !== undefined && !isDirty(target) && plain(target.value) === plain(now)) put(target, now);
});
