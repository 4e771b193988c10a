"""What a program of the fund does with what people sent, for tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from server.back_office.rules import ClientScope
from server.back_office.service import Clients

if TYPE_CHECKING:
    import httpx

    from server import Settings
    from server.services import Services
    from tests.server.conftest import Api

DISPATCHES = "/back-office/dispatches"


@dataclass
class Program:
    """A program of the fund, with its token; it looks at what comes after `start`, where the demonstration ends."""

    http: httpx.Client
    token: str
    start: str = "0"

    @classmethod
    def of(cls, http: httpx.Client, services: Services, *scopes: ClientScope) -> Program:
        name = f"program-{uuid4().hex[:8]}"
        secret = services[Clients].create(name, scopes)
        answer = http.post(
            "/back-office/token", data={"grant_type": "client_credentials"}, auth=(name, secret)
        )
        assert answer.status_code == 200, answer.text
        program = cls(http, answer.json()["access_token"])
        if ClientScope.DISPATCHES in scopes:
            program.start = ([*program.all("0")] or [{"cursor": "0"}])[-1]["cursor"]
        return program

    def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.token}"} | more.pop("headers", {})
        return self.http.request(method, path, headers=headers, **more)

    def page(self, after: str = "0", **params: Any) -> dict[str, Any]:
        answer = self.ask("GET", DISPATCHES, params={"after": after, **params})
        assert answer.status_code == 200, answer.text
        page: dict[str, Any] = answer.json()
        return page

    def all(self, after: str | None = None, **params: Any) -> list[dict[str, Any]]:
        """Return all dispatches after a cursor, read page by page."""
        found: list[dict[str, Any]] = []
        after = after or self.start
        while items := (page := self.page(after, **params))["items"]:
            found += items
            after = page["next_cursor"]
        return found

    def read(self, dispatch: dict[str, Any]) -> dict[str, Any]:
        answer = self.ask("GET", f"{DISPATCHES}/{dispatch['dispatch_id']}")
        assert answer.status_code == 200, answer.text
        whole: dict[str, Any] = answer.json()
        return whole

    def newest(self, kind: str) -> dict[str, Any]:
        """Return the newest dispatch of a kind, with its content."""
        return self.read(self.all(kind=kind)[-1])


@dataclass
class FundServer:
    """A demonstration that serves, and services over the same database."""

    api: Api
    services: Services
    settings: Settings

    def program(self, *scopes: ClientScope) -> Program:
        return Program.of(self.api.http, self.services, *scopes)
