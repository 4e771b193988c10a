"""Mes attestations et mes relevés, and Vérifier un document, as people use them."""

from __future__ import annotations

from asyncio import create_task, to_thread
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import flet as ft
import pytest

from app.core import routes
from app.documents.paths import DOCUMENTS, VERIFICATION
from app.platforms.opened_files import OpenedFiles
from tests.app.account_states import home_of
from tests.support.papers import code_on, words_of
from tests.views.screen_steps import check, enter, in_both_layouts
from views.documents.text import KINDS, DocumentsText, VerificationText
from views.home.text import HomeText
from views.shell.error_text import DoorText
from views.shell.formats import exact_euros, month
from views.shell.text import OfflineText, ShellText
from views.steps.paper_text import PaperText

if TYPE_CHECKING:
    from app.core.scope import PageScope
    from app.core.session import Session
    from app.platforms.device import Device
    from tests.app.conftest import Demo, Find, Network
    from tests.views.conftest import Open
    from tests.views.flutter import Flutter


@pytest.fixture
def device(device: Device, tmp_path: Path) -> Device:
    """A device whose other programs can show files."""
    return replace(device, opened=OpenedFiles(tmp_path / "opened"))


async def opened(open_at: Open, session: Session, find: Find, role: str = "responsable-couple") -> Flutter:
    screen = await enter(open_at, session, find, role)
    screen.go(DOCUMENTS)
    await screen.until(lambda: screen.heading == DocumentsText.HEADING)
    closed = role in {"conjoint-sans-procuration", "enfant"}
    await screen.until(lambda: screen.says(ShellText.BACK_HOME if closed else DocumentsText.ASK))
    return screen


async def choose(screen: Flutter, kind: str) -> None:
    (group,) = screen.controls(ft.RadioGroup)
    await screen.choose(group, kind)


async def prepared(screen: Flutter, kind: str) -> str:
    """Have a paper made, and return the name of what brings it."""
    await choose(screen, kind)
    await screen.press(DocumentsText.SUBMIT)
    await screen.until(lambda: screen.says(DocumentsText.READY))
    return next(
        words
        for button in screen.controls(ft.TextButton)
        for words in screen.words_of(button)
        if words.startswith(DocumentsText.download(KINDS[kind]))
    )


@in_both_layouts
@pytest.mark.parametrize("kind", KINDS)
async def test_each_paper_is_asked_for_and_saved(
    open_at: Open, session: Session, find: Find, kind: str
) -> None:
    """Chosen, prepared, then saved: a PDF of that kind, which the list has from then on."""
    screen = await opened(open_at, session, find)
    assert screen.says(DocumentsText.NONE)
    name = await prepared(screen, kind)
    check(screen, DocumentsText.HEADING)
    screen.saves_to = "/home/me/paper.pdf"
    await screen.press(name)
    await screen.until(lambda: screen.says(PaperText.SAVED))
    ((saved, content),) = screen.saved
    assert saved.endswith(".pdf")
    assert KINDS[kind] in words_of(content)
    assert not screen.says(DocumentsText.NONE)


async def test_a_period_that_cannot_be_is_told_beside_its_field(
    open_at: Open, session: Session, find: Find
) -> None:
    """Reversed, in the future, beyond ten years, no month at all: said at the field, and nothing is asked for."""
    screen = await opened(open_at, session, find)
    for since, until, label, words in (
        ("05/2026", "03/2026", DocumentsText.UNTIL, "Ce mois vient avant le premier"),
        ("05/2026", "12/2098", DocumentsText.UNTIL, "Ce mois n'est pas encore arrivé"),
        ("01/1999", "03/2026", DocumentsText.SINCE, "Mon Compte remonte à dix ans"),
        ("13/2025", "03/2026", DocumentsText.SINCE, "Ce n'est pas un mois"),
        ("", "03/2026", DocumentsText.SINCE, "Tapez un mois et une année"),
    ):
        await screen.type(DocumentsText.SINCE, since)
        await screen.type(DocumentsText.UNTIL, until)
        await screen.press(DocumentsText.SUBMIT)
        await screen.until(lambda words=words: screen.says(words))  # type: ignore[misc]
        assert screen.says(f"{label} : {words}"), screen.words
    assert screen.says(DocumentsText.NONE)


async def test_one_press_on_mon_compte_brings_the_newest(
    page: PageScope, open_at: Open, session: Session, find: Find
) -> None:
    """The statement of the newest month, and the attestation: each made, fetched and saved by one press."""
    screen = await enter(open_at, session, find)
    screen.go(routes.HOME)
    await screen.until(lambda: screen.says(HomeText.ALL_PAPERS))
    overview = home_of(page).value
    assert overview is not None
    assert overview.last_payment is not None
    paid = f"{overview.last_payment.paid_on:%Y-%m}"
    screen.saves_to = "/home/me/paper.pdf"
    for label, name in (
        (PaperText.statement(paid), f"releve-{paid}.pdf"),
        (PaperText.CERTIFICATE, f"attestation-paiement-{paid}.pdf"),
    ):
        await screen.press(label)
        await screen.until(lambda name=name: [each for each, _ in screen.saved][-1:] == [name])  # type: ignore[misc]
        words = words_of(screen.saved[-1][1])
        assert month(paid) in words
        assert (
            exact_euros(overview.last_payment.amount).replace("\u00a0", " ").replace("\u202f", " ") in words
        )
    await screen.until(lambda: screen.says(PaperText.SAVED))


async def test_a_full_disk_is_told_and_tried_again(open_at: Open, session: Session, find: Find) -> None:
    """Where the device cannot keep the file the screen says what to do, and the next press keeps it."""
    screen = await opened(open_at, session, find)
    name = await prepared(screen, "rights_certificate")
    screen.unsaved = "FileSystemException: No space left on device"
    await screen.press(name)
    await screen.until(lambda: screen.says(PaperText.UNSAVED))
    assert screen.says(PaperText.UNSAVED_MORE)
    screen.unsaved = ""
    screen.saves_to = "/home/me/paper.pdf"
    await screen.press(name)
    await screen.until(lambda: screen.says(PaperText.SAVED))


async def test_the_line_is_cut_and_the_paper_is_had_all_the_same(
    open_at: Open, session: Session, find: Find, network: Network
) -> None:
    """Without the server, the screen says so where the person pressed; the next press asks again."""
    screen = await opened(open_at, session, find)
    network.cut = True
    await choose(screen, "rights_certificate")
    await screen.press(DocumentsText.SUBMIT)
    await screen.until(lambda: screen.says(OfflineText.HEADING) or len(screen.headings(2)) > 2)
    assert not screen.says(DocumentsText.READY)
    network.cut = False
    await prepared(screen, "rights_certificate")


async def test_a_paper_is_given_up(open_at: Open, session: Session, find: Find, network: Network) -> None:
    """While it is prepared it can be cancelled; the list says so, and prepares it again on demand."""
    screen = await opened(open_at, session, find)
    network.hold()
    await choose(screen, "statement")
    pressed = create_task(screen.press(DocumentsText.SUBMIT))
    await screen.until(lambda: screen.says(PaperText.CANCEL))
    network.release()
    await screen.press(PaperText.CANCEL)
    await pressed
    await screen.until(lambda: not screen.says(PaperText.CANCEL))
    await prepared(screen, "statement")


async def test_without_a_quotient_the_screen_says_why(open_at: Open, session: Session, find: Find) -> None:
    """An attestation that could state nothing is not made; the reason is said."""
    screen = await opened(open_at, session, find, "provisoire")
    await choose(screen, "quotient_certificate")
    await screen.press(DocumentsText.SUBMIT)
    await screen.until(lambda: screen.says(PaperText.NOTHING))
    assert screen.says(PaperText.NOTHING_MORE)


async def test_a_paper_that_failed_is_said_to_have(
    open_at: Open, session: Session, find: Find, demo: Demo
) -> None:
    """A server that fails is told, and pressing again prepares the paper."""
    screen = await opened(open_at, session, find)
    assert session.account is not None
    assert session.account.file is not None
    await demo.fail(f"/v1/files/{session.account.file.file_id}/documents", 500)
    await choose(screen, "rights_certificate")
    await screen.press(DocumentsText.SUBMIT)
    await screen.until(lambda: len(screen.headings(2)) > 2)
    await prepared(screen, "rights_certificate")


@pytest.mark.parametrize("role", ["conjoint-sans-procuration", "enfant"])
async def test_a_closed_door_is_said(open_at: Open, session: Session, find: Find, role: str) -> None:
    """Who may not have papers of the file is told why; Mon Compte offers them none."""
    screen = await opened(open_at, session, find, role)
    reason = "procuration_required" if role.startswith("conjoint") else "responsable_only"
    await screen.until(
        lambda: screen.says(DoorText.closed(reason)) or screen.says(DoorText.opened_by(reason))
    )
    assert not screen.says(DocumentsText.SUBMIT)
    screen.go(routes.HOME)
    await screen.until(lambda: screen.says(HomeText.HEADING) and not screen.says(ShellText.LOADING))
    assert not screen.says(HomeText.ALL_PAPERS)


@in_both_layouts
async def test_anybody_verifies_a_paper(page: PageScope, open_at: Open, session: Session, find: Find) -> None:
    """The code of a paper shows what stands on it, typed or brought by the QR code; another is unknown."""
    screen = await opened(open_at, session, find)
    name = await prepared(screen, "rights_certificate")
    screen.saves_to = "/home/me/paper.pdf"
    await screen.press(name)
    await screen.until(lambda: bool(screen.saved))
    code = code_on(screen.saved[0][1])
    screen.go(VERIFICATION)
    await screen.until(lambda: screen.heading == VerificationText.HEADING)
    await screen.press(VerificationText.SUBMIT)
    await screen.until(lambda: screen.says("Tapez le code imprimé"))
    for typed, words in (
        (code[:-1], "Il manque 1 caractère"),
        (code + "22", "2 caractères de trop"),
        (f"0{code[1:]}", "Un caractère n'est pas possible"),
        (code[:-1] + ("2" if code[-1] != "2" else "3"), "Un caractère est faux"),
    ):
        await screen.type(VerificationText.CODE, typed)
        await screen.press(VerificationText.SUBMIT)
        await screen.until(lambda words=words: screen.says(words))  # type: ignore[misc]
    await screen.type(VerificationText.CODE, f" {code.lower().replace('-', ' ')} ")
    await screen.press(VerificationText.SUBMIT)
    await screen.until(lambda: screen.says(VerificationText.GENUINE))
    check(screen, VerificationText.HEADING)
    assert screen.says(KINDS["rights_certificate"])
    await screen.press(VerificationText.ANOTHER)
    await screen.until(lambda: not screen.says(VerificationText.GENUINE))
    screen.go(f"{VERIFICATION}?code={code}")
    await screen.until(lambda: screen.says(VerificationText.GENUINE))


async def test_an_unknown_code_is_said(open_at: Open) -> None:
    """A sound code of no paper: the screen says what that may mean, and nobody need be signed in."""
    from server.documents.codes import new_code

    screen = open_at(VERIFICATION)
    await screen.until(lambda: screen.heading == VerificationText.HEADING)
    await screen.type(VerificationText.CODE, new_code())
    await screen.press(VerificationText.SUBMIT)
    await screen.until(lambda: screen.says(VerificationText.UNKNOWN))
    assert screen.says(VerificationText.UNKNOWN_MORE)


@pytest.mark.parametrize("phone", [True, False])
async def test_a_paper_is_read_without_being_kept(
    open_at: Open, session: Session, find: Find, *, phone: bool
) -> None:
    """A desktop's program shows it from a private folder, which is gone with the person; a phone sends or prints it."""
    screen = await enter(open_at, session, find)
    screen.page.platform = ft.PagePlatform.ANDROID if phone else ft.PagePlatform.LINUX
    screen.go(DOCUMENTS)
    await screen.until(lambda: screen.says(DocumentsText.ASK))
    await prepared(screen, "rights_certificate")
    if phone:
        await screen.press(PaperText.SEND)
        await screen.until(lambda: len(screen.shared) == 1)
        return
    await screen.press(PaperText.SHOW)
    await screen.until(lambda: len(screen.launched) == 1)
    path = Path(screen.launched[0].removeprefix("file://"))
    assert KINDS["rights_certificate"] in words_of(await to_thread(path.read_bytes))
    await session.sign_out()
    assert not await to_thread(path.parents[1].exists)


@pytest.mark.parametrize("phone", [True, False])
async def test_a_saved_paper_is_opened_or_shared(
    open_at: Open, session: Session, find: Find, *, phone: bool
) -> None:
    """On a desktop the system opens the file that was saved; on a phone it offers to whom to send it."""
    screen = await enter(open_at, session, find)
    screen.page.platform = ft.PagePlatform.ANDROID if phone else ft.PagePlatform.LINUX
    screen.go(DOCUMENTS)
    await screen.until(lambda: screen.says(DocumentsText.ASK))
    await prepared(screen, "rights_certificate")
    screen.saves_to = "/home/me/attestation de droits.pdf"
    await screen.press(DocumentsText.DOWNLOAD)
    await screen.until(lambda: screen.says(PaperText.SAVED))
    if phone:
        await screen.press(PaperText.SEND)
        await screen.until(lambda: screen.shared == [screen.saved[0][0]])
    else:
        await screen.press(PaperText.OPEN)
        await screen.until(lambda: screen.launched == ["file:///home/me/attestation%20de%20droits.pdf"])
