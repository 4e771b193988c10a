"""What a signed-in person does to the account's settings, for tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from tests.server.conftest import ACCOUNTS

if TYPE_CHECKING:
    import httpx

    from tests.server.conftest import Api

NEW_PASSWORD = "Platane2027rouge"


@dataclass
class SignedInPerson:
    """A person who is signed in."""

    api: Api
    role: str
    session: dict[str, Any]

    @classmethod
    def of(cls, api: Api, role: str = "responsable-couple") -> Self:
        return cls(api, role, api.sign_in(role))

    @property
    def password(self) -> str:
        return ACCOUNTS[self.role].password

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> httpx.Response:
        headers |= self.api.bearer(self.session)
        return self.api.http.request(method, f"/v1/me{path}", json=body, headers=headers)

    def get(self, path: str) -> httpx.Response:
        return self.ask("GET", path)

    def contact(self, channel: str = "mail") -> dict[str, Any]:
        """Return the state of a contact."""
        found: list[dict[str, Any]] = self.get("/contacts").json()["contacts"]
        return next(contact for contact in found if contact["channel"] == channel)

    def change(self, destination: str, channel: str = "mail", **extra: Any) -> httpx.Response:
        body = {
            "channel": channel,
            "destination": destination,
            "expected_revision": self.contact(channel)["revision"],
        }
        return self.ask("POST", "/contacts", body | extra)

    def verify(self, code: str, channel: str = "mail", **headers: str) -> httpx.Response:
        return self.ask("POST", f"/contacts/{channel}/verification", {"code": code}, **headers)

    def replace(self, destination: str, channel: str = "mail") -> httpx.Response:
        """Change a contact, with its code, and return the last answer."""
        assert self.change(destination, channel).status_code == 201
        return self.verify(self.api.last_code(), channel)

    def messages(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.api.http.get("/demo/messages").json()
        return found

    @property
    def ended(self) -> bool:
        """Return whether the session has ended."""
        answer = self.api.get("/v1/me", self.session)
        return answer.status_code == 401 and answer.json()["code"] == "session_expired"
