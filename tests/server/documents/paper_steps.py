"""What a signed-in person does with papers, and how a test reads one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    import httpx

    from tests.server.conftest import Api, Eventually


@dataclass
class Reader:
    """A person who is signed in, with their first file."""

    api: Api
    session: dict[str, Any]
    file_id: str

    @classmethod
    def of(cls, api: Api, role: str = "responsable-couple") -> Self:
        session = api.sign_in(role)
        return cls(api, session, api.get("/v1/me", session).json()["files"][0]["file_id"])

    @property
    def path(self) -> str:
        return f"/v1/files/{self.file_id}/documents"

    def ask(
        self, kind: str, since: str | None = None, until: str | None = None, **headers: str
    ) -> httpx.Response:
        body = {"kind": kind, "from": since, "until": until or since}
        return self.api.http.post(self.path, json=body, headers=self.api.bearer(self.session) | headers)

    def get(self, end: str = "", **headers: str) -> httpx.Response:
        return self.api.http.get(f"{self.path}{end}", headers=self.api.bearer(self.session) | headers)

    def drop(self, document_id: str) -> httpx.Response:
        return self.api.http.delete(f"{self.path}/{document_id}", headers=self.api.bearer(self.session))

    def state(self, document_id: str) -> str:
        return str(self.get(f"/{document_id}").json()["state"])

    def made(
        self, eventually: Eventually, kind: str, since: str | None = None, until: str | None = None
    ) -> dict[str, Any]:
        """Return a paper once it is ready."""
        asked = self.ask(kind, since, until)
        assert asked.status_code == 202, asked.text
        document_id = asked.json()["document_id"]
        eventually(lambda: self.state(document_id) not in {"waiting", "making"})
        found: dict[str, Any] = self.get(f"/{document_id}").json()
        assert (found["state"], found["progress"]) == ("ready", 100)
        return found

    def content(self, document: dict[str, Any]) -> bytes:
        return self.get(f"/{document['document_id']}/file").content

    def payments(self) -> list[dict[str, Any]]:
        """Return all payments of the file, in full, newest first."""
        cursor, found = None, []
        while True:
            page = self.api.get(
                f"/v1/files/{self.file_id}/payments",
                self.session,
                limit=100,
                **({"cursor": cursor} if cursor else {}),
            ).json()
            found += page["items"]
            if (cursor := page["next_cursor"]) is None:
                return found
