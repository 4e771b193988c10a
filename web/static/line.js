// The socket: what is said is numbered, and said again after a cut until it was heard; what is told is taken once.

import * as store from './store.js';

const PAUSES_MS = [0, 300, 1000, 2000, 4000];
// What was said and is not heard after that long went into a line that is dead, though nobody said so.
const SILENCE_MS = 10000;
// How a host closes on what it does not take: no text, no JSON, no such message, too large.
const REFUSED = new Set([1003, 1007, 1008, 1009]);

const MORE = matchMedia('(prefers-contrast: more), (forced-colors: active)');

const { page = '' } = document.body.dataset;

let { tab = null } = document.body.dataset;
// Of the page that was loaded, as long as nothing of it was replaced.
let digest = page;
let said = 0;
let seen = 0;
let unheard = [];
let socket = null;
let attached = false;
// Whether a socket was ever there: the network lets them through.
let had = false;
let next = 0;
let silence = 0;
let tries = 0;
let listener = null;
// Who waits to learn whether the line is open.
let tell = [];

// By which this browser tab's session was known before its page was loaded anew. It is kept only while no page is there:
// a tab that is duplicated begins its own.
let before = store.take('tab');

// `idle` before a socket was asked for, `begun` until it is there, then `open` or `cut`; `none` where none can be had.
export let state = 'idle';

// `fields()` returns what was typed, by names; `begun(isSame)` learns that another session took it up; `taken(told)` takes
// what the host tells; `moved(state)` learns of the line; `again(message)` makes one ready for a page that was drawn anew,
// and returns whether it can be told there; `lost()` learns that one could not.
export function listen(to) {
  listener = to;
}

function move(to) {
  if (state === to) return;
  state = to;
  listener.moved(to);
}

// Returns the message, which knows its number, and whether it was sent, heard or given up.
export function say(what) {
  const message = { what, sent: false, heard: false, givenUp: false };
  queue(message);
  if (!attached) connect();
  return message;
}

function queue(message) {
  message.n = ++said;
  unheard.push(message);
  if (attached) send(message);
}

// The page is no longer the one that was loaded.
export function changed() {
  digest = '';
}

function send(message) {
  message.sent = true;
  socket.send(JSON.stringify({ n: message.n, ...message.what }));
  silence ||= setTimeout(renew, SILENCE_MS);
}

export function connect() {
  if (socket) return;
  clearTimeout(next);
  if (state === 'idle') move('begun');
  const one = new WebSocket(`${location.origin.replace('http', 'ws')}/-/socket`);
  socket = one;
  one.onopen = () => {
    had = true;
    one.send(JSON.stringify({
      do: 'attach',
      tab,
      before,
      route: location.pathname + location.search,
      page: digest,
      seen,
      fields: listener.fields(),
      about: { zone: Intl.DateTimeFormat().resolvedOptions().timeZone, contrast: MORE.matches ? 'more' : '' },
    }));
  };
  one.onmessage = ({ data }) => one === socket && take(JSON.parse(data));
  one.onclose = ({ code }) => one === socket && lost(code);
}

function take(told) {
  tries = 0;
  if (told.tab) [tab, before] = [told.tab, null];
  const late = told.fresh ? begin(told) : [];
  if (told.heard) hear(told.heard);
  move('open');
  learn(true);
  if (!attached) {
    attached = true;
    unheard.forEach(send);
  }
  if (told.n) {
    if (told.n <= seen) return;
    seen = told.n;
    socket.send(JSON.stringify({ do: 'seen', n: seen }));
  }
  listener.taken(told);
  for (const message of late) {
    if (listener.again(message)) {
      queue(message);
    } else {
      message.givenUp = true;
      listener.lost();
    }
  }
}

function learn(isOpen) {
  for (const tried of tell) tried(isOpen);
  tell = [];
}

// A session that knows nothing of this page: what was done is told to it where it shows the very same. Where it shows
// another, returns what never left this page: what did may have been done.
function begin(told) {
  said = seen = 0;
  const isSame = told.parts?.root === undefined;
  listener.begun(isSame);
  if (isSame) {
    for (const message of unheard) message.n = ++said;
    return [];
  }
  const late = unheard.filter((message) => !message.sent);
  giveUp();
  for (const message of late) message.heard = message.givenUp = false;
  return late;
}

// What was said is for nobody.
export function giveUp() {
  for (const message of unheard) message.heard = message.givenUp = true;
  unheard = [];
}

function hear(n) {
  for (const message of unheard) message.heard = message.n <= n;
  unheard = unheard.filter((message) => !message.heard);
  clearTimeout(silence);
  silence = unheard.length && setTimeout(renew, SILENCE_MS);
}

function lost(code) {
  close();
  if (REFUSED.has(code)) giveUp();  // said again, it would be refused again
  if (had) move('cut'); else judge();
  learn(false);
  const pause = PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)] * (0.75 + Math.random() / 2);
  tries += 1;
  next = setTimeout(connect, pause);
}

function close() {
  const one = socket;
  socket = null;
  attached = false;
  clearTimeout(next);
  clearTimeout(silence);
  silence = 0;
  one?.close();
}

// A host that answers, and gives no socket, is one behind a network that lets none through.
async function judge() {
  const answers = await fetch('/health', { cache: 'no-store' }).then(({ ok }) => ok, () => false);
  if (!had) move(answers ? 'none' : 'cut');
}

// The page is left, perhaps to be come back to.
export function leave() {
  close();
  if (tab) store.put('tab', tab);
}

// A page that was left is come back to as it was.
export function comeBack() {
  store.take('tab');
  retry();
}

// Tries at once where the line is cut; returns whether it is open then.
export function retry() {
  if (state !== 'idle') connect();
  return new Promise((tried) => { tell.push(tried); });
}

// A line may be dead without having been told: it is taken up anew.
export function renew() {
  if (state === 'idle') return;
  close();
  connect();
}
