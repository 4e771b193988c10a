// What makes a page that the host drew go on without being loaded again: `web/protocol.py` says what it finds there.

import * as acts from './acts.js';
import * as combobox from './combobox.js';
import * as fields from './fields.js';
import * as files from './files.js';
import * as focus from './focus.js';
import * as line from './line.js';
import * as live from './live.js';
import { morph, renumber } from './morph.js';
import * as places from './places.js';
import * as toolbar from './toolbar.js';
import * as trouble from './trouble.js';

// A page that was not looked at for that long may have lost its line without having been told.
const ASLEEP_MS = 30000;

const sheet = new CSSStyleSheet();
let rules = '';
let hiddenAt = 0;
// Done once the browser holds the cookies that it was told of.
let kept = Promise.resolve();

function dress() {
  for (const dialog of document.querySelectorAll('#root dialog:not(:modal, [data-pressed])')) focus.open(dialog);
  for (const form of document.forms) form.noValidate = true;  // the host says what is wrong, and how to mend it
  combobox.dressAll();
  toolbar.dressAll();
}

function change(parts, isFocusGiven) {
  line.changed();
  const back = focus.keep();
  morph(parts);
  dress();
  if (!isFocusGiven) back();
}

function take(told) {
  if (told.say || told.route || told.focus) acts.spoke();
  for (const [name, text] of Object.entries(told.html ?? {})) {
    if (text === null) document.documentElement.removeAttribute(name);
    else document.documentElement.setAttribute(name, text);
  }
  if (told.rules) {
    rules += told.rules.join('\n');
    sheet.replaceSync(rules);
  }
  if (told.route) places.go(...told.route);
  if (told.fresh && told.parts?.root) renumber(told.parts.root);
  if (told.parts) change(told.parts, told.focus);
  if (told.title) trouble.name(told.title);
  if (told.focus === 'screen') { fields.leave(); places.arrive(told.at); }
  else if (told.focus) lead(document.getElementById(told.focus));
  live.say(...told.say ?? []);
  if (told.keep) kept = keep(told.keep);
  for (const call of told.calls ?? []) answer(...call);
  if (told.file) files.save(told.file);
  if (told.crashed) trouble.crash(told.crashed);
  acts.settle(told.done ?? 0);
}

// Who is sent to the field that they are in hears what is wrong with it: a description that changes is not read again.
function lead(element) {
  if (element && element === document.activeElement) live.say(...fields.faults(element)); else focus.give(element);
}

// Has the browser take the cookies that no socket can set, and show that it has them.
async function keep(ticket, tries = 3) {
  const answered = await fetch('/-/keep', { method: 'POST', body: ticket }).catch(() => ({ status: 200 }));
  if (answered.status === 200 && tries > 1) await keep(ticket, tries - 1);
}

// Who is led away comes back with the cookies of now.
async function answer(call, name, { text, url, here, key }) {
  let error = null;
  let value = true;
  try {
    if (name === 'copy') await navigator.clipboard.writeText(text);
    else if (here) { await kept; location.assign(url); }
    else if (url) open(url, '_blank', 'noopener');
    else value = await (await import('./push.js'))[name](key);
  } catch (failure) {
    error = String(failure);
  }
  line.say({ do: 'answer', call, value, error });
}

document.adoptedStyleSheets.push(sheet);
line.listen({
  fields: fields.named,
  begun(isSame) {
    fields.begin(isSame);
    acts.begin(isSame);
  },
  taken: take,
  again: acts.again,
  lost: () => acts.settle(0),
  moved(state) {
    if (state === 'open') trouble.over();
    else if (state === 'cut') trouble.begin(line.retry);
    else if (state === 'none') acts.post();
  },
});
places.listen((route) => line.say({ do: 'go', route }));
dress();
live.say();

// A page of nobody begins a session with the first act in it, or the first field that is gone to.
if (document.body.dataset.tab) line.connect();
else addEventListener('focusin', ({ target }) => fields.isField(target) && line.connect());

// A line does not end by itself where the network does; that it is there to a host on this very device shows at once.
for (const change of ['online', 'offline']) addEventListener(change, () => { line.renew(); trouble.again(line.retry); });
addEventListener('pagehide', acts.hand);
addEventListener('pagehide', line.leave);
addEventListener('pageshow', ({ persisted }) => persisted && line.comeBack());
document.addEventListener('visibilitychange', () => {
  const slept = hiddenAt && Date.now() - hiddenAt > ASLEEP_MS;
  hiddenAt = document.hidden ? Date.now() : 0;
  if (document.hidden) return acts.hand();
  if (slept) line.renew(); else line.retry();
  trouble.again(line.retry);
});

// What is installed opens offline, too; whoever only visits the site loads nothing for that.
const install = () => navigator.serviceWorker?.register('/-/worker.js', { scope: '/' });
if (matchMedia('(display-mode: standalone)').matches) install();
else addEventListener('appinstalled', install);
