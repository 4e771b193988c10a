"""The steps of a migration, for tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.server.enrolment_steps import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    from tests.server.conftest import Api

BASE = "/v1/migration"


@dataclass
class MigrationUnderWay:
    """A migration under way, by its session."""

    api: Api
    session: dict[str, Any]

    @classmethod
    def of(cls, api: Api, role: str = "ancien-couple") -> MigrationUnderWay:
        return cls(api, api.sign_in(role))

    @classmethod
    def at(cls, api: Api, step: str, role: str = "ancien-couple") -> MigrationUnderWay:
        """Return a migration at a step."""
        change = cls.of(api, role)
        ways: dict[str, Callable[[], httpx.Response]] = {
            "terms": change.accept,
            "password": change.choose,
            "contact": lambda: change.send("mail", "new@example.org"),
            "code": lambda: change.verify(api.last_code()),
            "authorisations": lambda: change.authorise(None),
        }
        while (due := change.step()) != step:
            answer = ways[due]()
            assert answer.status_code == 200, answer.text
        return change

    def post(self, path: str, body: dict[str, Any] | None = None, **headers: str) -> httpx.Response:
        return self.api.http.post(
            f"{BASE}/{path}", json=body or {}, headers=self.api.bearer(self.session) | headers
        )

    def get(self) -> httpx.Response:
        return self.api.get(BASE, self.session)

    def state(self) -> dict[str, Any]:
        answer = self.get()
        assert answer.status_code == 200, answer.text
        state: dict[str, Any] = answer.json()
        return state

    def step(self) -> str:
        return str(self.state()["step"])

    def accept(self) -> httpx.Response:
        return self.post("terms", {"version": self.api.http.get("/v1/terms").json()["version"]})

    def choose(self, password: str = PASSWORD) -> httpx.Response:
        return self.post("password", {"password": password})

    def send(self, channel: str, destination: str) -> httpx.Response:
        return self.post("contact", {"channel": channel, "destination": destination})

    def verify(self, code: str) -> httpx.Response:
        return self.post("contact/verification", {"code": code})

    def authorise(self, authorised: bool | None) -> httpx.Response:  # noqa: FBT001 - what is said
        return self.post("authorisation", {"spouse_authorised": authorised})

    def complete(self, **headers: str) -> httpx.Response:
        return self.post("completion", None, **headers)

    def completed(self) -> dict[str, Any]:
        """Complete the migration, and return the full session that it opens."""
        answer = self.complete()
        assert answer.status_code == 201, answer.text
        session: dict[str, Any] = answer.json()["session"]
        return session
