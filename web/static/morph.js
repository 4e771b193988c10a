// Changes parts of the page into what the host drew of them, and leaves what is the browser's.

import * as fields from './fields.js';
import { Idiomorph } from './idiomorph.js';

// What the script puts on what the host drew, and into it.
const OURS = new Set(['aria-activedescendant', 'data-closed', 'data-pressed']);
const isOurs = (node) => node.nodeType === Node.ELEMENT_NODE && node.hasAttribute('data-own');

const NUMBERED = ':is(input, textarea, a[href], button)[id]';

// What a field of several lines was drawn with is put into it as a field's value is.
const isDrawn = (node) => node.parentNode?.localName === 'textarea';

// Fields that become others, and where the caret stood in those whose type changes.
let anew = new WeakSet();
let carets = new Map();

const callbacks = {
  beforeNodeMorphed(old, other) {
    if (isOurs(old) || isDrawn(old)) return false;
    if (!fields.isField(old) || !fields.isField(other)) return true;
    if (old.getAttribute('name') !== other.getAttribute('name')) anew.add(old);
    else if (old.type !== other.type) carets.set(old, [old.selectionStart, old.selectionEnd]);
    return true;
  },
  afterNodeMorphed(old, other) {
    if (!fields.isField(old) || !fields.isField(other)) return;
    fields.redraw(old, other, { anew: anew.has(old) });
    const caret = carets.get(old);
    if (caret) old.setSelectionRange(...caret);
  },
  beforeNodeAdded: (node) => !isDrawn(node),
  beforeNodeRemoved: (node) => !isOurs(node) && !isDrawn(node),
  beforeAttributeUpdated(name, element, change) {
    if (name === 'value') return !fields.isText(element);
    if (name === 'checked') return !fields.isField(element);
    if (name === 'open') return element.localName !== 'dialog';
    if (name === 'aria-busy') return !element.hasAttribute('data-pressed');
    return change !== 'remove' || !OURS.has(name);
  },
};

// Gives fields and buttons the ids of another session: each stays the same element, with focus and text.
export function renumber(html) {
  const others = [...new DOMParser().parseFromString(html, 'text/html').querySelectorAll(NUMBERED)];
  const ids = Map.groupBy(others, fields.traits);
  for (const element of document.querySelectorAll('#root [id]')) {
    const other = element.matches(NUMBERED) && ids.get(fields.traits(element))?.shift();
    if (other) element.id = other.id; else element.removeAttribute('id');
  }
}

// Changes the elements with these ids.
export function morph(parts) {
  for (const [id, html] of Object.entries(parts)) {
    const element = document.getElementById(id);
    if (element) Idiomorph.morph(element, html, { callbacks });
  }
  anew = new WeakSet();
  carets = new Map();
}
