"""Spouse authorisations: given and withdrawn by the responsable, notified to both, recorded with their dates."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

from pydantic import AwareDatetime, BaseModel
from sqlalchemy import select

from server.clock import Clock
from server.dispatches.service import Dispatches
from server.http.kinds import CHANGED_MEANWHILE, NOT_FOUND
from server.http.problems import Problem
from server.outbox.messages import MessageWriting, ToAccount
from server.outbox.notifier import Notifier
from server.outbox.texts import authorisation_received, authorisation_set
from server.people.doors import Role
from server.people.households import member_in, spouse_of
from server.people.tables import Account, Member
from server.spouse_authorisation import messages
from server.spouse_authorisation.dispatches import SPOUSE_AUTHORISATION
from server.spouse_authorisation.tables import AuthorisationChange

if TYPE_CHECKING:
    from typing import Self
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.services import Services


class Spouse(BaseModel):
    """The spouse."""

    name: str
    has_account: bool


class AuthorisationEvent(BaseModel):
    """A change: the authorisation was given, or withdrawn."""

    at: AwareDatetime
    given: bool
    by: Literal["responsable"] = "responsable"


class AuthorisationState(BaseModel):
    """Whether the spouse is authorised, and the changes so far, newest first."""

    spouse: Spouse
    authorised: bool
    history: list[AuthorisationEvent]


class SpouseAuthorisations:
    """The service of spouse authorisations. Every request reads them again: a change counts at the next request."""

    def __init__(
        self, clock: Clock, notifier: Notifier, messages: MessageWriting, dispatches: Dispatches
    ) -> None:
        self._clock = clock
        self._notifier = notifier
        self._messages = messages
        self._dispatches = dispatches

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(services[Clock], services[Notifier], services[MessageWriting], services[Dispatches])

    def describe(self, transaction: Transaction, file_id: UUID) -> AuthorisationState:
        """Return the authorisation of a file.

        Raises:
            Problem: `not_found` for a file without a spouse.
        """
        spouse = spouse_of(transaction, file_id)
        if spouse is None:
            raise Problem(NOT_FOUND)
        changes = (
            select(AuthorisationChange)
            .where(AuthorisationChange.file_id == file_id)
            .order_by(AuthorisationChange.at.desc(), AuthorisationChange.id)
        )
        return AuthorisationState(
            spouse=Spouse(name=spouse.name, has_account=spouse.account_id is not None),
            authorised=spouse.authorised,
            history=[
                AuthorisationEvent(at=change.at, given=change.given)
                for change in transaction.scalars(changes)
            ],
        )

    def change(self, transaction: Transaction, file_id: UUID, *, authorised: bool, expected: bool) -> None:
        """Give the authorisation, or withdraw it.

        Args:
            transaction: both people are notified when it commits.
            file_id: id of the file.
            authorised: the new state.
            expected: the state that the person saw.

        Raises:
            Problem: `not_found` for a file without a spouse; `changed_meanwhile` if the state is another.
        """
        spouse = spouse_of(transaction, file_id, locked=True)
        if spouse is None:
            raise Problem(NOT_FOUND)
        if spouse.authorised is not expected:
            raise Problem(CHANGED_MEANWHILE)
        if authorised is expected:
            return
        self.settle(transaction, spouse, authorised=authorised)

    def settle(self, transaction: Transaction, spouse: Member, *, authorised: bool) -> None:
        """Authorise a spouse, or not, whatever the state before.

        The responsable is notified of the choice, the spouse only of a change.
        """
        changed = spouse.authorised is not authorised
        if changed:
            spouse.authorised = authorised
            transaction.add(
                AuthorisationChange(file_id=spouse.file_id, at=self._clock.now(), given=authorised)
            )
            transaction.flush()
        responsable = member_in(transaction, spouse.file_id, Role.RESPONSABLE)
        if changed:
            self._dispatches.write(
                transaction,
                SPOUSE_AUTHORISATION,
                "given" if authorised else "withdrawn",
                spouse.id,
                account_id=responsable.account_id if responsable is not None else None,
                file_id=spouse.file_id,
            )
        if responsable is None:
            return
        holder = _holder(transaction, responsable)
        if holder is not None:
            self._notifier.notify_everywhere(
                transaction,
                holder,
                partial(authorisation_set, spouse=spouse.name, given=authorised, changed=changed),
            )
        if changed and responsable.account_id is not None:
            told = messages.given(spouse.name) if authorised else messages.withdrawn(spouse.name)
            self._messages.write(transaction, ToAccount(responsable.account_id), told)
        if changed and spouse.account_id is not None:
            received = messages.received if authorised else messages.lost
            self._messages.write(transaction, ToAccount(spouse.account_id), received(responsable.name))
        if changed:
            self._notifier.notify_holder(
                transaction,
                _holder(transaction, spouse),
                partial(authorisation_received, responsable=responsable.name, given=authorised),
            )


def _holder(transaction: Transaction, member: Member) -> Account | None:
    return transaction.get(Account, member.account_id) if member.account_id else None
