"""A form is parsed once for what is done with it: what it costs grows with its questions."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from questionnaires.parsing import parse
from server import Settings
from server.composition import compose
from server.db import Store
from server.demo.households import demo_id
from server.people.reach import Reach
from server.people.tables import Member
from server.questionnaires.service import Questionnaires, refusals
from server.requests.drafts import Drafts, Saved
from server.requests.tables import Request
from server.sessions.rules import Scope
from server.sessions.service import Signed
from tests.support.calls import calls_of
from tests.support.questionnaires import every_kind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from server.services import Services


@pytest.fixture
def services(demo_file: Path) -> Iterator[Services]:
    composed = compose(Settings(database=f"sqlite:///{demo_file}", demo=True, demo_light_passwords=True))
    yield composed
    composed.close()


def test_a_save_and_a_submission_parse_once(services: Services) -> None:
    """What is published is parsed once for all, and a draft once for each thing that is done with it."""
    questionnaires, drafts, store = services[Questionnaires], services[Drafts], services[Store]
    person = Signed(uuid4(), demo_id("account", "responsable-seul"), Scope.FULL, Reach.FULL, 600)
    with store.write() as transaction:
        questionnaires.publish(transaction, every_kind())
        file_id = transaction.query(Member).filter(Member.account_id == person.account_id).one().file_id
    with store.write() as transaction, calls_of(parse) as parsed:
        draft = drafts.begin(transaction, person, "every_kind", file_id)
        assert len(parsed) == 2  # the published, and the copy with the household's people in it
        parsed.clear()
        assert questionnaires.find(transaction, "every_kind") is questionnaires.find(
            transaction, "every_kind"
        )
        assert not parsed
        draft_id = draft.id
    with store.write() as transaction, calls_of(parse) as parsed:
        draft = transaction.get_one(Request, draft_id)
        drafts.save(draft, Saved(revision=0, page=None, answers={"rent": 62000}))
        refusals(draft.form, draft.answers, datetime.now(UTC).date())
        assert len(parsed) == 1
