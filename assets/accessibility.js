// What Flutter's page lacks for people who use a keyboard, a screen reader, zoom or a password manager.
(() => {
  'use strict';

  const FOCUSABLE = 'a[href], button, input, textarea, select, [tabindex="0"]';
  const TITLE_SEPARATOR = ' – ';

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

  // WebKit restores a page from its back/forward cache with Flutter's frames stopped: only a new page draws again.
  addEventListener('pageshow', (event) => {
    if (event.persisted && navigator.vendor.startsWith('Apple')) location.reload();
  });

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

  // Flutter tells an error as a description only, and keeps the purpose of a field (WCAG 1.3.5) in its name.
  function mendField(field) {
    const invalid = String(field.hasAttribute('aria-description'));
    if (field.getAttribute('aria-invalid') !== invalid) field.setAttribute('aria-invalid', invalid);
    if (field.name && field.getAttribute('autocomplete') === 'off') field.setAttribute('autocomplete', field.name);
  }

  const heading = () => document.querySelector('flt-semantics-host h1');

  function focusHeading() {
    const target = heading();
    if (!target) return false;
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
    return true;
  }

  // A change of screen changes the title to "<heading> – Mon Compte", before or after the heading itself is there. Focus
  // then goes to the heading, unless the screen has already put it in one of its own fields. The first screen leaves it
  // at the top of the page, where the skip link is.
  let announced = null;

  function followScreen() {
    const expected = document.title.split(TITLE_SEPARATOR)[0];
    if (!document.title.includes(TITLE_SEPARATOR) || expected === announced) return;
    if (heading()?.textContent.trim() !== expected) return;
    const first = announced === null;
    announced = expected;
    if (!first && !document.activeElement?.matches('input, textarea')) focusHeading();
  }

  // Flutter moves its own focus on Tab, from where it last was. From the heading, Tab leads to what comes next on the
  // screen, and Shift+Tab to what comes before, as on any page.
  addEventListener('keydown', (event) => {
    if (event.key !== 'Tab' || !heading() || document.activeElement !== heading()) return;
    const following = event.shiftKey ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING;
    const all = [...document.querySelectorAll('flt-semantics-host :is(' + FOCUSABLE + ')')]
      .filter((element) => heading().compareDocumentPosition(element) & following);
    const next = event.shiftKey ? all.at(-1) : all[0];
    if (!next) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    next.focus();
  }, { capture: true });

  addEventListener('click', (event) => {
    if (!event.target.closest?.('.skip')) return;
    event.preventDefault(); // the address is the screen's: a fragment would be taken for another
    focusHeading();
  });

  addEventListener('flutter-first-frame', () => { allowZoom(); nameMain(); turnSemanticsOn(); });

  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      for (const node of [target, ...addedNodes]) {
        if (node.nodeType !== Node.ELEMENT_NODE) continue;
        if (node.matches('input[data-semantics-role], textarea[data-semantics-role]')) mendField(node);
      }
    }
    followScreen();
  }).observe(document.documentElement, {
    subtree: true, childList: true, characterData: true,
    attributes: true, attributeFilter: ['aria-description', 'autocomplete', 'name', 'aria-invalid', 'aria-label'],
  });
})();
