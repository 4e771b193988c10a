"""What a person waits for, in Chromium: opening, typing, and the bytes that come over the wire."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from statistics import median
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from benchmarks.hosts import running
from tests.support.browser import executable

ROUNDS = 5
KEYS = 12
LABELLED = "input[aria-label]"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Bare Flet describes its screen to assistive technology only when asked: press its button, as Mon Compte's page does.
SEMANTICS = """
addEventListener('flutter-first-frame', () => {
  const button = document.querySelector('flt-semantics-placeholder');
  if (button) button.click();
});
"""
# From a key or a press to the words that answer it, on the page's own clock.
WATCH = """
(words) => {
  window.took = new Promise((resolve) => {
    let from = null;
    for (const act of ['keydown', 'pointerdown']) {
      addEventListener(act, (event) => { from ??= event.timeStamp; }, { capture: true, once: true });
    }
    const watch = new MutationObserver(() => {
      if (from !== null && document.body.innerText.includes(words)) {
        watch.disconnect();
        resolve(performance.now() - from);
      }
    });
    watch.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  });
}
"""


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        yield browser
        browser.close()


def _open(context: BrowserContext, url: str) -> tuple[float, int]:
    """Return the seconds to a labelled field, and the bytes on the wire."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    started = time.perf_counter()
    page.goto(url)
    page.wait_for_selector(LABELLED)
    took = time.perf_counter() - started
    page.wait_for_load_state("networkidle")
    page.close()
    return took, sum(sizes)


def _acted(page: Page, words: str, act: Callable[[], None]) -> float:
    page.evaluate(WATCH, words)
    act()
    return float(page.evaluate("window.took"))


def _echo(context: BrowserContext, url: str) -> float:
    """Return the milliseconds from a key to the words that the server answers with."""
    page = context.new_page()
    page.goto(url)
    page.locator(LABELLED).first.click()
    typed = ""
    times: list[float] = []
    for key in "abcdefghijklmnop"[:KEYS]:
        typed += key
        times.append(_acted(page, f"Lu : {typed}", partial(page.keyboard.press, key)))
    page.close()
    return median(times)


def forms() -> list[dict[str, Any]]:
    """Measure opening, typing and bytes, on the same form, each host in turn."""
    names = ("mon-compte", "flet", "nicegui")
    cold: dict[str, list[float]] = {name: [] for name in names}
    warm: dict[str, list[float]] = {name: [] for name in names}
    echo: dict[str, list[float]] = {name: [] for name in names}
    first: dict[str, int] = {}
    second: dict[str, int] = {}
    with (
        running("-m", "benchmarks.forms", "mon-compte") as ours,
        running("-m", "benchmarks.forms", "flet") as flet,
        running("-m", "benchmarks.forms", "nicegui") as nicegui,
        chromium() as browser,
    ):
        hosts = dict(zip(names, (ours, flet, nicegui), strict=True))
        for round_number in range(ROUNDS + 1):
            for name, host in hosts.items():
                context = browser.new_context()
                context.add_init_script(SEMANTICS if name == "flet" else "")
                opened, bytes_of_first = _open(context, host.url)
                again, bytes_of_second = _open(context, host.url)
                if round_number:  # the first round warms the servers up
                    cold[name].append(opened)
                    warm[name].append(again)
                    echo[name].append(_echo(context, host.url))
                    first[name], second[name] = bytes_of_first, bytes_of_second
                context.close()
    return [
        _row("Cold open to a labelled field (s)", _medians(cold), "≤ 1.15"),
        _row("Warm open to a labelled field (s)", _medians(warm), "≤ 1.15"),
        _row("Key to echo (ms)", _medians(echo), "≤ 1.25"),
        _row("First visit (MB on the wire)", {n: size / 1e6 for n, size in first.items()}, "≤ 4.5 MB"),
        _row("Second visit (kB on the wire)", {n: size / 1e3 for n, size in second.items()}, "≤ 50 kB"),
    ]


def _medians(times: dict[str, list[float]]) -> dict[str, float]:
    return {name: median(values) for name, values in times.items()}


def _row(name: str, values: dict[str, float], limit: str) -> dict[str, Any]:
    ours, reference = values["mon-compte"], values["flet"]
    return {
        "name": name,
        "ours": ours,
        "reference": reference,
        "nicegui": values.get("nicegui"),
        "ratio": ours / reference,
        "limit": limit,
    }
