"""Documents that people send: for what their file lacks, in pieces, accepted or refused by the fund."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from server import Settings, sqlite_url
from server.clock import Clock
from tests.server.composed import composed, sweep_all
from tests.support.files import locked_pdf, pdf, picture
from tests.support.patience import PATIENCE_S
from tests.support.plain import PLAIN

if TYPE_CHECKING:
    from pathlib import Path

    from tests.server.conftest import Api, Eventually, Serve

PNG, PDF = picture("PNG"), pdf()


RENT = "rent_certificate"


class Sender:
    """Somebody who sends documents."""

    def __init__(self, api: Api, role: str) -> None:
        self.api = api
        self.session = api.sign_in(role)
        files = api.get("/v1/me", self.session).json()["files"]
        self.file_id = files[0]["file_id"] if files else None

    def announce(self, size: int, document: str = RENT, **changed: Any) -> httpx.Response:
        body = {"file_name": "loyer.png", "size": size, "document": document, "file_id": self.file_id}
        headers = self.api.bearer(self.session)
        return self.api.http.post("/v1/me/uploads", json=body | changed, headers=headers)

    def send(self, upload_id: str, offset: int, piece: bytes) -> httpx.Response:
        headers = self.api.bearer(self.session) | {
            "Upload-Offset": str(offset),
            "Content-Type": "application/offset+octet-stream",
        }
        return self.api.http.patch(f"/v1/me/uploads/{upload_id}", content=piece, headers=headers)

    def sent(self, content: bytes, document: str = RENT, **changed: Any) -> httpx.Response:
        upload_id = self.announce(len(content), document, **changed).json()["upload_id"]
        return self.send(upload_id, 0, content)

    def listed(self) -> dict[str, Any]:
        answer = self.api.get("/v1/me/uploads", self.session, file_id=self.file_id)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def asked(self) -> list[str]:
        return [each["document"] for each in self.listed()["asked"]]

    def states(self) -> list[str]:
        return [each["state"] for each in self.listed()["items"]]

    def alerts(self) -> list[str]:
        overview = self.api.get(f"/v1/files/{self.file_id}/overview", self.session).json()
        return [each["code"] for each in overview["alerts"]]

    def letters(self, subject: str) -> list[dict[str, Any]]:
        """Return what the fund wrote under a title, each whole."""
        found = self.api.get("/v1/me/messages", self.session).json()["items"]
        ids = [each["thread_id"] for each in found if each["subject"] == subject]
        return [self.api.get(f"/v1/me/messages/{each}", self.session).json() for each in ids]

    def delete(self, upload_id: str) -> httpx.Response:
        return self.api.http.delete(f"/v1/me/uploads/{upload_id}", headers=self.api.bearer(self.session))


@pytest.mark.parametrize("role", ["responsable-couple", "conjoint-autorise"])
def test_a_document_that_is_sent_is_missing_no_more(api: Api, role: str) -> None:
    """The alert of a file goes with the document, whoever may look after the file sends it."""
    sender = Sender(api, role)
    assert (sender.asked(), "document_missing" in sender.alerts()) == ([RENT], True)
    done = sender.sent(PNG).json()
    assert (done["state"], done["media_type"], done["document"]) == ("sent", "image/png", RENT)
    assert (sender.asked(), "document_missing" in sender.alerts()) == ([], False)
    assert sender.states() == ["sent"]


def test_another_document_does_not_settle_it(api: Api) -> None:
    """What was sent under another name, or not to its end, leaves the alert."""
    sender = Sender(api, "responsable-couple")
    assert sender.sent(PNG, "school_certificate").json()["state"] == "sent"
    upload_id = sender.announce(len(PNG)).json()["upload_id"]
    assert sender.send(upload_id, 0, PNG[:400]).json()["state"] == "uploading"
    assert (sender.asked(), "document_missing" in sender.alerts()) == ([RENT], True)


def test_what_the_fund_refuses_is_asked_again(api: Api) -> None:
    """A refusal says why, brings the alert back, and tells the holder; the next one may be accepted."""
    sender = Sender(api, "responsable-couple")
    upload_id = sender.sent(PNG).json()["upload_id"]
    refused = api.http.post(f"/demo/uploads/{upload_id}", json={"state": "refused", "reason": "unreadable"})
    assert refused.status_code == 204
    (item,) = sender.listed()["items"]
    assert (item["state"], item["reason"]) == ("refused", "unreadable")
    assert (sender.asked(), "document_missing" in sender.alerts()) == ([RENT], True)
    told = api.http.get("/demo/messages").json()[0]
    assert told["subject"] == "Un document est à renvoyer"
    (letter,) = sender.letters("Un document est à renvoyer")
    assert "Attestation de loyer" in letter["preview"]
    assert "Il n'est pas lisible" in " ".join(letter["messages"][0]["paragraphs"])
    assert letter["leads"] == {"kind": "document", "id": RENT}
    again = sender.sent(PDF).json()["upload_id"]
    assert api.http.post(f"/demo/uploads/{again}", json={"state": "accepted"}).status_code == 204
    assert (sender.asked(), sender.states()) == ([], ["accepted", "refused"])


def test_what_the_fund_has_looked_at_stays(api: Api) -> None:
    """Until the fund looks at it, or a request goes on with it, a document may be taken back; then it may not."""
    sender = Sender(api, "responsable-couple")
    first = sender.sent(PNG, "school_certificate").json()["upload_id"]
    assert sender.delete(first).status_code == 204
    assert (sender.states(), sender.asked()) == ([], [RENT])
    given = sender.sent(PNG).json()["upload_id"]
    assert api.problem(sender.delete(given)) == (409, "changed_meanwhile")
    api.http.post(f"/demo/uploads/{given}", json={"state": "refused"})
    second = sender.sent(PNG).json()["upload_id"]
    api.http.post(f"/demo/uploads/{second}", json={"state": "accepted"})
    assert api.problem(sender.delete(second)) == (409, "changed_meanwhile")
    unfinished = sender.announce(len(PNG)).json()["upload_id"]
    early = api.http.post(f"/demo/uploads/{unfinished}", json={"state": "accepted"})
    assert api.problem(early) == (404, "not_found")


def test_another_device_goes_on_where_it_was_cut(api: Api) -> None:
    """What has arrived is known by its digest, and only the rest of the file is sent from elsewhere."""
    phone = Sender(api, "responsable-couple")
    upload_id = phone.announce(len(PNG)).json()["upload_id"]
    phone.send(upload_id, 0, PNG[:700])
    computer = Sender(api, "responsable-couple")
    (begun,) = computer.listed()["items"]
    assert (begun["upload_id"], begun["received"], begun["state"]) == (upload_id, 700, "uploading")
    held = api.get(f"/v1/me/uploads/{upload_id}", computer.session).json()
    assert held["received_sha256"] == sha256(PNG[:700]).hexdigest()
    assert api.problem(computer.send(upload_id, 0, PNG)) == (409, "offset_mismatch")
    assert computer.send(upload_id, 700, PNG[700:]).json()["state"] == "sent"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"MZ\x90" + b"\0" * 900, "scan_type_refused"),
        (PNG[:-20], "scan_damaged"),
        (b"%PDF-1.4 nothing", "scan_damaged"),
        (locked_pdf(), "scan_locked"),
    ],
    ids=["renamed-executable", "cut", "no-document", "password"],
)
def test_what_is_no_document_is_refused_and_erased(api: Api, content: bytes, code: str) -> None:
    """A renamed program or half a picture leaves nothing behind, not even its name."""
    sender = Sender(api, "responsable-couple")
    assert api.problem(sender.sent(content, file_name="loyer.pdf")) == (422, code)
    assert (sender.states(), sender.asked()) == ([], [RENT])


def test_what_is_announced(api: Api) -> None:
    """11 MB are refused before a byte is sent; an empty file and no kind of document as well."""
    sender = Sender(api, "responsable-couple")
    large = sender.announce(11 * 1024 * 1024)
    assert api.problem(large) == (422, "scan_too_large")
    assert large.json()["limit"] == 10 * 1024 * 1024
    assert api.problem(sender.announce(0)) == (422, "validation_failed")
    for document in ("", "../etc", "RENT", "a" * 33):
        assert api.problem(sender.announce(100, document)) == (422, "validation_failed")
    assert sender.states() == []


def test_sent_twice_is_one(api: Api) -> None:
    """An announcement and a last piece that are asked again with their keys are done once."""
    sender = Sender(api, "responsable-couple")
    key = {"Idempotency-Key": "5b0d2f0c-98a2-4c0f-8a30-0a4c9f7a9f5e"}
    body = {"file_name": "a.png", "size": len(PNG), "document": RENT, "file_id": sender.file_id}
    headers = api.bearer(sender.session) | key
    first, second = (api.http.post("/v1/me/uploads", json=body, headers=headers) for _ in range(2))
    assert first.json() == second.json()
    piece = api.bearer(sender.session) | {
        "Upload-Offset": "0",
        "Idempotency-Key": "0a0d2f0c-98a2-4c0f-8a30-0a4c9f7a9f5e",
    }
    path = f"/v1/me/uploads/{first.json()['upload_id']}"
    once, twice = (api.http.patch(path, content=PNG, headers=piece) for _ in range(2))
    assert once.json() == twice.json()
    assert sender.states() == ["sent"]


@pytest.mark.parametrize("role", ["conjoint-sans-procuration", "enfant"])
def test_a_file_whose_door_is_closed(api: Api, role: str) -> None:
    """Who may not see what a file lacks sends nothing for it; what is their own they may send for a request."""
    sender = Sender(api, role)
    listed = api.get("/v1/me/uploads", sender.session, file_id=sender.file_id)
    assert api.problem(listed) == (403, "door_closed")
    refused = sender.announce(len(PNG))
    assert api.problem(refused) == (403, "door_closed")
    assert refused.json()["door"] == "requests"
    assert sender.sent(PNG, "identity_document", file_id=None).json()["state"] == "sent"
    assert api.get("/v1/me/uploads", sender.session).json()["items"] != []


def test_other_peoples_are_not_there(api: Api) -> None:
    """Another's upload, and another's file, are not found: not by the spouse either."""
    sender, spouse = Sender(api, "responsable-couple"), Sender(api, "conjoint-autorise")
    other = Sender(api, "responsable-seul")
    upload_id = sender.announce(len(PNG)).json()["upload_id"]
    for each in (spouse, other):
        assert api.problem(each.send(upload_id, 0, PNG)) == (404, "not_found")
        assert api.problem(each.delete(upload_id)) == (404, "not_found")
        path = f"/v1/me/uploads/{upload_id}"
        assert api.problem(api.get(path, each.session)) == (404, "not_found")
    assert api.problem(other.announce(100, file_id=sender.file_id)) == (404, "not_found")


def test_who_is_of_limited_reach_sends_for_themselves(api: Api) -> None:
    """An account whose holder is not proved has no file; it may send what a request needs."""
    sender = Sender(api, "portee-limitee")
    assert sender.sent(PNG, "identity_document", file_id=None).json()["state"] == "sent"


def test_a_copy_of_the_data_names_them(api: Api, eventually: Eventually) -> None:
    """The copy of a person's data says what was sent, and what came of it."""
    sender = Sender(api, "responsable-couple")
    sender.sent(PNG)
    headers = api.bearer(sender.session)
    export_id = api.http.post("/v1/me/exports", json={}, headers=headers).json()["export_id"]
    path = f"/v1/me/exports/{export_id}"
    eventually(lambda: api.get(path, sender.session).json()["state"] == "ready")
    (sent,) = api.get(f"{path}/data.json", sender.session).json()["person"]["uploads"]
    assert (sent["document"], sent["file_name"], sent["state"]) == (RENT, "loyer.png", "sent")


def files(folder: Path) -> set[str]:
    return {file.name for file in folder.rglob("*") if file.is_file()}


def test_a_full_disk_is_said_and_loses_nothing(serve: Serve, demo_file: Path) -> None:
    """Without room for a piece the server says so; what had arrived goes on once there is room."""
    folder = demo_file.parent / "scans"
    with (
        serve(Settings(database=sqlite_url(demo_file), demo=True)) as url,
        httpx.Client(base_url=url, verify=PLAIN, timeout=PATIENCE_S) as http,
    ):
        from tests.server.conftest import Api

        sender = Sender(Api(http), "responsable-couple")
        upload_id = sender.announce(len(PNG)).json()["upload_id"]
        sender.send(upload_id, 0, PNG[:300])
        (file,) = folder.rglob(upload_id)
        kept = file.rename(file.with_name("kept"))
        file.symlink_to("/dev/full")
        refused = sender.send(upload_id, 300, PNG[300:600])
        assert sender.api.problem(refused) == (507, "scan_unstored")
        assert sender.listed()["items"][0]["received"] == 300
        file.unlink()
        kept.rename(file)
        assert sender.send(upload_id, 300, PNG[300:]).json()["state"] == "sent"


def test_they_leave_in_time(serve: Serve, demo_file: Path) -> None:
    """What was not finished goes after a week, with its file; what was sent stays a year; closing takes all."""
    folder, url = demo_file.parent / "scans", sqlite_url(demo_file)
    with (
        serve(Settings(database=url, demo=True)) as address,
        httpx.Client(base_url=address, verify=PLAIN, timeout=PATIENCE_S) as http,
    ):
        from tests.server.conftest import Api

        sender = Sender(Api(http), "responsable-couple")
        unfinished = sender.announce(len(PNG)).json()["upload_id"]
        sender.send(unfinished, 0, PNG[:300])
        whole = sender.sent(PNG).json()["upload_id"]
        assert files(folder) == {unfinished, whole}
    for days, left in ((6, {unfinished, whole}), (8, {whole}), (366, set[str]())):
        with composed(Settings(database=url, demo=True)) as services:
            services[Clock].offset = timedelta(days=days)
            sweep_all(services)
            assert files(folder) == left
