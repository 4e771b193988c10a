"""The steps of an enrolment, for tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from server.demo.accounts import NEWCOMERS
from tests.support.files import picture

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    from server.demo.accounts import Newcomer

CURRENT = "/v1/enrolments/current"
PASSWORD = "Pommier77orange"
PNG = picture("PNG")
NEWCOMER = {person.case: person for person in NEWCOMERS}
OTHER_NIR = "2920335238215"


def create_twice(http: httpx.Client) -> None:
    """Create two accounts of one newcomer, with their own NIR and with another person's."""
    for nir, mail in ((NEWCOMER["avec-nir"].nir, "a@example.org"), (OTHER_NIR, "b@example.org")):
        answer = Draft.at(http, "summary", contact=mail, nir=nir, confirmed=True).complete()
        assert answer.status_code == 201, answer.text


def civil_status(person: Newcomer, **changed: Any) -> dict[str, Any]:
    """Return the civil status of a newcomer, as a request."""
    return {
        "nir": person.nir,
        "civility": person.civility,
        "birth_name": person.birth_name,
        "used_name": None,
        "first_names": list(person.first_names),
        "birth_date": person.birth_date,
        "birth_place": {"kind": person.birth_place_kind, "code": person.birth_place_code},
        "confirmed": False,
        **changed,
    }


@dataclass
class Draft:
    """An enrolment under way, by its token."""

    http: httpx.Client
    token: str

    @classmethod
    def begun(cls, http: httpx.Client, benefit: str | None = "apl") -> Draft:
        answer = http.post("/v1/enrolments", json={"benefit": benefit})
        assert answer.status_code == 201, answer.text
        return cls(http, answer.json()["token"])

    @classmethod
    def at(
        cls,
        http: httpx.Client,
        step: str,
        case: str = "avec-nir",
        contact: str = "new@example.org",
        **changed: Any,
    ) -> Draft:
        """Return a draft of a newcomer at a step; `changed` replaces fields of the civil status."""
        draft, person = cls.begun(http), NEWCOMER[case]
        ways: tuple[tuple[str, Callable[[], httpx.Response]], ...] = (
            ("civil_status", lambda: draft.put("civil-status", civil_status(person, **changed))),
            (
                "identity",
                lambda: draft.put(
                    "identity", {"kind": person.document_kind, "number": person.document_number}
                ),
            ),
            ("contact", lambda: draft.put("contact", {"channel": "mail", "value": contact})),
            ("code", lambda: draft.verify(draft.last_code())),
            ("password", lambda: draft.put("password", {"password": PASSWORD})),
        )
        for name, way in ways:
            if name == step:
                break
            answer = way()
            assert answer.status_code == 200, answer.text
            if name == "identity" and person.document_kind == "none":
                assert draft.post("identity/continue").status_code == 200
        assert draft.step() == step
        return draft

    def put(self, path: str, body: dict[str, Any], **headers: str) -> httpx.Response:
        return self.http.put(f"{CURRENT}/{path}", json=body, headers=self._headers(headers))

    def post(self, path: str, body: dict[str, Any] | None = None, **headers: str) -> httpx.Response:
        return self.http.post(f"{CURRENT}/{path}", json=body or {}, headers=self._headers(headers))

    def get(self, path: str = "") -> httpx.Response:
        return self.http.get(f"{CURRENT}{path}", headers=self._headers({}))

    def delete(self, path: str = "") -> httpx.Response:
        return self.http.delete(f"{CURRENT}{path}", headers=self._headers({}))

    def state(self) -> dict[str, Any]:
        answer = self.get()
        assert answer.status_code == 200, answer.text
        state: dict[str, Any] = answer.json()
        return state

    def step(self) -> str:
        return str(self.state()["step"])

    def verify(self, code: str) -> httpx.Response:
        return self.post("contact/verification", {"code": code})

    def complete(self) -> httpx.Response:
        return self.post("completion")

    def announce(self, size: int, name: str = "pièce.png") -> httpx.Response:
        return self.post("scans", {"file_name": name, "size": size})

    def send(self, scan_id: str, offset: int, piece: bytes) -> httpx.Response:
        return self.http.patch(
            f"{CURRENT}/scans/{scan_id}",
            content=piece,
            headers=self._headers(
                {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
            ),
        )

    def last_code(self) -> str:
        code: str = self.http.get("/demo/messages").json()[0]["code"]
        return code

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}", **more}
