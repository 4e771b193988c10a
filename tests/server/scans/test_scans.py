"""Scans: sent in pieces, resumed, judged, and erased with their draft."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

import httpx
import pytest
from sqlalchemy import select

from server import Settings, sqlite_url
from server.clock import Clock
from server.db import Store
from server.enrolment.tables import Enrolment
from server.scans.tables import Scan
from tests.server.composed import composed, sweep_all
from tests.server.enrolment_steps import CURRENT, NEWCOMER, PASSWORD, PNG, Draft, civil_status
from tests.support.files import heic, pdf, picture, png_of
from tests.support.patience import PATIENCE_S
from tests.support.plain import PLAIN

if TYPE_CHECKING:
    from pathlib import Path

    from tests.server.conftest import Api, Serve, Start

WHOLE = {
    "application/pdf": pdf(),
    "image/jpeg": picture("JPEG"),
    "image/png": PNG,
    "image/heic": heic(),
}


def without_document(http: httpx.Client) -> Draft:
    draft = Draft.at(http, "identity", "sans-piece")
    assert draft.put("identity", {"kind": "none", "number": None}).json()["step"] == "identity"
    return draft


def sent(draft: Draft, content: bytes, name: str = "pièce.png") -> httpx.Response:
    scan_id = draft.announce(len(content), name).json()["scan_id"]
    return draft.send(scan_id, 0, content)


@pytest.mark.parametrize("media_type", WHOLE)
def test_kinds_that_are_accepted(api: Api, media_type: str) -> None:
    """The content decides on the kind of a file, not its name."""
    done = sent(without_document(api.http), WHOLE[media_type], "anything.exe")
    assert (done.json()["state"], done.json()["media_type"]) == ("complete", media_type)


@pytest.mark.parametrize("content", [b"MZ\x90" + b"\0" * 900, b"<html>", b"PK\x03\x04" + b"\0" * 99, b"\0"])
def test_kinds_that_are_refused(api: Api, content: bytes) -> None:
    """A file of another kind is refused and erased, whatever its name."""
    draft = without_document(api.http)
    scan_id = draft.announce(len(content), "scan.pdf").json()["scan_id"]
    refused = draft.send(scan_id, 0, content)
    assert api.problem(refused) == (422, "scan_type_refused")
    assert api.problem(draft.get(f"/scans/{scan_id}")) == (404, "not_found")
    assert draft.state()["identity"]["scans"] == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (picture("JPEG")[:-200], "scan_damaged"),
        (png_of(50_000, 50_000), "scan_too_complex"),
        (pdf(pages=400), "scan_too_complex"),
        (b"%PDF-1.4 <script>alert(1)</script>", "scan_damaged"),
    ],
    ids=["cut", "pixels", "pages", "page-of-the-web"],
)
def test_why_a_file_is_not_taken(api: Api, content: bytes, code: str) -> None:
    """Each reason for a refusal has its own code, and the file is erased."""
    draft = without_document(api.http)
    assert api.problem(sent(draft, content)) == (422, code)
    assert draft.state()["identity"]["scans"] == []


def test_only_the_picture_is_kept(serve: Serve, demo_file: Path) -> None:
    """Bytes before and after the picture or document are not stored."""
    folder = demo_file.parent / "scans"
    with (
        serve(Settings(database=sqlite_url(demo_file), demo=True)) as url,
        httpx.Client(base_url=url, verify=PLAIN, timeout=PATIENCE_S) as http,
    ):
        draft = without_document(http)
        for whole, around in ((PNG, PNG + b"MZ\x90"), (pdf(), b"\r\n" + pdf() + b"PK\x03\x04")):
            done = sent(draft, around).json()
            assert (done["state"], done["received"]) == ("complete", len(around))
            (kept,) = folder.rglob(done["scan_id"])
            assert kept.read_bytes() == whole


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("pièce.png", "pièce.png"),
        ("../../../../etc/passwd", "passwd"),
        ("C:\\Users\\Zoé\\photo 1.jpg", "photo 1.jpg"),
        ("\u202egnp.exe", "gnp.exe"),
        ("pi\u00e8\u200bce.png", "pièce.png"),
        ("..", "document"),
        (" . ", "document"),
    ],
)
def test_a_name_is_only_shown(api: Api, name: str, kept: str) -> None:
    """The name of a file is tidied and only shown: it opens nothing."""
    announced = without_document(api.http).announce(len(PNG), name)
    assert announced.status_code == 422 or announced.json()["file_name"] == kept


def test_a_scan_goes_on_where_it_was_cut(api: Api) -> None:
    """After an interruption the server says how much it has, and refuses a piece at another offset."""
    draft = without_document(api.http)
    scan_id = draft.announce(len(PNG)).json()["scan_id"]
    assert draft.send(scan_id, 0, PNG[:400]).json()["received"] == 400
    for offset in (0, 399, 500):
        refused = draft.send(scan_id, offset, PNG[400:])
        assert api.problem(refused) == (409, "offset_mismatch")
        assert refused.json()["received"] == 400
    shown = draft.get(f"/scans/{scan_id}").json()
    assert (shown["received"], shown["state"], shown["file_name"]) == (400, "uploading", "pièce.png")
    assert draft.send(scan_id, 400, PNG[400:]).json()["state"] == "complete"
    assert draft.post("identity/continue").json()["step"] == "contact"


def test_the_file_that_was_begun_is_known_again(api: Api) -> None:
    """The digest of what was received lets a restarted program recognise the file."""
    draft = without_document(api.http)
    scan_id = draft.announce(len(PNG)).json()["scan_id"]
    assert draft.get(f"/scans/{scan_id}").json()["received_sha256"] == sha256(b"").hexdigest()
    draft.send(scan_id, 0, PNG[:400])
    assert draft.get(f"/scans/{scan_id}").json()["received_sha256"] == sha256(PNG[:400]).hexdigest()


def test_sizes(api: Api) -> None:
    """A scan has 10 MiB at most, a piece 256 KiB, and no more bytes come than announced."""
    draft = without_document(api.http)
    large = draft.announce(10 * 1024 * 1024 + 1)
    assert api.problem(large) == (422, "scan_too_large")
    assert large.json()["limit"] == 10 * 1024 * 1024
    assert draft.announce(10 * 1024 * 1024).status_code == 201
    assert api.problem(draft.announce(0)) == (422, "validation_failed")
    scan_id = draft.announce(300 * 1024).json()["scan_id"]
    assert api.problem(draft.send(scan_id, 0, b"\0" * (256 * 1024 + 1))) == (413, "payload_too_large")
    assert draft.send(scan_id, 0, PNG[:8] + b"\0" * (256 * 1024 - 8)).json()["received"] == 256 * 1024
    assert api.problem(draft.send(scan_id, 256 * 1024, b"\0" * 50 * 1024)) == (422, "validation_failed")


def test_another_draft_does_not_reach_it(api: Api) -> None:
    """Another draft's scan is not found."""
    mine, other = without_document(api.http), without_document(api.http)
    scan_id = mine.announce(len(PNG)).json()["scan_id"]
    assert api.problem(other.get(f"/scans/{scan_id}")) == (404, "not_found")
    assert api.problem(other.send(scan_id, 0, PNG)) == (404, "not_found")
    assert api.problem(other.delete(f"/scans/{scan_id}")) == (404, "not_found")
    assert mine.get(f"/scans/{scan_id}").json()["received"] == 0


def files(folder: Path) -> set[str]:
    return {file.name for file in folder.rglob("*") if file.is_file()}


def test_scans_leave_with_their_draft(serve: Serve, demo_file: Path) -> None:
    """Scans that are removed, abandoned or replaced leave no file on the disk."""
    folder = demo_file.parent / "scans"
    with (
        serve(Settings(database=sqlite_url(demo_file), demo=True)) as url,
        httpx.Client(base_url=url, verify=PLAIN, timeout=PATIENCE_S) as http,
    ):
        draft = without_document(http)
        one, two = (sent(draft, PNG).json()["scan_id"] for _ in range(2))
        assert files(folder) == {one, two}
        assert draft.delete(f"/scans/{one}").status_code == 204
        assert files(folder) == {two}
        assert draft.delete().status_code == 204
        assert files(folder) == set()
        draft = without_document(http)
        sent(draft, PNG)
        person = NEWCOMER["sans-nir"]
        draft.put("civil-status", civil_status(person))
        draft.put("identity", {"kind": person.document_kind, "number": person.document_number})
        assert files(folder) == set()


def test_scans_of_a_new_account_are_kept_for_who_checks_them(serve: Serve, demo_file: Path) -> None:
    """Complete scans go to the new account; incomplete ones are erased."""
    folder = demo_file.parent / "scans"
    with (
        serve(Settings(database=sqlite_url(demo_file), demo=True)) as url,
        httpx.Client(base_url=url, verify=PLAIN, timeout=PATIENCE_S) as http,
    ):
        draft = without_document(http)
        whole = sent(draft, PNG).json()["scan_id"]
        draft.send(draft.announce(len(PNG)).json()["scan_id"], 0, PNG[:100])
        draft.post("identity/continue")
        draft.put("contact", {"channel": "mail", "value": "new@example.org"})
        draft.verify(draft.last_code())
        draft.put("password", {"password": PASSWORD})
        assert draft.complete().status_code == 201
        assert files(folder) == {whole}
    store = Store(sqlite_url(demo_file))
    with store.read() as transaction:
        kept = transaction.scalars(select(Scan)).one()
        assert (kept.enrolment_id, kept.account_id is None) == (None, False)
    store.close()


def test_a_scan_survives_a_kill(start: Start, demo_file: Path) -> None:
    """After a kill the server has every piece that it acknowledged."""
    arguments = ("--demo", "--database", sqlite_url(demo_file))
    with (
        start(*arguments) as (process, url),
        httpx.Client(base_url=url, verify=PLAIN, timeout=PATIENCE_S) as http,
    ):
        draft = without_document(http)
        scan_id = draft.announce(len(PNG)).json()["scan_id"]
        draft.send(scan_id, 0, PNG[:512])
        process.kill()
        process.wait()
    with start(*arguments) as (_, url), httpx.Client(base_url=url, verify=PLAIN, timeout=PATIENCE_S) as http:
        again = Draft(http, draft.token)
        assert again.get(f"/scans/{scan_id}").json()["received"] == 512
        assert again.send(scan_id, 512, PNG[512:]).json()["media_type"] == "image/png"


def test_expired_drafts_are_swept_with_their_scans(serve: Serve, demo_file: Path) -> None:
    """The sweep erases the scans of expired drafts, and files without a row."""
    folder, url = demo_file.parent / "scans", sqlite_url(demo_file)
    with (
        serve(Settings(database=url, demo=True)) as address,
        httpx.Client(base_url=address, verify=PLAIN, timeout=PATIENCE_S) as http,
    ):
        draft = without_document(http)
        sent(draft, PNG)
        (own,) = folder.iterdir()
        (own / "left-by-a-crash").write_bytes(b"")
    with composed(Settings(database=url, demo=True)) as services:
        sweep_all(services)
        assert len(files(folder)) == 1
        services[Clock].offset = timedelta(hours=25)
        sweep_all(services)
        assert files(folder) == set()
        with services[Store].read() as transaction:
            assert transaction.scalars(select(Enrolment.id)).all() == []


def test_the_shape_of_a_piece(api: Api) -> None:
    """A piece without an offset, or without bytes, is refused."""
    draft = without_document(api.http)
    scan_id = draft.announce(len(PNG)).json()["scan_id"]
    headers = {"Authorization": f"Bearer {draft.token}"}
    bare = api.http.patch(f"{CURRENT}/scans/{scan_id}", content=PNG, headers=headers)
    assert api.problem(bare) == (422, "validation_failed")
    for offset in ("-1", "x", "1e3", str(2**64)):
        answer = api.http.patch(
            f"{CURRENT}/scans/{scan_id}", content=PNG, headers={**headers, "Upload-Offset": offset}
        )
        assert api.problem(answer) == (422, "validation_failed")
    assert draft.send(scan_id, 0, b"").json()["received"] == 0
