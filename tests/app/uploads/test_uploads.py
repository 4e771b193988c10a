"""Documents à fournir: what is asked, photographs and files that are sent, cuts, refusals."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from api_client import CHUNK_BYTES, ConnectionFailed, ScanRefused
from app.steps.document import MOST_PAGES, DocumentSending, Leaves, Photo
from app.uploads.uploads import Uploads
from tests.support.files import heic, locked_pdf, pdf, picture

if TYPE_CHECKING:
    from app.core.scope import PageScope, PersonScope
    from app.core.session import Session
    from tests.app.conftest import Demo, Find, Network, Until

RENT = "rent_certificate"
PHOTO = picture("JPEG", side=200)
PDF = pdf(padding=3 * CHUNK_BYTES)


async def sign_in(page: PageScope, session: Session, find: Find, role: str) -> PersonScope:
    account = find(role)
    await session.sign_in(account.identifier, account.password)
    assert page.person is not None
    return page.person


@pytest.fixture
async def person(page: PageScope, session: Session, find: Find) -> PersonScope:
    """Somebody whose file lacks a document."""
    return await sign_in(page, session, find, "responsable-couple")


@pytest.fixture
async def uploads(person: PersonScope) -> Uploads:
    assert person.file is not None
    state = person.state(Uploads.of, person.file.file_id)
    await state.load.run()
    return state


@pytest.fixture
def rent(person: PersonScope, uploads: Uploads) -> DocumentSending:
    state = person.state(DocumentSending.of, RENT, uploads.file_id)
    state.arrived = uploads.load.run
    return state


def asked(uploads: Uploads) -> list[str]:
    return [each.document for each in uploads.value.asked] if uploads.value is not None else []


async def test_photographs_become_one_document(rent: DocumentSending, uploads: Uploads) -> None:
    """Two photographs are ordered, one turned, and sent as one PDF; what was asked for is asked no more."""
    assert asked(uploads) == [RENT]
    await rent.take("1.jpg", PHOTO)
    await rent.take("2.png", picture("PNG", side=100))
    first, second = rent.parts
    rent.move(1)
    assert rent.parts == (second, first)
    await rent.turn(0)
    await rent.crop(1, "top")
    assert [(photo.turns, photo.crop.top) for photo in rent.parts if isinstance(photo, Photo)] == [
        (1, 0),
        (0, 5),
    ]
    await rent.uncrop(1)
    await rent.send()
    assert (rent.prepare.error, rent.sending.upload.error, rent.parts) == (None, None, ())
    assert rent.sent is not None
    assert (rent.sent.state, rent.sent.media_type) == ("sent", "application/pdf")
    assert asked(uploads) == []
    last = uploads.last(RENT)
    assert last is not None
    assert last.file_name == "rent-certificate.pdf"


async def test_a_page_is_retaken_and_left_out(rent: DocumentSending) -> None:
    """The next photograph stands in the place of the one that was bad; another is left out."""
    for side in (50, 60):
        await rent.take("page.jpg", picture("JPEG", side=side))
    second = rent.parts[1]
    rent.replace(0)
    await rent.take("better.jpg", picture("JPEG", side=70))
    assert len(rent.parts) == 2
    assert rent.parts[1] == second
    rent.drop(0)
    assert rent.parts == (second,)


async def test_a_pdf_is_joined_with_photographs(rent: DocumentSending) -> None:
    """A lease and photographs are one document, in the order that was chosen; each part can be moved and left out."""
    await rent.take("bail.pdf", pdf(2))
    assert (rent.file_name, rent.parts, rent.takes_more) == ("bail.pdf", (), True)
    await rent.take("page.jpg", PHOTO)
    await rent.take("annexe.pdf", pdf(3))
    assert (rent.fault, rent.file_name, rent.pages) == (None, "", 6)
    names = [part.name if isinstance(part, Leaves) else "" for part in rent.parts]
    assert names == ["bail.pdf", "", "annexe.pdf"]
    rent.move(1)
    assert isinstance(rent.parts[0], Photo)
    await rent.turn(1)  # a PDF stays as it is
    await rent.send()
    assert (rent.prepare.error, rent.sending.upload.error, rent.parts) == (None, None, ())
    assert rent.sent is not None
    assert (rent.sent.file_name, rent.sent.media_type) == ("rent-certificate.pdf", "application/pdf")


async def test_a_pdf_that_is_left_alone_goes_as_it_is(rent: DocumentSending) -> None:
    """Without the photographs beside it, it is sent under its own name, byte for byte."""
    await rent.take("page.jpg", PHOTO)
    await rent.take("bail.pdf", PDF)
    rent.drop(0)
    await rent.send()
    assert rent.sent is not None
    assert (rent.sent.file_name, rent.sent.size) == ("bail.pdf", len(PDF))


async def test_a_file_that_cannot_be_joined_is_sent_alone(rent: DocumentSending) -> None:
    """A locked or a broken PDF, and what this device cannot read, is not put together with photographs."""
    for name, content in (
        ("bail.pdf", locked_pdf()),
        ("bail.pdf", b"%PDF-1.7\nbroken"),
        ("photo.heic", heic()),
    ):
        await rent.take(name, content)
        assert (rent.file_name, rent.fault) == (name, None)
        await rent.take("page.jpg", PHOTO)
        assert (rent.fault, rent.parts) == ("alone", ())
        rent.drop_file()
        await rent.take("page.jpg", PHOTO)
        await rent.take(name, content)
        assert (rent.fault, rent.file_name, len(rent.parts)) == ("alone", "", 1)
        rent.drop(0)
    await rent.take("photo.heic", heic())
    assert not rent.takes_more
    await rent.send()
    assert rent.sent is not None
    assert rent.sent.media_type == "image/heic"


async def test_pages_of_all_parts_count(rent: DocumentSending) -> None:
    """A PDF of thirteen pages goes alone; beside a photograph it is too many, and the photograph stays."""
    await rent.take("page.jpg", PHOTO)
    await rent.take("long.pdf", pdf(MOST_PAGES))
    assert (rent.fault, rent.pages) == ("too_many", 1)
    rent.replace(0)
    await rent.take("long.pdf", pdf(MOST_PAGES))
    assert (rent.fault, rent.pages) == (None, MOST_PAGES)


async def test_what_is_not_taken(rent: DocumentSending, network: Network) -> None:
    """A thirteenth page, and a file of 11 MB, are refused before anything is sent."""
    for _ in range(MOST_PAGES + 1):
        await rent.take("page.jpg", PHOTO)
    assert (len(rent.parts), rent.fault) == (MOST_PAGES, "too_many")
    for _ in range(MOST_PAGES):
        rent.drop(0)
    before = len(network.asked)
    await rent.take("film.pdf", b"%PDF-1.7\n" + b"0" * 11 * 1024 * 1024)
    assert (rent.fault, rent.chosen) == ("too_large", False)
    await rent.send()
    assert len(network.asked) == before


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"MZ\x90" + b"\0" * 900, "scan_type_refused"), (b"%PDF-1.7 nothing", "scan_damaged")],
)
async def test_what_the_server_refuses(
    rent: DocumentSending, uploads: Uploads, content: bytes, code: str
) -> None:
    """A renamed program is said to be none that is taken; another file can be chosen at once."""
    await rent.take("bail.pdf", content)
    await rent.send()
    assert isinstance(rent.sending.upload.error, ScanRefused)
    assert rent.sending.upload.error.code == code
    assert rent.sending.file is None
    rent.drop_file()
    await rent.take("bail.pdf", PDF)
    await rent.send()
    assert rent.sending.upload.error is None
    assert asked(uploads) == []


async def test_a_cut_goes_on_where_it_was(rent: DocumentSending, network: Network) -> None:
    """What had arrived is not sent again."""
    await rent.take("bail.pdf", PDF)
    network.after(3, network.break_off)
    await rent.send()
    assert isinstance(rent.sending.upload.error, ConnectionFailed)
    assert rent.sending.file is not None
    assert 0 < rent.sending.file.received < len(PDF)
    left = -(-(len(PDF) - rent.sending.file.received) // CHUNK_BYTES)
    network.cut = False
    network.asked.clear()
    await rent.sending.retry()
    assert rent.sent is not None
    assert sum(asked.startswith("PATCH ") for asked in network.asked) == left


async def test_another_device_goes_on(
    rent: DocumentSending, person: PersonScope, uploads: Uploads, network: Network
) -> None:
    """Elsewhere the same file is chosen once more, and only its rest is sent."""
    await rent.take("bail.pdf", PDF)
    network.after(3, network.break_off)
    await rent.send()
    network.cut = False
    await uploads.load.run()
    last = uploads.last(RENT)
    assert last is not None
    assert last.under_way
    elsewhere = DocumentSending.of(person, RENT, uploads.file_id)
    elsewhere.know(last)
    assert elsewhere.sending.interrupted
    network.asked.clear()
    await elsewhere.again("copie.pdf", PDF)
    assert elsewhere.sending.upload.error is None
    assert elsewhere.sent is not None
    assert elsewhere.sent.upload_id == last.upload_id
    assert not any(asked.startswith("POST ") for asked in network.asked)


async def test_pressed_twice_is_sent_once(
    rent: DocumentSending, uploads: Uploads, network: Network, until: Until
) -> None:
    """A double press sends one document; cancelled, it can be gone on with."""
    await rent.take("page.jpg", PHOTO)
    network.hold()
    sending = asyncio.create_task(rent.send())
    await until(lambda: rent.sending.upload.running and bool(network.asked))
    await rent.send()
    network.release()
    await sending
    assert uploads.value is not None
    assert [each.state for each in uploads.value.items] == ["sent"]


async def test_what_was_photographed_waits_for_the_same_person(
    rent: DocumentSending, page: PageScope, session: Session, find: Find, demo: Demo
) -> None:
    """Where the session ended by itself, the photographs are still there after the next sign-in."""
    await rent.take("page.jpg", PHOTO)
    await demo.advance(3 * 24 * 3600)
    await rent.send()
    assert page.person is None
    again = await sign_in(page, session, find, "responsable-couple")
    assert again.file is not None
    state = again.state(DocumentSending.of, RENT, again.file.file_id)
    assert state is rent
    await state.send()
    assert state.sent is not None


async def test_behind_a_closed_door(page: PageScope, session: Session, find: Find) -> None:
    """Who may not see what a file lacks learns why, and may send what is their own."""
    person = await sign_in(page, session, find, "conjoint-sans-procuration")
    assert person.file is not None
    state = person.state(Uploads.of, person.file.file_id)
    await state.load.run()
    assert (state.closed, state.file_id, asked(state)) == ("procuration_required", None, [])
    sending = DocumentSending.of(person, "identity_document", state.file_id)
    await sending.take("carte.jpg", PHOTO)
    await sending.send()
    assert sending.sent is not None
    assert sending.sent.file_id is None
