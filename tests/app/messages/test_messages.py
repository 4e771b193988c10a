"""Courriers as a window has them, with the real server: lists, read threads, what is written and sent once."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import httpx
from pydantic import SecretStr

from api_client.errors import ConnectionFailed
from app.messages.thread import FollowedThread
from app.messages.threads import Threads
from app.messages.unread import UnreadMessages
from app.messages.writing import MOST_ATTACHMENTS, TEXT_MAX, NewMessage, Reply, Words, attachments
from app.rules.problem import Fault
from app.steps.carried_question import CarriedQuestion
from server.messages.rules import MOST_ATTACHMENTS as MOST_TAKEN
from server.messages.rules import MOST_COUNTED
from server.messages.rules import TEXT_MAX as TEXT_TAKEN
from server.messages.text import SUBJECTS
from tests.support.patience import PATIENCE_S
from tests.support.plain import PLAIN
from views.messages.text import WritingText

if TYPE_CHECKING:
    from app.core.scope import PageScope, PersonScope
    from tests.app.conftest import Find, Network


async def person_of(page: PageScope, find: Find, role: str) -> PersonScope:
    account = find(role)
    await page.session.sign_in(account.identifier, account.password)
    assert page.person is not None
    return page.person


async def thread_of(person: PersonScope, subject: str) -> str:
    listed = person.state(Threads.of, "all")
    await listed.load.run()
    return next(each.thread_id for each in listed.value or () if each.subject == subject)


def test_client_and_server_have_the_same_bounds_and_subjects() -> None:
    """What the one lets through the other takes, and a subject is called the same in the list as where it is chosen."""
    assert (TEXT_MAX, MOST_ATTACHMENTS, MOST_COUNTED) == (TEXT_TAKEN, MOST_TAKEN, 100)
    assert {code.value: name for code, name in SUBJECTS.items()} == dict(WritingText.SUBJECTS)


async def test_what_is_read_is_counted_no_more(page: PageScope, find: Find) -> None:
    """To open a thread has read it, and the menu hears of it; who leaves takes the number with them."""
    person = await person_of(page, find, "responsable-couple")
    unread = page.state(UnreadMessages.of)
    await unread.read()
    before = unread.count
    thread = person.state(FollowedThread.of, await thread_of(person, "Il nous manque un document"))
    await thread.load.run()
    assert unread.count == before - 1
    await page.session.sign_out()
    assert unread.count == 0


async def test_pages_follow_one_another(page: PageScope, find: Find, base_url: str) -> None:
    """Older threads are added once each, although what was read meanwhile stands further down."""
    account = find("responsable-seul")
    body = {"identifier": account.identifier, "number": 80}
    async with httpx.AsyncClient(base_url=base_url, verify=PLAIN, timeout=PATIENCE_S) as http:
        (await http.post("/demo/messages", json=body)).raise_for_status()
    person = await person_of(page, find, "responsable-seul")
    listed = person.state(Threads.of, "all")
    await listed.load.run()
    first = (listed.value or ())[0]
    await page.client.messages.read(first.thread_id)
    while not listed.ended:
        await listed.more.run()
    ids = [each.thread_id for each in listed.value or ()]
    assert len(ids) == len(set(ids)) > 80


async def test_what_is_typed_stays_until_it_is_sent(page: PageScope, find: Find, network: Network) -> None:
    """Without a network nothing is lost, nor where the session ends; sent at last, it is there once."""
    person = await person_of(page, find, "responsable-couple")
    thread_id = await thread_of(person, "Réponse à votre question")
    thread, form = person.state(FollowedThread.of, thread_id), person.state(Reply.of, thread_id)
    await thread.load.run()
    await form.run()
    assert form.text.problem is not None
    assert form.text.problem.fault is Fault.EMPTY
    form.text.type("Merci.")
    network.cut = True
    await form.run()
    assert isinstance(form.submit.error, ConnectionFailed)
    form.put_away()
    form.seal()
    assert form.text.text == "Merci."
    network.cut = False
    await form.run()
    assert (form.done, form.text.text) == (True, "")
    said = thread.value.messages if thread.value is not None else ()
    assert [each.paragraphs for each in said if each.mine][-1] == ("Merci.",)


async def test_an_answer_asked_for_again_is_the_same(page: PageScope, find: Find) -> None:
    """With the same key it is written once."""
    person = await person_of(page, find, "responsable-couple")
    thread_id, key = await thread_of(person, "Réponse à votre question"), str(uuid4())
    messages = page.client.messages
    first = await messages.reply(thread_id, SecretStr("Merci."), key=key)
    assert await messages.reply(thread_id, SecretStr("Merci."), key=key) == first
    assert len((await messages.get(thread_id)).messages) == 3


def test_how_much_room_is_left_is_known_near_the_end() -> None:
    """Not while there is plenty, and below nought where it is too long."""
    text = Words()
    told: list[object] = []
    end = text.subscribe(lambda *_: told.append(text.remaining))
    for number, remaining in ((10, None), (TEXT_MAX - 5, 5), (TEXT_MAX + 2, -2), (20, None)):
        text.type("a" * number)
        assert text.remaining == remaining
    assert told == [5, -2, None]
    end()


async def test_a_question_of_the_assistant_is_carried_into_the_message(page: PageScope, find: Find) -> None:
    """It follows what was typed before, and is taken once."""
    person = await person_of(page, find, "responsable-seul")
    form = person.state(NewMessage.of, None)
    form.text.type("Bonjour,")
    page.state(CarriedQuestion.of).put("Quand suis-je payée ?")
    form.take_carried()
    form.take_carried()
    assert form.text.text == "Bonjour,\n\nQuand suis-je payée ?"


async def test_files_go_with_a_message(page: PageScope, find: Find) -> None:
    """As many as are taken; what nobody sent is refused, and nothing is lost of what was typed."""
    person = await person_of(page, find, "responsable-seul")
    form, files = person.state(NewMessage.of, None), person.state(attachments, "")
    files.give_to(form)
    for _ in range(MOST_ATTACHMENTS + 2):
        form.add(str(uuid4()))
    assert (len(form.sent), form.full) == (MOST_ATTACHMENTS, True)
    form.choose("housing")
    form.text.type("Voici le bail.")
    await form.run()
    assert form.thread is None
    assert form.text.text == "Voici le bail."
    for each in form.sent:
        form.remove(each)
    await form.run()
    assert form.thread is not None
    assert form.thread.subject == SUBJECTS["housing"]
