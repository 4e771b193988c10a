from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from api_client import CHUNK_BYTES, ConnectionFailed, DocumentRefused, ScanRefused
from app.rules.problem import Fault
from app.steps.sending import FILE_MAX_BYTES
from tests.app.enrolment_steps import NEWCOMER, bring
from tests.support.files import pdf

if TYPE_CHECKING:
    from app.enrolment.wizard import EnrolmentWizard
    from tests.app.conftest import Demo, Network, Until

PDF = pdf(padding=2 * CHUNK_BYTES)


async def show(enrolment: EnrolmentWizard, demo: Demo, case: str) -> None:
    await bring(enrolment, demo, "identity", case)
    person = NEWCOMER[case]
    enrolment.identity.choose(person.document_kind)  # type: ignore[arg-type]
    enrolment.identity.number.type(person.document_number or "")
    await enrolment.identity.run()


@pytest.fixture
async def scanning(enrolment: EnrolmentWizard, demo: Demo) -> EnrolmentWizard:
    """A person without a French document, who is asked for a scan."""
    await show(enrolment, demo, "sans-piece")
    assert enrolment.step == "identity"
    return enrolment


def pieces(network: Network) -> int:
    return sum(asked.startswith("PATCH ") for asked in network.asked)


@pytest.mark.parametrize("case", ["avec-nir", "passeport", "sans-nir", "corse"])
async def test_a_document_of_ones_own_passes(enrolment: EnrolmentWizard, demo: Demo, case: str) -> None:
    """New card, old card, passport, residence permit: the contact comes next."""
    await show(enrolment, demo, case)
    assert enrolment.step == "contact"
    assert enrolment.draft is not None
    assert enrolment.draft.identity is not None
    assert enrolment.draft.identity.verdict == "verified"


@pytest.mark.parametrize("case", ["piece-perimee", "piece-d-autrui", "piece-inconnue"])
async def test_a_refused_document_says_why(enrolment: EnrolmentWizard, demo: Demo, case: str) -> None:
    """Expired, another's, unknown: the verdict stands until the number is typed anew, and stays typed."""
    await show(enrolment, demo, case)
    state = enrolment.identity
    assert isinstance(state.submit.error, DocumentRefused)
    assert (state.verdict, state.attempts) == (NEWCOMER[case].outcome, 1)
    assert enrolment.step == "identity"
    assert state.number.text == NEWCOMER[case].document_number
    state.number.type("1")
    assert state.verdict is None


async def test_a_checker_that_does_not_answer_stops_nobody(enrolment: EnrolmentWizard, demo: Demo) -> None:
    """The person goes on, and the document is noted as still to be checked."""
    await show(enrolment, demo, "verification-en-panne")
    assert enrolment.step == "contact"
    assert enrolment.draft is not None
    assert enrolment.draft.identity is not None
    assert enrolment.draft.identity.verdict == "to_check"


@pytest.mark.parametrize(("number", "fault"), [("", Fault.EMPTY), ("12AB", Fault.TOO_SHORT)])
async def test_a_number_plainly_wrong_is_not_sent(
    enrolment: EnrolmentWizard, demo: Demo, network: Network, number: str, fault: Fault
) -> None:
    """A slip of the finger is said on the spot."""
    await bring(enrolment, demo, "identity")
    asked = list(network.asked)
    enrolment.identity.number.type(number)
    await enrolment.identity.run()
    assert enrolment.identity.number.problem is not None
    assert enrolment.identity.number.problem.fault is fault
    assert network.asked == asked


async def test_another_kind_of_document_starts_afresh(enrolment: EnrolmentWizard, demo: Demo) -> None:
    """A number typed for a card is not one of a passport; choosing the same kind again changes nothing."""
    await show(enrolment, demo, "piece-inconnue")
    state = enrolment.identity
    state.choose("passport")
    assert state.number.text == NEWCOMER["piece-inconnue"].document_number
    state.choose("cni")
    assert (state.number.text, state.verdict) == ("", None)


async def test_a_lost_network_keeps_the_number(
    enrolment: EnrolmentWizard, demo: Demo, network: Network
) -> None:
    """Cut while the document is checked, the number is still there, and pressing again passes."""
    await bring(enrolment, demo, "identity")
    number = NEWCOMER["avec-nir"].document_number or ""
    enrolment.identity.number.type(number)
    network.cut = True
    await enrolment.identity.run()
    assert isinstance(enrolment.identity.submit.error, ConnectionFailed)
    network.cut = False
    assert enrolment.identity.number.text == number
    await enrolment.identity.run()
    assert enrolment.step == "contact"


async def test_one_may_go_on_without_a_scan(scanning: EnrolmentWizard) -> None:
    """No file is required: one may be asked for later."""
    await scanning.pass_identity.run()
    assert scanning.step == "contact"


async def test_a_scan_goes_through_in_pieces(scanning: EnrolmentWizard, network: Network) -> None:
    """The file arrives whole, its kind told by its content, and the person goes on."""
    state = scanning.identity
    await state.send_file("pièce.pdf", PDF)
    assert state.scan.file is not None
    assert (state.scan.file.state, state.scan.file.media_type) == ("complete", "application/pdf")
    assert pieces(network) == 3
    await scanning.pass_identity.run()
    assert scanning.draft is not None
    assert scanning.draft.identity is not None
    assert [scan.file_name for scan in scanning.draft.identity.scans] == ["pièce.pdf"]


async def test_a_scan_too_large_is_not_sent(scanning: EnrolmentWizard, network: Network) -> None:
    """More than 10 MB is said at once, in place of what was wrong with the file before; a lighter one goes."""
    state = scanning.identity
    await state.send_file("photo.png", b"no picture")
    asked = list(network.asked)
    await state.send_file("film.pdf", b"%PDF-1.7\n" + b"0" * FILE_MAX_BYTES)
    assert (state.scan.too_large, state.scan.file, network.asked) == (True, None, asked)
    assert state.scan.upload.error is None
    await state.send_file("page.pdf", PDF)
    assert not state.scan.too_large


async def test_a_file_of_another_type_is_refused_and_gone(scanning: EnrolmentWizard) -> None:
    """The content counts, not the extension; another file can be chosen at once, and goes through."""
    state = scanning.identity
    await state.send_file("photo.png", b"<!doctype html><p>no picture</p>")
    assert isinstance(state.scan.upload.error, ScanRefused)
    assert state.scan.file is None
    await state.send_file("page.pdf", PDF)
    assert state.scan.upload.error is None
    assert state.scan.file is not None
    assert state.scan.file.state == "complete"


async def test_a_scan_that_is_cut_goes_on_where_it_stopped(
    scanning: EnrolmentWizard, network: Network
) -> None:
    """After a cut only what had not arrived is sent."""
    state = scanning.identity
    network.after(2, network.break_off)  # its beginning, and a piece
    await state.send_file("pièce.pdf", PDF)
    assert isinstance(state.scan.upload.error, ConnectionFailed)
    assert state.scan.file is not None
    assert 0 < state.scan.file.received < len(PDF)
    network.cut = False
    before = pieces(network)
    left = -(-(len(PDF) - state.scan.file.received) // CHUNK_BYTES)
    await state.scan.retry()
    assert state.scan.upload.error is None
    assert state.scan.file.state == "complete"
    assert pieces(network) == before + left


async def test_a_scan_is_cancelled_and_taken_up(
    scanning: EnrolmentWizard, network: Network, until: Until
) -> None:
    """Cancelling stops the sending at once and says no error; it can be gone on with."""
    state = scanning.identity
    network.after(2, network.hold)
    sending = asyncio.create_task(state.send_file("pièce.pdf", PDF))
    await until(lambda: pieces(network) > 1)
    state.scan.cancel()
    await sending
    assert not state.scan.upload.running
    assert (state.scan.upload.error, state.scan.upload.completed) == (None, False)
    network.release()
    await state.scan.retry()
    assert state.scan.file is not None
    assert state.scan.file.state == "complete"


async def test_a_scan_is_removed(scanning: EnrolmentWizard) -> None:
    """Here and on the server."""
    state = scanning.identity
    await state.send_file("pièce.pdf", PDF)
    await state.scan.erase()
    assert state.scan.file is None
    await scanning.pass_identity.run()
    assert scanning.draft is not None
    assert scanning.draft.identity is not None
    assert scanning.draft.identity.scans == ()


async def test_a_scan_that_cannot_be_removed_is_still_there(
    scanning: EnrolmentWizard, network: Network
) -> None:
    """Without a network the person learns that the file is still on the server, and tries again."""
    state = scanning.identity
    await state.send_file("pièce.pdf", PDF)
    network.cut = True
    await state.scan.erase()
    assert isinstance(state.scan.remove.error, ConnectionFailed)
    assert state.scan.file is not None
    network.cut = False
    await state.scan.erase()
    assert (state.scan.file, state.scan.remove.error) == (None, None)


async def test_a_second_file_waits_for_the_first(
    scanning: EnrolmentWizard, network: Network, until: Until
) -> None:
    """A double choice sends one file."""
    state = scanning.identity
    network.hold()
    sending = asyncio.create_task(state.send_file("pièce.pdf", PDF))
    await until(lambda: state.scan.upload.running)
    await state.send_file("autre.pdf", PDF)
    network.release()
    await sending
    assert state.scan.file is not None
    assert state.scan.file.file_name == "pièce.pdf"


async def test_the_file_shows_nowhere(scanning: EnrolmentWizard, demo: Demo) -> None:
    """Neither the number nor the file is in what a log line would print of the state."""
    await scanning.identity.send_file("pièce.pdf", PDF)
    assert "PDF" not in repr(scanning.identity)
    scanning.identity.choose("passport")
    scanning.identity.number.type("18FV12345")
    assert "18FV12345" not in repr(scanning.identity)
