"""What a person waits for who types and presses, in Chromium."""

from __future__ import annotations

import re
from functools import partial
from statistics import median
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from benchmarks.chromium import DESCRIBED, LOOPBACK, SLOW_LINE, chromium, took
from benchmarks.hosts import program, sign_in_forms
from benchmarks.server import serving
from benchmarks.table import Row
from tests.support.visitor import ACCOUNTS, NIR, PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, WebSocket

    from benchmarks.chromium import Condition

_ROUNDS = 15
_KEYS = "abcdefghijkl"
_ACCOUNT = ACCOUNTS["responsable-seul"]
# A screen reader reads what has the focus: the heading of the new screen.
_ARRIVED = "document.activeElement.matches('h1') && document.activeElement.innerText === 'Mon Compte'"
# What Mon Compte is drawn from.
_LOGGED = re.compile(r" (?:POST /v1/sessions|GET /v1/me|GET /v1/files/\S+/overview) \d+ ([\d.]+) ms")


def echo() -> list[Row]:
    """Measure from a key to its letter; of the others, whose server hears each key, to the server's answer to it."""
    milliseconds: dict[str, float] = {}
    with serving({}) as api, sign_in_forms(api) as forms, chromium() as browser:
        for name in ("html", "flet", "nicegui"):
            page = browser.new_page(locale="fr-FR")
            page.add_init_script(DESCRIBED)
            page.goto(forms[name])
            if name == "html":
                said: list[str] = []
                with page.expect_websocket() as socket:  # a session begins as the first field is gone to
                    page.get_by_label(NIR).focus()
                socket.value.wait_for_event("framereceived")
                page.wait_for_load_state("networkidle")
                _listen(page, socket.value, said)
                milliseconds[name] = _typed(page, "document.activeElement.value === '{}'")
                assert not said, f"a key went to the server: {said}"
            else:
                page.wait_for_load_state("networkidle")
                page.locator("input[aria-label]").first.focus()
                milliseconds[name] = _typed(page, "document.body.innerText.includes('Lu : {}')")
            page.close()
    return [
        Row("Key to its letter, to the server's echo of the others (ms)", "no server in it", milliseconds)
    ]


def _listen(page: Page, socket: WebSocket, said: list[str]) -> None:
    """Note what the page says to its server, but that it has what it was sent."""
    socket.on("framesent", lambda frame: said.extend([str(frame)] if '"seen"' not in str(frame) else []))
    page.on("request", lambda request: said.append(request.url))


def _typed(page: Page, shown: str) -> float:
    """Return the milliseconds from a key until what was typed is shown."""
    return median(
        took(page, shown.format(_KEYS[: n + 1]), partial(page.keyboard.press, key))
        for n, key in enumerate(_KEYS)
    )


def sign_in() -> list[Row]:
    """Measure from "Se connecter" to the focus on Mon Compte's heading, and what the server takes of it."""
    with (
        TemporaryFile("w+", encoding="utf-8") as log,
        serving({}, log) as api,
        program(api) as host,
        chromium() as browser,
    ):
        waited = {
            condition: [_signed_in(browser, host.url, condition) for _ in range(_ROUNDS)]
            for condition in (LOOPBACK, SLOW_LINE)
        }
        log.seek(0)
        logged = [float(milliseconds) for milliseconds in _LOGGED.findall(log.read())]
    served = median(sum(logged[n : n + 3]) for n in range(0, len(logged), 3))
    return [
        Row(
            f"Sign-in pressed to Mon Compte's heading, {condition.name} (ms)",
            f"≤ {served:.0f} of the server + {60 + condition.round_trip_ms}",
            {"html": median(milliseconds)},
        )
        for condition, milliseconds in waited.items()
    ]


def _signed_in(browser: Browser, url: str, condition: Condition) -> float:
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    page.goto(f"{url}/connexion")
    page.get_by_label(NIR).fill(_ACCOUNT.identifier)
    page.get_by_label(PASSWORD, exact=True).fill(_ACCOUNT.password)
    page.wait_for_load_state("networkidle")
    condition.hold(context.new_cdp_session(page))
    milliseconds = took(page, _ARRIVED, page.get_by_role("button", name="Se connecter").click)
    context.close()
    return milliseconds


if __name__ == "__main__":
    for row in [*echo(), *sign_in()]:
        print(row)
