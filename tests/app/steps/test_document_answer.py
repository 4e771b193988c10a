"""A question that is answered by documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.steps.document_answer import DocumentAnswering
from tests.support.files import pdf, picture

if TYPE_CHECKING:
    from app.core.scope import PageScope
    from app.core.session import Session
    from tests.app.conftest import Find


@dataclass
class Answer:
    """The answer of a form."""

    sent: tuple[str, ...] = ()

    def add(self, upload_id: str) -> None:
        self.sent = (*self.sent, upload_id)

    def remove(self, upload_id: str) -> None:
        self.sent = tuple(each for each in self.sent if each != upload_id)


async def test_what_arrives_is_part_of_the_answer(page: PageScope, session: Session, find: Find) -> None:
    """One document after the other is added by itself; elsewhere their names are read again."""
    account = find("responsable-couple")
    await session.sign_in(account.identifier, account.password)
    assert page.person is not None
    assert page.person.file is not None
    file_id = page.person.file.file_id
    state = page.person.state(DocumentAnswering.of, "lease", file_id)
    answer = Answer()
    state.give_to(answer)
    await state.sending.take("page.jpg", picture("JPEG"))
    await state.sending.send()
    await state.sending.take("bail.pdf", pdf())
    await state.sending.send()
    assert [state.names[each] for each in answer.sent] == ["lease.pdf", "bail.pdf"]
    elsewhere = DocumentAnswering.of(page.person, "lease", file_id)
    elsewhere.give_to(answer)
    await elsewhere.load.run()
    assert [elsewhere.names[each] for each in answer.sent] == ["lease.pdf", "bail.pdf"]
    answer.remove(answer.sent[0])
    assert [elsewhere.names[each] for each in answer.sent] == ["bail.pdf"]


async def test_what_does_not_arrive_is_no_answer(page: PageScope, session: Session, find: Find) -> None:
    """A file that is none to send leaves the answer as it was."""
    account = find("responsable-couple")
    await session.sign_in(account.identifier, account.password)
    assert page.person is not None
    state = DocumentAnswering.of(page.person, "lease", None)
    answer = Answer()
    state.give_to(answer)
    await state.sending.take("bail.pdf", b"MZ\x90" + b"\0" * 900)
    await state.sending.send()
    assert state.sending.sending.upload.error is not None
    assert answer.sent == ()
