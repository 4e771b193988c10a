"""What is told of each act: one thing, by the live region or by what the focus goes to."""

import json
from contextlib import suppress
from typing import Any

from playwright.async_api import Page
from playwright.async_api import TimeoutError as WaitedInVain

_WORKING = "En cours…"
"""What the script says where an answer takes long: no more an answer than how far something has come."""
_BY_ITSELF = "^(Enregistré à|Pas (encore )?enregistré)"
"""What is said of a form that is kept as it is typed: it answers no press."""

WATCH = """
  window.acts = [];
  let act = null;
  const state = (node) => [node.ariaPressed, node.ariaExpanded, node.ariaDisabled, node.textContent].join();
  function answer() {
    const { activeElement: now } = document;
    const moved = now !== document.body && now !== act.focus && !(now.id && now.id === act.focus.id);
    const told = (text) => text && text !== WORKING && !text.endsWith('%') && !BY_ITSELF.test(text);
    const said = heard.slice(act.heard).filter(told);
    return {
      name: act.name,
      said,
      led: moved && now.matches('[role=group], [role=status]') ? now.textContent.replace(/\\s+/g, ' ') : '',
      silent: !said.length && !moved && act.state === state(document.getElementById(act.node.id) ?? act.node),
    };
  }
  function close() {
    if (act) acts.push(answer());
    act = null;
  }
  window.is_answered = () => !act || !answer().silent;
  window.take_acts = () => { close(); return acts.splice(0); };
  // What is said of what is typed answers no press.
  addEventListener('input', close, { capture: true });
  addEventListener('click', ({ isTrusted, target }) => {
    if (!isTrusted) return;
    close();
    const node = target.closest('a[href], button, [role=option]');
    if (!node) return;
    const name = (node.ariaLabel ?? node.textContent).trim().slice(0, 60);
    act = { node, name, heard: heard.length, focus: document.activeElement, state: state(node) };
  }, { capture: true });
""".replace("WORKING", json.dumps(_WORKING)).replace("BY_ITSELF", f"/{_BY_ITSELF}/")
"""Has a page note what came of each press; a choice or a tick says by itself what it is."""


async def told(page: Page) -> list[str]:
    """Find acts after which nothing was told, or more than one thing."""
    # What a press answers with may come after the words by which the screen is known.
    with suppress(WaitedInVain):
        await page.wait_for_function("() => is_answered()")
    faults = []
    acts: list[dict[str, Any]] = await page.evaluate("take_acts()")
    for act in acts:
        if len(act["said"]) + bool(act["led"]) > 1:
            faults.append(f"{act['name']!r} is answered by {act['said']} and {act['led'][:80]!r}")
        if act["silent"]:
            faults.append(f"nothing is told of {act['name']!r}")
    return faults
