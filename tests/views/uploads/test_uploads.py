"""Documents à fournir, as people use it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.core import routes
from app.uploads.paths import UPLOADS, upload_path
from app.uploads.uploads import Uploads
from tests.app.account_states import file_of
from tests.support.files import heic, pdf, picture
from tests.views.screen_steps import check, enter, in_both_layouts
from views.home.text import HomeText
from views.shell.error_text import DoorText, ErrorText
from views.shell.text import ShellText
from views.steps.document_text import DocumentSendingText, SendingText
from views.uploads.text import UploadsText

if TYPE_CHECKING:
    from app.core.scope import PageScope
    from app.core.session import Session
    from tests.app.conftest import Demo, Find, Network
    from tests.views.conftest import Open
    from tests.views.flutter import Flutter

RENT = "rent_certificate"
NAME = "Attestation de loyer"
LINK = HomeText.settles("document_missing")


async def at_document(open_at: Open, session: Session, find: Find) -> Flutter:
    """Come from the alert to the screen that sends the document."""
    screen = await enter(open_at, session, find)
    screen.go(routes.HOME)
    await screen.until(lambda: screen.says(LINK))
    await screen.press(LINK)
    await screen.until(lambda: screen.heading == NAME and screen.says(DocumentSendingText.CHOOSE))
    return screen


async def add(screen: Flutter, label: str, name: str, content: bytes) -> None:
    screen.picked = (name, content)
    await screen.press(label)


@in_both_layouts
async def test_from_the_alert_to_the_sent_photograph(open_at: Open, session: Session, find: Find) -> None:
    """In three presses: the alert's, the photograph's, the sending's; then there is no alert any more."""
    screen = await at_document(open_at, session, find)
    check(screen, NAME)
    await add(screen, DocumentSendingText.CHOOSE, "loyer.jpg", picture("JPEG", side=120))
    await screen.until(lambda: screen.says(DocumentSendingText.pages(1, 1, 1)))
    check(screen, NAME)
    await screen.press(DocumentSendingText.SEND)
    await screen.until(lambda: screen.says(DocumentSendingText.sent(NAME)))
    check(screen, NAME)
    screen.go(routes.HOME)
    await screen.until(lambda: screen.heading == HomeText.HEADING and not screen.says(ShellText.LOADING))
    await screen.until(lambda: not screen.says(LINK))


async def test_pages_are_worked_on(open_at: Open, session: Session, find: Find) -> None:
    """Each page is turned, cropped, placed before, retaken or left out, by a name of its own."""
    screen = await at_document(open_at, session, find)
    await add(screen, DocumentSendingText.CHOOSE, "1.jpg", picture("JPEG", side=120))
    await screen.until(lambda: screen.says(DocumentSendingText.pages(1, 1, 1)))
    await add(screen, DocumentSendingText.MORE, "2.jpg", picture("JPEG", side=90))
    second = DocumentSendingText.pages(2, 2, 2)
    await screen.until(lambda: screen.says(second))
    await screen.press(f"{DocumentSendingText.TURN} : {second}")
    await screen.press(f"{DocumentSendingText.CROP} : {second}")
    top = f"{DocumentSendingText.SIDES['top']} : {second}"
    await screen.until(lambda: screen.says(top))
    await screen.press(top)
    whole = f"{DocumentSendingText.UNCROP} : {second}"
    await screen.until(lambda: screen.says(whole))
    check(screen, NAME)
    await screen.press(whole)
    await screen.until(lambda: not screen.says(whole))
    await screen.press(f"{DocumentSendingText.CROP} : {second}")
    await screen.press(f"{DocumentSendingText.EARLIER} : {second}")
    await add(screen, f"{DocumentSendingText.RETAKE} : {second}", "3.jpg", picture("JPEG", side=60))
    await screen.press(f"{SendingText.REMOVE} : {DocumentSendingText.pages(1, 1, 2)}")
    await screen.until(lambda: screen.says(DocumentSendingText.pages(1, 1, 1)))


async def test_what_is_not_taken_is_said(open_at: Open, session: Session, find: Find) -> None:
    """A HEIC beside photographs, a film of 11 MB, a renamed program, a PDF with a password: each in its words."""
    screen = await at_document(open_at, session, find)
    await add(screen, DocumentSendingText.CHOOSE, "1.jpg", picture("JPEG", side=120))
    await screen.until(lambda: screen.says(DocumentSendingText.MORE))
    await add(screen, DocumentSendingText.MORE, "2.heic", heic())
    await screen.until(lambda: screen.says(DocumentSendingText.FAULTS["alone"][0]))
    await screen.press(f"{SendingText.REMOVE} : {DocumentSendingText.pages(1, 1, 1)}")
    await screen.until(lambda: screen.says(DocumentSendingText.CHOOSE))
    await add(screen, DocumentSendingText.CHOOSE, "film.pdf", b"%PDF-1.7\n" + b"0" * 11 * 1024 * 1024)
    await screen.until(lambda: screen.says(DocumentSendingText.FAULTS["too_large"][0]))
    await add(screen, DocumentSendingText.CHOOSE, "loyer.pdf", b"MZ\x90" + b"\0" * 900)
    await screen.until(lambda: screen.says("loyer.pdf"))
    await screen.press(DocumentSendingText.SEND)
    await screen.until(lambda: screen.says(ErrorText.SCAN_REFUSED["scan_type_refused"][0]))
    check(screen, NAME)


@in_both_layouts
async def test_a_cut_is_gone_on_with(open_at: Open, session: Session, find: Find, network: Network) -> None:
    """The connection that is lost half way is said, and the rest is sent once it is back."""
    screen = await at_document(open_at, session, find)
    await add(screen, DocumentSendingText.CHOOSE, "loyer.pdf", pdf(padding=800_000))
    await screen.until(lambda: screen.says("loyer.pdf"))
    network.after(2, network.break_off)
    await screen.press(DocumentSendingText.SEND)
    await screen.until(lambda: screen.says(SendingText.RETRY))
    check(screen, NAME)
    network.cut = False
    await screen.press(SendingText.RETRY)
    await screen.until(lambda: screen.says(DocumentSendingText.sent(NAME)))


async def test_what_the_fund_refused_says_why(
    open_at: Open, session: Session, find: Find, demo: Demo, page: PageScope
) -> None:
    """The list says where each document stands; a refused one leads back to its screen, which says why."""
    screen = await at_document(open_at, session, find)
    await add(screen, DocumentSendingText.CHOOSE, "loyer.jpg", picture("JPEG", side=120))
    await screen.until(lambda: screen.says(DocumentSendingText.SEND))
    await screen.press(DocumentSendingText.SEND)
    await screen.until(lambda: screen.says(DocumentSendingText.sent(NAME)))
    uploads = file_of(page).person.state(Uploads.of, file_of(page).file_id)
    await screen.until(lambda: uploads.last(RENT) is not None)
    last = uploads.last(RENT)
    assert last is not None
    await demo.settle_upload(last.upload_id, "refused", "incomplete")
    await screen.press(UploadsText.ALL)
    await screen.until(lambda: screen.says(UploadsText.REASONS["incomplete"]))
    check(screen, UploadsText.HEADING)
    await screen.press(f"{UploadsText.AGAIN} : {NAME}")
    await screen.until(lambda: screen.heading == NAME and screen.says(UploadsText.refused(NAME)))
    assert screen.says(UploadsText.REASONS["incomplete"])


@pytest.mark.parametrize("role", ["conjoint-sans-procuration", "enfant", "portee-limitee"])
async def test_who_has_nothing_to_give(open_at: Open, session: Session, find: Find, role: str) -> None:
    """Whoever may not look after the file learns why, and sees what they sent themselves."""
    screen = await enter(open_at, session, find, role)
    screen.go(UPLOADS)
    await screen.until(lambda: screen.heading == UploadsText.HEADING and screen.says(UploadsText.NONE_SENT))
    reasons = {
        "conjoint-sans-procuration": DoorText.closed("procuration_required"),
        "enfant": DoorText.closed("responsable_only"),
        "portee-limitee": UploadsText.NONE_ASKED,
    }
    assert screen.says(reasons[role])
    check(screen, UploadsText.HEADING)


async def test_an_address_of_no_document(open_at: Open, session: Session, find: Find) -> None:
    """An address that nothing leads to is a document like any other."""
    screen = await enter(open_at, session, find)
    screen.go(upload_path("../x"))
    await screen.until(lambda: screen.says(DocumentSendingText.CHOOSE))
    check(screen, "Autre document")
