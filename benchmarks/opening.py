"""How soon a person can type, and what comes over the wire for it: a sign-in form of each host, in Chromium."""

from __future__ import annotations

from collections import defaultdict
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks.chromium import DESCRIBED, LOOPBACK, SLOW_CPU, SLOW_LINE, Condition, chromium
from benchmarks.hosts import sign_in_forms
from benchmarks.server import serving
from benchmarks.table import Row

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

# Stock Flet loads for more than a minute on a slow line: once is enough.
_ROUNDS = {LOOPBACK: 5, SLOW_CPU: 3, SLOW_LINE: 3}
_GOALS = {
    LOOPBACK: "≤ 0.6 × NiceGUI",
    SLOW_LINE: "≤ 1.5 s, 0.5 × NiceGUI, 0.1 × Flutter’s page",
    SLOW_CPU: "≤ 1.5 s, 0.5 × NiceGUI, 0.1 × Flutter’s page",
}
# What the page took that Flutter drew, which browsers were served before: kB of two visits, and seconds.
_FLUTTER_FIRST, _FLUTTER_SECOND = 3438, 21.5
_FLUTTER = {LOOPBACK: 1.45, SLOW_LINE: 20.9, SLOW_CPU: 5.13}
# Finds the first field that has a name, and notes when the first key is in it.
_NOTE = """
window.found = new Promise((resolve) => {
  const look = () => {
    const named = [...document.querySelectorAll('input')].find((field) =>
      (field.labels?.length || field.ariaLabel) && field.type === 'text' && field.checkVisibility());
    if (!named) return requestAnimationFrame(look);
    named.addEventListener('input', () => { window.typed ??= performance.now(); });
    named.focus();
    resolve();
  };
  requestAnimationFrame(look);
});
"""


def rows() -> list[Row]:
    """Open each form, in turn, under each condition."""
    seconds: dict[Condition, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    sizes: dict[str, tuple[int, int]] = {}
    with serving({}) as api, sign_in_forms(api) as forms, chromium() as browser:

        def open_anew(name: str, condition: Condition) -> tuple[float, int, int]:
            context = browser.new_context(locale="fr-FR")
            context.add_init_script(DESCRIBED + _NOTE)
            took, first, kept = _open(context, forms[name], condition)
            second = _open(context, forms[name], condition)[1] if condition is LOOPBACK else 0
            assert kept or name != "html", (
                f"a key was taken away ({condition.name})"
            )  # stock Flet may take one
            context.close()
            return took, first, second

        for name in forms:  # each host is warm for its first visitor
            open_anew(name, LOOPBACK)
        for condition, rounds in _ROUNDS.items():
            for number in range(rounds):
                for name in forms:
                    if condition is SLOW_LINE and name == "flet" and number:
                        continue
                    took, first, second = open_anew(name, condition)
                    seconds[condition][name].append(took)
                    if condition is LOOPBACK:
                        sizes[name] = first, second
    firsts = {name: size / 1e3 for name, (size, _) in sizes.items()}
    returns = {name: size / 1e3 for name, (_, size) in sizes.items()}
    return [
        Row("First visit (kB on the wire)", "≤ 60", firsts | {"flutter": _FLUTTER_FIRST}),
        Row("Second visit (kB on the wire)", "≤ 5", returns | {"flutter": _FLUTTER_SECOND}),
        *(
            Row(
                f"Address typed to a labelled field that takes keys, {condition.name} (s)",
                _GOALS[condition],
                {name: median(values) for name, values in seconds[condition].items()}
                | {"flutter": _FLUTTER[condition]},
            )
            for condition in (LOOPBACK, SLOW_LINE, SLOW_CPU)
        ),
    ]


def _open(context: BrowserContext, url: str, condition: Condition) -> tuple[float, int, bool]:
    """Return the seconds until a key is in a labelled field, the bytes that came, and whether the key stayed."""
    page = context.new_page()
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    came: list[int] = []
    tools.on("Network.loadingFinished", lambda event: came.append(event["encodedDataLength"]))
    tools.on("Network.webSocketFrameReceived", lambda event: came.append(_length(event["response"])))
    condition.hold(tools)
    page.goto(url, wait_until="commit")
    page.evaluate("found")
    while not page.evaluate("window.typed"):
        page.keyboard.press("a")
    seconds = page.evaluate("window.typed") / 1000
    page.wait_for_load_state("networkidle")
    kept = bool(page.evaluate("document.activeElement.value?.startsWith('a')"))
    page.close()
    return seconds, sum(came), kept


def _length(frame: dict[str, Any]) -> int:
    text = 1
    data = frame["payloadData"]
    return len(data.encode()) if frame["opcode"] == text else len(data) * 3 // 4


if __name__ == "__main__":
    for row in rows():
        print(row)
