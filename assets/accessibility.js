// What Flutter's page lacks for people who use a keyboard, a screen reader, zoom or a password manager.
(() => {
  'use strict';

  const FOCUSABLE = 'a[href], button, input, textarea, select, [tabindex="0"]';
  const TITLE_SEPARATOR = ' – ';
  const WRONG = /^Erreur : /;
  const FIELDS = 'input[data-semantics-role], textarea[data-semantics-role]';
  // Flutter's links have no address: without one, `a` means nothing to assistive technology.
  const LINKS = 'a[flt-tappable]:not([href], [role])';

  const mendLink = (link) => link.setAttribute('role', 'link');
  // A tab keeps pointing at its tooltip once that is gone.
  const mendTab = (tab) => { if (!document.getElementById(tab.getAttribute('aria-owns'))) tab.removeAttribute('aria-owns'); };
  const SETTLING_MS = 1500;
  const JUST_BEFORE_MS = 300;

  // The stock client asks a CDN for an animation engine that no screen uses. The Content-Security-Policy would refuse it;
  // answering "failed" here means that the address is not even tried.
  const source = Object.getOwnPropertyDescriptor(HTMLScriptElement.prototype, 'src');
  Object.defineProperty(HTMLScriptElement.prototype, 'src', {
    ...source,
    set(url) {
      if (new URL(url, document.baseURI).origin === location.origin) source.set.call(this, url);
      else setTimeout(() => this.dispatchEvent(new Event('error')));
    },
  });

  // No screen needs motion to be understood, and what little Flutter animates costs an old phone dozens of drawings for
  // one press, while the answer is waited for: it is told that motion is to be reduced, whatever the system says.
  const ask = matchMedia.bind(window);
  window.matchMedia = (query) => ask(/prefers-reduced-motion/.test(query) ? 'all' : query);

  // Flutter knows nothing of the system's contrast in a browser: the program finds it where it keeps its own choices.
  const strong = matchMedia('(prefers-contrast: more)');
  localStorage.setItem('flutter.mon-compte.system-contrast', JSON.stringify(strong.matches ? 'more' : 'no-preference'));

  // Nor of the zone whose clock the person reads.
  localStorage.setItem('flutter.mon-compte.time-zone', JSON.stringify(Intl.DateTimeFormat().resolvedOptions().timeZone));

  // Each page that is loaded says that it is another one: what was typed in secret on the one before is none of its own.
  localStorage.setItem('flutter.mon-compte.page', JSON.stringify(`${Date.now()}-${Math.random()}`));

  // A page that the browser took back from its cache shows what somebody typed before leaving it, and in WebKit Flutter's
  // frames are stopped there: only a new page begins anew.
  addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });

  // Flutter describes the screen to assistive technology only once a hidden button has been pressed. On phones it
  // believes the press only at the button's centre.
  function turnSemanticsOn() {
    const button = document.querySelector('flt-semantics-placeholder');
    if (!button) return;
    const { left, top, width, height } = button.getBoundingClientRect();
    button.dispatchEvent(new MouseEvent('click', {
      bubbles: true, cancelable: true, clientX: left + width / 2, clientY: top + height / 2,
    }));
  }

  // Flutter's own viewport forbids zooming (WCAG 1.4.4).
  function allowZoom() {
    document.querySelector('meta[flt-viewport]')?.setAttribute('content', 'width=device-width, initial-scale=1');
  }

  function nameMain() {
    const view = document.querySelector('flutter-view');
    if (!view) return;
    view.id = 'contenu';
    view.setAttribute('role', 'main');
  }

  // Flutter's dialogs have no name on the web: the heading that each begins with is theirs.
  function nameDialog() {
    const dialog = document.querySelector('flt-semantics-host [role="alertdialog"]:not([aria-label])');
    const title = dialog?.querySelector('h2')?.textContent.trim();
    if (title) dialog.setAttribute('aria-label', title);
  }

  // What a field is for (WCAG 1.3.5) reaches the page only while the field has the focus; password managers look before.
  const PURPOSES = [
    [/^(Numéro de Sécurité sociale|Identifiant provisoire)/, 'username'],
    [/^Mot de passe/, 'current-password'],
    [/^Code/, 'one-time-code'],
  ];

  // Flutter tells an error as a description only.
  function mendField(field) {
    const invalid = String(field.hasAttribute('aria-description'));
    if (field.getAttribute('aria-invalid') !== invalid) field.setAttribute('aria-invalid', invalid);
    if (field.getAttribute('autocomplete') !== 'off') return;
    const label = field.getAttribute('aria-label') ?? '';
    const purpose = field.name || PURPOSES.find(([words]) => words.test(label))?.[1];
    if (purpose) field.setAttribute('autocomplete', purpose);
  }

  // What a field holds reaches the page only while the field has the focus. What the program filled in, or emptied,
  // is said beside it, after the field's name.
  const HELD = 'flt-semantics-identifier';

  // What else describes a field, after what is wrong with it: a description that is elsewhere goes before Flutter's own.
  const DESCRIBED = 'described:';

  function describe(field, words) {
    const name = field.ariaLabel;
    const id = `description-${name.replaceAll(/\W+/g, '-')}`;
    const note = document.getElementById(id) ?? document.body.appendChild(Object.assign(document.createElement('p'), { id, hidden: true }));
    const whole = [field.getAttribute('aria-description'), words].filter(Boolean).join(' ');
    if (note.textContent !== whole) note.textContent = whole;
    if (field.getAttribute('aria-describedby') !== id) field.setAttribute('aria-describedby', id);
  }

  function fieldNamed(name) {
    const fields = [...document.querySelectorAll(FIELDS)];
    // Its hint follows its name.
    return fields.find(({ ariaLabel }) => ariaLabel === name || ariaLabel?.startsWith(`${name}, `));
  }

  function tellHeld(holder) {
    const [, name, value] = holder.getAttribute(HELD).match(/^([^=]*)=(.*)$/s) ?? [];
    if (!name) return;
    const field = fieldNamed(name.replace(DESCRIBED, ''));
    if (name.startsWith(DESCRIBED)) {
      if (field) describe(field, value);
      return;
    }
    if (field && field !== document.activeElement && field.value !== value) field.value = value;
  }

  // Flutter makes some fields anew: when the window is turned, for one.
  function tellAllHeld() {
    document.querySelectorAll(`[${HELD}]`).forEach(tellHeld);
  }

  const heading = () => document.querySelector('flt-semantics-host h1');

  // Gives the focus to what Flutter does not know, and keeps it there while the screen settles, until somebody acts.
  // Flutter, seeing that its page has the focus, may take it back to where it last had it; and when it finds that a screen
  // scrolls, it moves what is on it within the page, which takes the focus from what has it. A field of the new screen
  // may have it instead, and is then what keeps it.
  let acted = false;
  let held = null;
  let settled = 0;

  // What was given the focus and still has it, however long ago.
  let given = null;

  const release = () => { held = null; };

  function act() {
    acted = true;
    given = answer = null;
    release();
  }

  function focus(target, { unlessField = false } = {}) {
    held = { target, unlessField };
    given = target;
    target.focus({ preventScroll: true });
    clearTimeout(settled);
    settled = setTimeout(release, SETTLING_MS);
  }

  addEventListener('focusin', ({ target: taker }) => {
    if (!taker.closest(STOPS)) keepFocus();
    else if (taker !== given) given = null;
    if (!held || taker === held.target) return;
    if (held.unlessField && taker.matches(FIELDS)) held.target = taker;
    else held.target.focus({ preventScroll: true });
  });

  // What says what became of an action has the focus where the action left it nowhere: with the button that was pressed
  // gone, or the field that Enter was typed in left, Flutter gives it to the whole page, or to the first text there is.
  const SAID = `[${HELD}^="said:"]`;
  const DONE = `[${HELD}^="said:done:"]`;
  const STOPS = `:is(a, button, input, textarea, select, h1, [role="link"], [role="button"], [role="radio"],
    [role="checkbox"], [role="tab"], ${SAID})`;
  let answer = null;
  let answered = 0;

  function hearAnswer(said) {
    if (!acted) return;
    answer = said;
    clearTimeout(answered);
    answered = setTimeout(() => { answer = null; }, SETTLING_MS);
  }

  function focusText(text, options) {
    text.tabIndex = -1;
    focus(text, options);
  }

  function keepFocus() {
    const here = document.activeElement;
    if (here.closest(STOPS)) return;
    if (held?.target.isConnected) {
      if (here === document.body || here.matches('flutter-view')) held.target.focus({ preventScroll: true });
    } else if (answer?.isConnected && !document.querySelector('[role="dialog"], [role="alertdialog"]')) {
      focusText(answer, { unlessField: true });
    } else if (given?.matches('h1') && !given.isConnected) {
      focusHeading({ unlessField: true }); // it was drawn anew
    }
  }

  function focusHeading(options) {
    if (heading()) focusText(heading(), options);
  }

  // A change of screen changes the title to "<heading> – Mon Compte", or "Mon Compte" for that screen, before or after the
  // heading itself is there. Focus then goes to the heading, unless the screen has put it in one of its own fields. The
  // first screen leaves it at the top of the page, where the skip link is.
  let shown = null;
  let shownAt = null;
  let changing = { to: null, since: 0 };
  let fieldFocusedAt = -Infinity;

  addEventListener('focusin', ({ target, timeStamp }) => { if (target.matches(FIELDS)) fieldFocusedAt = timeStamp; });

  function followScreen() {
    // That something on it is to be corrected makes no other screen.
    const [to] = document.title.replace(WRONG, '').split(TITLE_SEPARATOR);
    if (!to || to === shown) return;
    if (to !== changing.to) changing = { to, since: performance.now() };
    if (heading()?.textContent.trim() !== to) return;
    const first = shown === null;
    // What took the place of another screen at its address answers what was done there.
    const done = location.pathname === shownAt && acted ? document.querySelector(DONE) : null;
    [shown, shownAt] = [to, location.pathname];
    const ownField = document.activeElement?.matches(FIELDS) && fieldFocusedAt > changing.since - JUST_BEFORE_MS;
    if (first || ownField) return;
    if (done) focusText(done, { unlessField: true });
    else focusHeading({ unlessField: true });
  }

  // Of the radio buttons of a group, Tab leads to the one that is chosen, or to the first.
  function stopsAt(element) {
    if (!element.matches('[role="radio"]')) return true;
    const group = element.closest('[role="radiogroup"], [role="group"]') ?? element.parentElement;
    const radios = [...group.querySelectorAll('[role="radio"]')];
    return element === (radios.find((radio) => radio.ariaChecked === 'true') ?? radios[0]);
  }

  // Flutter moves its own focus on Tab by where things lie on the screen, and knows nothing of what is outside it: what
  // is scrolled behind the bars comes before them, so that going backwards nobody comes to it. Tab leads as on any page,
  // in the order in which the screen is read.
  function following(here, backwards) {
    if (document.querySelector('[role="dialog"], [role="alertdialog"]')) return null;
    const skip = document.querySelector('.skip');
    const all = [skip, ...document.querySelectorAll(`flt-semantics-host :is(${FOCUSABLE})`)];
    // Nothing has the focus, or what Flutter chose when it drew the first screen: a mere text, the first button.
    const nowhere = acted ? here !== heading() && !here.matches(FOCUSABLE) : !here.matches(FIELDS);
    if (nowhere) return backwards ? null : skip;
    if (here === skip) return backwards ? null : all[1];
    if (here === all[1] && backwards) return skip;
    const side = backwards ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING;
    const there = all.filter((element) => here.compareDocumentPosition(element) & side && stopsAt(element));
    return (backwards ? there.at(-1) : there[0]) ?? skip;
  }

  addEventListener('keydown', (event) => {
    const next = event.key === 'Tab' && following(document.activeElement, event.shiftKey);
    act();
    if (!next) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (next.matches('.skip')) focus(next);
    else next.focus();
  }, { capture: true });

  addEventListener('pointerdown', act, { capture: true });

  addEventListener('click', (event) => {
    if (!event.target.closest?.('.skip')) return;
    event.preventDefault(); // the address is the screen's: a fragment would be taken for another
    focusHeading();
  });

  // Flutter gives the focus to no radio button for the program: what leads to a group of them says its name first.
  function leadToGroup({ type, key, target }) {
    if (type === 'keyup' && key !== 'Enter') return;
    const [name, wrong] = target.closest?.('flt-semantics-host [role="link"]')?.textContent.trim().split(' : ') ?? [];
    const groups = wrong ? [...document.querySelectorAll('flt-semantics-host [role="group"][aria-label]')] : [];
    const radio = groups.find((group) => group.ariaLabel.startsWith(`${name},`))?.querySelector('[role="radio"]');
    if (radio) focus(radio);
  }

  addEventListener('click', leadToGroup, { capture: true });
  addEventListener('keyup', leadToGroup, { capture: true });

  addEventListener('flutter-first-frame', () => { allowZoom(); nameMain(); turnSemanticsOn(); });

  new MutationObserver((changes) => {
    for (const { target, addedNodes, attributeName } of changes) {
      // The hint changed with what the field is to hold: another document, another number.
      if (attributeName === 'aria-label' && target.matches(FIELDS)) tellAllHeld();
      for (const node of [target, ...addedNodes]) {
        if (node.nodeType !== Node.ELEMENT_NODE) continue;
        if (node.matches(FIELDS)) {
          mendField(node);
          document.querySelectorAll(`[${HELD}^="${DESCRIBED}"]`).forEach(tellHeld);
        } else if (node.matches(LINKS)) mendLink(node);
        else if (node.matches(SAID)) hearAnswer(node);
        else if (node.hasAttribute(HELD)) tellHeld(node);
        else if (node !== target) {
          const said = node.querySelector(SAID);
          if (said) hearAnswer(said);
          const fields = node.querySelectorAll(FIELDS);
          fields.forEach(mendField);
          node.querySelectorAll(LINKS).forEach(mendLink);
          if (fields.length || node.querySelector(`[${HELD}]`)) tellAllHeld();
        }
      }
    }
    nameDialog();
    document.querySelectorAll('[role="tab"][aria-owns]').forEach(mendTab);
    followScreen();
    keepFocus();
  }).observe(document.documentElement, {
    subtree: true, childList: true, characterData: true,
    attributes: true, attributeFilter: ['aria-description', 'autocomplete', 'name', 'aria-invalid', 'aria-label', 'flt-tappable', HELD],
  });
})();
