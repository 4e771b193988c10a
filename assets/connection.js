// Says, in French and once, that the program does not answer, and goes on by itself when it does again.
(() => {
  'use strict';

  // A line that is cut for less than that is taken up again before anybody notices.
  const PATIENCE_MS = 4000;
  // What an old phone on a slow line may take to load and draw the first screen.
  const LOADING_MS = 45000;

  const NAME = 'Mon Compte';
  const OFFLINE = {
    title: 'Vous êtes hors connexion',
    text: 'Vérifiez votre connexion à internet. Mon Compte reprendra tout seul.',
  };
  const SILENT = {
    title: 'Mon Compte ne répond pas',
    text: 'Ce n’est pas de votre fait, et votre connexion à internet fonctionne. Mon Compte reprendra tout seul dès '
      + 'qu’il répondra.',
  };
  const UNLOADED = {
    title: 'Mon Compte n’a pas pu se charger',
    text: 'Une partie de la page n’est pas arrivée. Réessayez dans un instant.',
  };
  const STILL_SILENT = 'Toujours pas de réponse.';

  const open = new Set();
  let cut = 0;
  let drawn = false;
  let panel = null;
  let title = NAME;
  let shown = null;

  // Flutter empties the title while it waits for the program; a page without one is named by its address.
  function keepTitle() {
    if (panel) {
      if (document.title !== `${shown.title} – ${NAME}`) document.title = `${shown.title} – ${NAME}`;
    } else if (document.title) title = document.title;
    else document.title = title;
  }

  function make(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  // What is behind is no more: neither read nor reached.
  function hideBehind(hidden) {
    for (const behind of document.querySelectorAll('flutter-view, .skip, #loading')) {
      behind.inert = hidden;
      behind.ariaHidden = hidden ? 'true' : null;
    }
  }

  function say(message, retry) {
    if (shown === message) return;
    shown = message;
    panel?.remove();
    const again = make('button', { type: 'button', textContent: 'Réessayer' });
    const told = make('p', { id: 'trouble-told', role: 'status' });
    panel = make('div', { id: 'trouble', role: 'alertdialog', ariaModal: 'true' },
      make('h1', { id: 'trouble-title', textContent: message.title }),
      make('p', { id: 'trouble-text', textContent: message.text }), again, told);
    panel.setAttribute('aria-labelledby', 'trouble-title');
    panel.setAttribute('aria-describedby', 'trouble-text');
    again.addEventListener('click', async () => {
      told.textContent = '';
      if (await answers()) retry(); else told.textContent = STILL_SILENT;
    });
    document.body.append(panel);
    hideBehind(true);
    keepTitle();
    again.focus();  // the name and the text of what has the focus are said, once
  }

  function unsay() {
    if (!panel) return;
    panel.remove();
    panel = shown = null;
    hideBehind(false);
    document.title = title;
  }

  async function answers() {
    try {
      return (await fetch('/health', { cache: 'no-store' })).ok;
    } catch {
      return false;
    }
  }

  const reload = () => location.reload();
  const why = () => (navigator.onLine ? SILENT : OFFLINE);

  function alive() {
    clearTimeout(cut);
    cut = 0;
    if (shown !== UNLOADED) unsay();
  }

  function dead() {
    if (open.size || cut) return;
    cut = setTimeout(() => say(why(), reload), PATIENCE_MS);
  }

  window.WebSocket = class extends WebSocket {
    constructor(...address) {
      super(...address);
      this.addEventListener('open', () => open.add(this));
      this.addEventListener('message', alive);
      this.addEventListener('close', () => { open.delete(this); dead(); });
    }
  };

  for (const event of ['online', 'offline']) {
    addEventListener(event, () => { if (panel && shown !== UNLOADED) say(why(), reload); });
  }

  // A page that slept finds its line cut: the time that it slept is no time that it waited.
  document.addEventListener('visibilitychange', () => {
    if (document.hidden || !cut || panel) return;
    clearTimeout(cut);
    cut = 0;
    dead();
  });

  async function unloaded() {
    if (drawn || panel) return;
    const reached = await answers();
    if (!drawn && !panel) say(reached ? UNLOADED : why(), reload);
  }

  const loading = setTimeout(unloaded, LOADING_MS);
  addEventListener('error', ({ target }) => {
    if (target instanceof HTMLScriptElement && target.src) unloaded();  // one that no address was given to is not asked for
  }, { capture: true });
  addEventListener('unhandledrejection', unloaded);
  addEventListener('flutter-first-frame', () => {
    drawn = true;
    clearTimeout(loading);
    if (shown === UNLOADED) unsay();
    if (panel) hideBehind(true);
  });

  new MutationObserver(keepTitle).observe(document.head, { subtree: true, childList: true, characterData: true });
})();
