"""The steps of a sign-in through FranceConnect, for tests: a program that waits on a port, and a browser."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx

from server.franceconnect.authorizations import challenge_of
from tests.support.patience import PATIENCE_S
from tests.support.plain import PLAIN

RETURN = "http://127.0.0.1:49152/retour"
V1 = "/v1/franceconnect"


@dataclass
class Program:
    """The program's side of a sign-in that it began."""

    http: httpx.Client
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    authorization: dict[str, Any] = field(default_factory=dict)

    def begin(self, return_to: str = RETURN) -> str:
        """Return the address for the browser."""
        answer = self.ask(return_to)
        assert answer.status_code == 201, answer.text
        self.authorization = answer.json()
        return str(self.authorization["url"])

    def ask(self, return_to: str = RETURN, challenge: str | None = None) -> httpx.Response:
        body = {"code_challenge": challenge or challenge_of(self.verifier), "return_to": return_to}
        return self.http.post(f"{V1}/authorizations", json=body)

    def exchange(self, code: str, verifier: str | None = None, **headers: str) -> httpx.Response:
        body = {"code": code, "code_verifier": verifier or self.verifier}
        return self.http.post(f"{V1}/exchange", json=body, headers=headers)


class Browser:
    """A browser that follows redirections one by one, up to where the program waits.

    Args:
        moved: a public origin, and where it is.
    """

    def __init__(self, moved: tuple[str, str] | None = None) -> None:
        self.moved = moved
        self.http = httpx.Client(timeout=PATIENCE_S, trust_env=False, verify=PLAIN)
        self.seen: list[str] = []

    def get(self, url: str) -> httpx.Response:
        if self.moved and url.startswith(f"{self.moved[0]}/"):
            url = self.moved[1] + url.removeprefix(self.moved[0])
        self.seen.append(url)
        return self.http.get(url)

    def go(self, url: str) -> httpx.Response:
        """Return the first answer that is a page, or that leads to the program."""
        while True:
            answer = self.get(url)
            if not answer.is_redirect:
                return answer
            url = str(httpx.URL(url).join(answer.headers["location"]))
            if url.startswith(RETURN):
                return answer

    def follow(self, answer: httpx.Response) -> httpx.Response:
        """Return the first answer after a redirection that is a page, or that leads to the program."""
        return self.go(str(answer.url.join(answer.headers["location"])))

    def choose(self, page: httpx.Response, **choice: str) -> httpx.Response:
        """Press a button of the demonstration's provider; return the answer without following it."""
        return self.http.post(str(page.url), data=choice)

    def come_back(self, answer: httpx.Response) -> dict[str, str]:
        """Return what the program is told at the end of the redirections."""
        last = self.follow(answer)
        assert last.is_redirect, last.text
        return said(last.headers["location"])


def said(url: str) -> dict[str, str]:
    """Return the parameters of a URL."""
    return {name: value for name, (value,) in parse_qs(urlsplit(url).query).items()}


def heading(page: httpx.Response) -> str:
    found = re.search(r"<h1>(.*)</h1>", page.text)
    assert found, page.text
    return found[1]


def vouched_code(program: Program, identity: str, browser: Browser | None = None) -> str:
    """Return the one-time code, by the demonstration's provider."""
    browser = browser or Browser()
    page = browser.go(program.begin())
    assert heading(page) == "FranceConnect de démonstration"
    chosen = browser.choose(page, provider="impots")
    assert "imaginaire" not in chosen.text
    assert identity in chosen.text
    return browser.come_back(browser.choose(page, identity=identity))["code"]


def outcome_of(http: httpx.Client, identity: str) -> dict[str, Any]:
    """Return what the program gets for somebody of the demonstration's provider."""
    program = Program(http)
    answer = program.exchange(vouched_code(program, identity))
    assert answer.status_code == 200, answer.text
    outcome: dict[str, Any] = answer.json()
    return outcome


def join(http: httpx.Client, session: dict[str, Any], ticket: str) -> httpx.Response:
    headers = {"Authorization": f"Bearer {session['access_token']}"}
    return http.post(f"{V1}/link", json={"ticket": ticket}, headers=headers)
