"""Papers: asked for, followed, given up, fetched whole or in parts, checked."""

from __future__ import annotations

from asyncio import create_task
from typing import TYPE_CHECKING

import pytest

from api_client import ConnectionFailed, Refused
from api_client.documents import PART_BYTES
from app.documents.documents import DocumentForm, Documents
from app.documents.verification import PaperCheck
from app.rules.problem import Fault
from app.steps.paper import PaperRequest, file_name_of
from server.documents.codes import new_code
from tests.app.account_states import file_of
from tests.support.papers import code_on, words_of

if TYPE_CHECKING:
    from app.core.scope import PageScope
    from app.core.session import Session
    from tests.app.conftest import Demo, Find, Network, Until


@pytest.fixture
async def request_(page: PageScope, session: Session, find: Find) -> PaperRequest:
    """The state of somebody who is signed in."""
    account = find("responsable-couple")
    await session.sign_in(account.identifier, account.password)
    return file_of(page).state(PaperRequest.of, "test")


async def test_one_press_brings_a_paper(request_: PaperRequest) -> None:
    """Made, followed to its end and fetched, under the name that was foreseen."""
    fetched = await request_.get("payment_certificate")
    assert fetched is not None
    assert fetched.content.startswith(b"%PDF-")
    paper = request_.paper
    assert paper is not None
    assert paper.since is not None
    assert fetched.name == paper.file_name == file_name_of("payment_certificate", paper.since)
    request_.tell_saved(kept=True)
    assert request_.saved is True


async def test_a_paper_can_be_given_up(request_: PaperRequest, network: Network, until: Until) -> None:
    """While it is made: nothing is shown of it, and another can be asked for at once."""
    network.hold()
    waiting = create_task(request_.ask("statement", "2026-01", "2026-03"))
    await until(lambda: request_.prepare.running and bool(network.asked))
    await request_.cancel()
    await waiting
    assert (request_.paper, request_.prepare.running, request_.prepare.error) == (None, False, None)
    network.release()
    await request_.ask("statement", "2026-01", "2026-03")
    assert request_.ready, (request_.paper, request_.prepare.error)


async def test_a_failure_is_told_and_tried_again(
    request_: PaperRequest, page: PageScope, network: Network, demo: Demo
) -> None:
    """No network, a server that fails: each is told, and the next try succeeds."""
    network.cut = True
    await request_.ask("rights_certificate")
    assert isinstance(request_.prepare.error, ConnectionFailed)
    network.cut = False
    await demo.fail(f"/v1/files/{file_of(page).file_id}/documents", 500)
    await request_.ask("rights_certificate")
    assert isinstance(request_.prepare.error, Refused)
    await request_.ask("rights_certificate")
    assert request_.ready, (request_.paper, request_.prepare.error)
    assert request_.paper is not None
    network.cut = True
    assert await request_.fetch(request_.paper) is None
    assert isinstance(request_.download.error, ConnectionFailed)
    network.cut = False
    assert await request_.fetch(request_.paper) is not None


async def test_nothing_to_certify_is_told(page: PageScope, session: Session, find: Find) -> None:
    """Without a known quotient its attestation is refused by name."""
    account = find("provisoire")
    await session.sign_in(account.identifier, account.password)
    request_ = file_of(page).state(PaperRequest.of, "test")
    assert await request_.get("quotient_certificate") is None
    assert isinstance(request_.prepare.error, Refused)
    assert request_.prepare.error.code == "nothing_to_certify"


async def test_the_form_checks_months_before_it_asks(
    request_: PaperRequest, page: PageScope, network: Network
) -> None:
    """A period that cannot be is refused at its field; a paper of a day asks for no month; the list has it then."""
    assert not request_.busy
    file = file_of(page)
    form, papers = file.state(DocumentForm.of), file.state(Documents.of)
    await papers.load.run()
    before = len(network.asked)
    await form.choose("statement")
    for since, until, faults in (
        ("03/2026", "01/2026", (None, Fault.REVERSED)),
        ("mars 2026", "12/2098", (None, Fault.IN_THE_FUTURE)),
        ("01/1990", "03/2026", (Fault.TOO_OLD, None)),
        ("", "2026-13", (Fault.EMPTY, Fault.NOT_A_DATE)),
    ):
        form.since.type(since)
        form.until.type(until)
        await form.run()
        found = tuple(field.problem and field.problem.fault for field in (form.since, form.until))
        assert found == faults
    assert len(network.asked) == before
    await form.choose("rights_certificate")
    await form.run()
    assert form.request.ready
    assert papers.value is not None
    assert [paper.kind for paper in papers.value] == ["rights_certificate"]


async def test_a_code_is_checked(request_: PaperRequest, page: PageScope) -> None:
    """The code of a paper is genuine, however it is typed; slips are told before the server is asked."""
    fetched = await request_.get("rights_certificate")
    assert fetched is not None
    assert "Attestation de droits" in words_of(fetched.content)
    code = code_on(fetched.content)
    check = page.state(PaperCheck.of)
    for typed, fault in (
        ("", Fault.EMPTY),
        (code[:-1], Fault.TOO_SHORT),
        (code + "2", Fault.TOO_LONG),
        ("O" + code[1:], Fault.FORBIDDEN_CHARACTERS),
        (code[:-1] + ("2" if code[-1] != "2" else "3"), Fault.WRONG_KEY),
    ):
        check.code.type(typed)
        await check.run()
        assert check.code.problem is not None
        assert check.code.problem.fault is fault
    check.code.type(code.lower().replace("-", " "))
    await check.run()
    assert check.found is not None
    assert check.found.authenticity == "genuine"
    check.put_away()
    assert (check.found, check.code.text) == (None, "")
    await check.open(code)
    assert check.found is not None
    await check.begin_another()
    check.code.type(new_code())
    await check.run()
    assert check.found.authenticity == "unknown"
    assert len(fetched.content) < PART_BYTES, "a paper of a month is fetched in one piece"
