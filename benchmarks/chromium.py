"""Chromium, as the figures need it: nothing else that it does, and a clock on the page's own time."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from tests.support.browser import executable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, CDPSession, Page

_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Bare Flet describes its screen to assistive technology only when asked: its button is pressed.
DESCRIBED = """
addEventListener('flutter-first-frame', () => document.querySelector('flt-semantics-placeholder')?.click());
"""
# From a key or a press to the first frame that answers it.
_WATCH = """
(answered) => {
  const is = new Function(`return ${answered}`);
  window.took = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error(`it never came to ${answered}`)), 60_000);
    let from = null;
    for (const act of ['keydown', 'pointerdown'])
      addEventListener(act, (event) => { from ??= event.timeStamp; }, { capture: true, once: true });
    const look = () => {
      if (from !== null && is()) resolve(performance.now() - from); else requestAnimationFrame(look);
    };
    look();
  });
}
"""


@dataclass(frozen=True)
class Condition:
    """What stands between a person and the program.

    Attributes:
        name: of the condition.
        round_trip_ms: of the line.
        megabits: a second, of the line; None where it is not slowed down.
        slower: how many times slower the processor is.
    """

    name: str
    round_trip_ms: int = 0
    megabits: float | None = None
    slower: int = 1

    def hold(self, tools: CDPSession) -> None:
        """Have it hold for a tab."""
        if self.megabits:
            rate = self.megabits * 1e6 / 8
            line = {"latency": self.round_trip_ms, "downloadThroughput": rate, "uploadThroughput": rate}
            tools.send("Network.emulateNetworkConditions", {"offline": False, **line})
        if self.slower > 1:
            tools.send("Emulation.setCPUThrottlingRate", {"rate": self.slower})


LOOPBACK = Condition("loopback")
SLOW_LINE = Condition("1.6 Mbit/s, 150 ms", round_trip_ms=150, megabits=1.6)
SLOW_CPU = Condition("CPU four times slower", slower=4)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run the browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=_FLAGS)
        yield browser
        browser.close()


def took(page: Page, answered: str, act: Callable[[], Any]) -> float:
    """Return the milliseconds from the key or the press of `act` to the frame in which `answered` is true.

    Args:
        page: where it happens.
        answered: an expression of JavaScript.
        act: presses.
    """
    page.evaluate(_WATCH, answered)
    act()
    return float(page.evaluate("took"))
