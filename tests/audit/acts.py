"""What is told of each act: one thing, by the live region or by what the focus goes to."""

from typing import Any

from playwright.async_api import Page

_WORKING = "En cours…"
"""What the script says where an answer takes long: no more an answer than how far something has come."""

WATCH = """
  window.acts = [];
  let act = null;
  const state = (node) => [node.ariaPressed, node.ariaExpanded, node.ariaDisabled, node.textContent].join();
  function close() {
    if (!act) return;
    const { activeElement: now } = document;
    const moved = now !== document.body && now !== act.focus && !(now.id && now.id === act.focus.id);
    acts.push({
      name: act.name,
      said: heard.slice(act.heard).filter(Boolean),
      led: moved && now.matches('[role=group], [role=status]') ? now.textContent.replace(/\\\\s+/g, ' ') : '',
      silent: !moved && act.state === state(document.getElementById(act.node.id) ?? act.node),
    });
    act = null;
  }
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
"""
"""Has a page note what came of each press; a choice or a tick says by itself what it is."""


async def told(page: Page) -> list[str]:
    """Find acts after which nothing was told, or more than one thing."""
    faults = []
    acts: list[dict[str, Any]] = await page.evaluate("take_acts()")
    for act in acts:
        said = [text for text in act["said"] if text != _WORKING and not text.endswith("%")]
        if len(said) + bool(act["led"]) > 1:
            faults.append(f"{act['name']!r} is answered by {said} and {act['led'][:80]!r}")
        if act["silent"] and not said:
            faults.append(f"nothing is told of {act['name']!r}")
    return faults
