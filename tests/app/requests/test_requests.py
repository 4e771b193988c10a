"""Requests as a window has them, with the real server: two devices, a lost answer, an appeal in time."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from api_client.errors import ChangedMeanwhile, DeadlinePassed, NotFound
from app.requests.appeal import AppealForm
from app.requests.filling import RequestFilling, RequestKeeper
from app.requests.request import FollowedRequest
from app.requests.requests import Openings, Requests
from app.requests.start import Start
from app.rules.problem import Fault
from questionnaires.parsing import parse
from questionnaires.values import same
from tests.server.requests_steps import IBAN, MOVED
from tests.support.calls import calls_of

if TYPE_CHECKING:
    from app.core.scope import PageScope, PersonScope
    from tests.app.conftest import Demo, Find, Network


async def person_of(page: PageScope, find: Find, role: str) -> PersonScope:
    account = find(role)
    await page.session.sign_in(account.identifier, account.password)
    assert page.person is not None
    return page.person


def file_id_of(person: PersonScope) -> str | None:
    return person.file.file_id if person.file is not None else None


async def request_in(person: PersonScope, state: str) -> str:
    """Return the request of the list that stands so."""
    listed = person.state(Requests.of, file_id_of(person))
    await listed.load.run()
    return next(each.request_id for each in listed.value or () if each.state == state)


async def begun(person: PersonScope, questionnaire: str) -> str:
    start = person.state(Start.of, questionnaire, file_id_of(person))
    await start.begin.run()
    assert start.begin.error is None
    assert start.request_id is not None
    return start.request_id


async def test_a_page_is_one_call(page: PageScope, find: Find, network: Network) -> None:
    """From one page of a form to the next, the server is asked once."""
    person = await person_of(page, find, "responsable-seul")
    form = RequestFilling.of(person, await begun(person, "bank_details"))
    await form.open()
    first = form.page("account")
    first.entries["iban"].hold(IBAN)
    first.entries["holder"].hold("me")
    network.asked.clear()
    await first.run()
    assert first.submit.completed
    assert len(network.asked) == 1
    assert first.next == "recapitulatif"


async def test_a_form_is_parsed_once_however_long_it_is_filled_in(page: PageScope, find: Find) -> None:
    """What a form costs grows with its questions as it is opened, and not at each of its pages."""
    person = await person_of(page, find, "responsable-seul")
    form = RequestFilling.of(person, await begun(person, "bank_details"))
    with calls_of(parse) as parsed:
        await form.open()
        first = form.page("account")
        first.entries["iban"].hold(IBAN)
        first.entries["holder"].hold("me")
        await first.run()
        await form.open()
        form.wrong()
    assert parsed == ["load"]


async def test_what_two_devices_answered_is_put_together(page: PageScope, find: Find) -> None:
    """What the other device answered comes here, and what was answered here stays; nothing is lost."""
    person = await person_of(page, find, "responsable-seul")
    request_id = await begun(person, "moving")
    form = RequestFilling.of(person, request_id)
    await form.open()
    other = RequestKeeper(person.page.client, request_id)
    draft = await other.load()
    await other.save(draft.revision, "address", {"moved_on": MOVED["moved_on"]})
    form.page("address").entries["address"].hold(MOVED["address"])
    assert await form.save("housing")
    assert [question.name for question in form.taken] == ["moved_on"]
    newest = await other.load()
    assert same(newest.answers["address"], MOVED["address"])
    assert newest.answers["moved_on"] == MOVED["moved_on"]
    with pytest.raises(ChangedMeanwhile):
        await other.save(draft.revision, "address", {"moved_on": "2026-11-03"})


async def test_a_submission_whose_answer_was_lost_is_the_same(page: PageScope, find: Find) -> None:
    """Sent again from the same window it is sent once, and known to be sent; another window is told."""
    person = await person_of(page, find, "responsable-seul")
    request_id = await begun(person, "bank_details")
    keeper = RequestKeeper(person.page.client, request_id)
    revision = await keeper.save(0, "recapitulatif", {"iban": IBAN, "holder": "me", "statement": True})
    await keeper.send(revision)
    await keeper.send(revision)
    assert not (await keeper.load()).is_open
    elsewhere = RequestKeeper(person.page.client, request_id)
    with pytest.raises(ChangedMeanwhile):
        await elsewhere.send(revision)


async def test_an_appeal_needs_words_and_is_followed(page: PageScope, find: Find) -> None:
    """Nothing is sent without a reason; once sent, the request shows it."""
    person = await person_of(page, find, "responsable-seul")
    refused = await request_in(person, "refused")
    form = person.state(AppealForm.of, refused)
    await form.run()
    assert form.text.problem is not None
    assert form.text.problem.fault is Fault.EMPTY
    form.text.type("Elle est déclarée depuis lundi.")
    form.documents.add(str(uuid4()))
    await form.run()
    assert form.documents.problem is not None  # nobody sent that one
    assert form.text.problem is None
    form.documents.remove(*form.documents.sent)
    await form.run()
    assert form.sent
    followed = person.state(FollowedRequest.of, refused)
    assert followed.value is not None
    assert followed.value.state == "appealed"


async def test_an_appeal_that_comes_too_late(page: PageScope, find: Find, demo: Demo) -> None:
    """A screen that was open for too long is told that the last day is over."""
    person = await person_of(page, find, "responsable-seul")
    refused = await request_in(person, "refused")
    await demo.advance(62 * 86_400)
    await page.session.sign_out()
    late = await person_of(page, find, "responsable-seul")
    form = late.state(AppealForm.of, refused)
    form.text.type("Trop tard ?")
    await form.run()
    assert isinstance(form.submit.error, DeadlinePassed)


async def test_what_is_withdrawn_elsewhere_is_told(page: PageScope, find: Find) -> None:
    """A request that somebody withdrew meanwhile is not withdrawn twice."""
    person = await person_of(page, find, "responsable-couple")
    waiting = await request_in(person, "waiting")
    followed = person.state(FollowedRequest.of, waiting)
    await followed.load.run()
    await person.page.client.requests.withdraw(waiting)
    await followed.withdraw.run()
    assert isinstance(followed.withdraw.error, ChangedMeanwhile)


async def test_what_is_closed_says_why(page: PageScope, find: Find) -> None:
    """A spouse without procuration may begin a separation alone."""
    person = await person_of(page, find, "conjoint-sans-procuration")
    openings = person.state(Openings.of, file_id_of(person))
    await openings.load.run()
    assert {each.questionnaire for each in openings.value or () if each.open} == {"separation"}
    reasons = {each.reason for each in openings.value or () if not each.open}
    assert reasons == {"procuration_required"}


async def test_a_draft_that_was_thrown_away_is_gone(page: PageScope, find: Find) -> None:
    """It is deleted once, and is not found after."""
    person = await person_of(page, find, "responsable-seul")
    request_id = await begun(person, "moving")
    followed = person.state(FollowedRequest.of, request_id)
    await followed.delete.run()
    assert followed.deleted
    await followed.load.run()
    assert isinstance(followed.load.error, NotFound)
