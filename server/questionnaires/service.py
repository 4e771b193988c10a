"""Forms: the newest of each, published, made ready for a person, and their answers checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from questionnaires import checking
from questionnaires.asking import asked
from questionnaires.parsing import parse
from questionnaires.reading import DefinitionError
from server.clock import Clock
from server.http.kinds import NOT_FOUND
from server.http.problems import Problem, invalid
from server.questionnaires.knowledge import Facts, known
from server.questionnaires.packaged import packaged
from server.questionnaires.prefill import Prepared, prepared
from server.questionnaires.tables import PublishedQuestionnaire

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime
    from typing import Self
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from questionnaires.definition import Definition
    from server.services import Services


class FactSources(tuple[Facts, ...]):
    """What features know of people, besides what is known of every account and file."""

    __slots__ = ()


class Questionnaires:
    """The service of forms."""

    def __init__(self, *, clock: Clock, sources: FactSources) -> None:
        self._clock = clock
        self._sources = sources
        # The newest published of each id. They are public: nothing of a person is in them.
        self._newest: dict[str, tuple[datetime, Definition]] = {}

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(clock=services[Clock], sources=services[FactSources])

    def find(self, transaction: Transaction, questionnaire: str) -> Definition:
        """Return the newest form with that id.

        Raises:
            Problem: `not_found`.
        """
        of_it = select(PublishedQuestionnaire).where(PublishedQuestionnaire.questionnaire_id == questionnaire)
        newest = transaction.scalar(of_it.order_by(PublishedQuestionnaire.version.desc()).limit(1))
        with_program = packaged().get(questionnaire)
        if newest is not None and (with_program is None or newest.version > with_program.version):
            return self._parsed(newest)
        if with_program is None:
            raise Problem(NOT_FOUND)
        return with_program

    def all(self, transaction: Transaction) -> Sequence[Definition]:
        """Return the newest form of each id."""
        ids = transaction.scalars(select(PublishedQuestionnaire.questionnaire_id).distinct())
        return [self.find(transaction, each) for each in sorted({*packaged(), *ids})]

    def publish(self, transaction: Transaction, raw: Mapping[str, Any]) -> Definition:
        """Publish a form, or a newer version of one: whoever began an older one goes on with it.

        Raises:
            Problem: `validation_failed`, with the place and the reason where it is no form.
        """
        try:
            definition = parse(raw)
        except DefinitionError as error:
            raise invalid((error.path, error.reason)) from None
        of_it = PublishedQuestionnaire.questionnaire_id == definition.id
        last = transaction.scalar(select(func.max(PublishedQuestionnaire.version)).where(of_it)) or 0
        with_program = packaged().get(definition.id)
        if definition.version <= max(last, with_program.version if with_program is not None else 0):
            raise invalid(("version", "is no newer than the one that is there"))
        row = PublishedQuestionnaire(
            questionnaire_id=definition.id,
            version=definition.version,
            definition=dict(raw),
            published_at=self._clock.now(),
        )
        transaction.add(row)
        return definition

    def prepare(
        self, transaction: Transaction, definition: Definition, account_id: UUID, file_id: UUID | None
    ) -> Prepared:
        """Return a form made ready for a person and one of their files, or none."""
        return prepared(definition, known(transaction, account_id, file_id, self._sources))

    def _parsed(self, published: PublishedQuestionnaire) -> Definition:
        """Return a published form, parsed once: a version never changes."""
        at, found = self._newest.get(published.questionnaire_id, (None, None))
        if found is None or at != published.published_at or found.version != published.version:
            found = parse(published.definition)
            self._newest[published.questionnaire_id] = published.published_at, found
        return found


def refusals(definition: Definition, answers: Mapping[str, Any], today: date) -> dict[str, str]:
    """Return what keeps answers from being sent: codes by path."""
    from server.questionnaires import validation  # its library is not needed to start

    found = checking.refusals(definition, answers, today)
    return {**validation.refusals(definition, asked(definition, answers, today)), **found}
