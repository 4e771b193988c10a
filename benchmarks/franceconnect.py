"""What a FranceConnect sign-in costs this server, beside what it waits for the provider."""

from __future__ import annotations

import re
import statistics
from tempfile import TemporaryFile
from typing import Any
from urllib.parse import urlencode

import httpx

from benchmarks.server import serving
from server.demo.accounts import DEMO_ACCOUNTS
from server.demo.openid_people import IDENTITIES
from tests.server.franceconnect_steps import Browser, Program, join, said
from tests.server.lying_provider import CLIENT, SECRET, LyingProvider, lying

ROUNDS = 30
_LOGGED = re.compile(
    r" (?:POST /v1/franceconnect/(?:authorizations|exchange)|GET /franceconnect/(?:start|callback)) \d+ ([\d.]+) ms"
)
_ACCOUNT = next(account for account in DEMO_ACCOUNTS if account.role == "responsable-seul")


def run() -> list[dict[str, Any]]:
    """Return the row of the table: the server's and the provider's share of sign-ins to a joined account.

    The server's share is the time that its own log gives for the four requests of a sign-in, from the first byte read
    to the last byte written, less the provider's time. Its own requests to the provider are part of it.
    """
    with (
        TemporaryFile("w+", encoding="utf-8") as log,
        lying() as provider,
        serving(_settings(provider), log) as url,
        httpx.Client(base_url=url) as http,
    ):
        provider.lies.userinfo = IDENTITIES[_ACCOUNT.role].claims
        browser = Browser(("http://127.0.0.1", url))
        _join(http, _sign_in(http, browser, provider))
        theirs = []
        for _ in range(ROUNDS):
            waited = provider.spent_s
            outcome = _sign_in(http, browser, provider)
            assert outcome["kind"] == "session", outcome["kind"]
            theirs.append((provider.spent_s - waited) * 1000)
        log.seek(0)
        logged = [float(ms) for ms in _LOGGED.findall(log.read())][-4 * ROUNDS :]
    spent = [sum(logged[n : n + 4]) for n in range(0, len(logged), 4)]
    ours = [total - waited for total, waited in zip(spent, theirs, strict=True)]
    return [
        {
            "name": "FranceConnect sign-in: this server's share / the provider's (median ms)",
            "ours": round(statistics.median(ours), 1),
            "reference": round(statistics.median(theirs), 1),
            "limit": "≤ 50 ms",
        }
    ]


def _settings(provider: LyingProvider) -> dict[str, str]:
    prefix = "MON_COMPTE_FRANCECONNECT_"
    return {
        f"{prefix}ISSUER": provider.issuer,
        f"{prefix}CLIENT_ID": CLIENT,
        f"{prefix}CLIENT_SECRET": SECRET,
        # The server's port is not known yet: the browser adds it.
        f"{prefix}REDIRECT": "http://127.0.0.1/franceconnect/callback",
    }


def _sign_in(http: httpx.Client, browser: Browser, provider: LyingProvider) -> dict[str, Any]:
    """Make every request of a sign-in: the program's, the browser's, then the program's again. Return the outcome."""
    program = Program(http)
    asked = said(browser.get(program.begin()).headers["location"])
    provider.nonce = asked["nonce"]
    query = urlencode({"state": asked["state"], "code": program.verifier})
    answer = browser.get(f"{http.base_url}/franceconnect/callback?{query}")
    outcome: dict[str, Any] = program.exchange(said(answer.headers["location"])["code"]).json()
    return outcome


def _join(http: httpx.Client, outcome: dict[str, Any]) -> None:
    body = {"identifier": _ACCOUNT.identifier, "password": _ACCOUNT.password}
    session = http.post("/v1/sessions", json=body).json()["session"]
    answer = join(http, session, outcome["ticket"])
    assert answer.is_success, answer.text


if __name__ == "__main__":
    print(run())
