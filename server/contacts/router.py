"""/v1/me/contacts and /v1/contact-undos: contacts of the person, changed and restored."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session as Transaction

from hosting.addresses import site_of
from server.challenges.fields import Verification
from server.challenges.rules import (
    CODE_EXHAUSTED,
    CODE_EXPIRED,
    CODE_REFUSED,
    RESEND_TOO_SOON,
    TOO_MANY_CODES,
)
from server.challenges.service import ChallengeState
from server.contacts.service import UNDO_LIFE, Contacts, masked_contact
from server.http.dependencies import StoreOf, address_of, service
from server.http.kinds import CHANGED_MEANWHILE, VALIDATION_FAILED
from server.http.problems import documented
from server.http.text_fields import TypedSecret
from server.idempotency.dependencies import Idempotent
from server.idempotency.rules import IDEMPOTENCY_CONFLICT
from server.limits.dependencies import RatesOf
from server.limits.rates import Rate
from server.limits.rules import RATE_LIMITED
from server.outbox.notifier import contact_of, verified
from server.people.tables import Account
from server.reauthentication.dependencies import PasswordAgain, ReauthenticateOf
from server.reauthentication.rules import PASSWORD_REFUSED, PASSWORD_REQUIRED
from server.rules.codes import Channel, masked
from server.sessions.dependencies import Person
from server.sessions.rules import MIGRATION_REQUIRED, SESSION_EXPIRED

ContactsOf = Annotated[Contacts, Depends(service(Contacts))]

router = APIRouter(prefix="/v1", tags=["access"])

_SIGNED = documented(SESSION_EXPIRED, MIGRATION_REQUIRED)
_SEND_REFUSALS = (RESEND_TOO_SOON, TOO_MANY_CODES, RATE_LIMITED)


class PendingChange(BaseModel):
    """A contact that waits for its code."""

    masked: str
    challenge: ChallengeState


class UndoableChange(BaseModel):
    """The contact that the last change replaced, and until when it can be restored."""

    masked: str | None
    until: datetime


class ContactState(BaseModel):
    """One of the two contacts, whole for its owner. A request to change it gives `revision` back."""

    channel: Channel
    destination: str | None
    masked: str | None
    verified: bool
    pending: PendingChange | None
    undo: UndoableChange | None
    revision: str


class ContactList(BaseModel):
    """Both contacts."""

    contacts: list[ContactState]


class ContactWanted(PasswordAgain):
    """A contact to replace the one with `expected_revision`."""

    channel: Channel
    destination: TypedSecret = Field(max_length=254)
    expected_revision: str = Field(max_length=64)


class UndoCode(BaseModel):
    """The code that was sent to the replaced contact."""

    code: TypedSecret = Field(max_length=40)


class Undone(BaseModel):
    """The contact that was restored."""

    channel: Channel


@router.get("/me/contacts", responses=_SIGNED)
def list_contacts(person: Person, contacts: ContactsOf, store: StoreOf) -> ContactList:
    """Return both contacts, with changes that wait for a code or can be undone."""
    with store.read() as transaction:
        return _contacts(transaction, contacts, person.account_id)


@router.post(
    "/me/contacts",
    status_code=HTTPStatus.CREATED,
    response_model=ChallengeState,
    responses=_SIGNED
    | documented(
        PASSWORD_REQUIRED,
        MIGRATION_REQUIRED,
        PASSWORD_REFUSED,
        VALIDATION_FAILED,
        CHANGED_MEANWHILE,
        IDEMPOTENCY_CONFLICT,
        *_SEND_REFUSALS,
    ),
)
async def change_contact(
    body: ContactWanted,
    *,
    person: Person,
    contacts: ContactsOf,
    reauthenticate: ReauthenticateOf,
    idempotent: Idempotent,
) -> Response:
    """Send a code to a new contact, which replaces the old one once the code is given back."""
    owner = str(person.account_id)
    if earlier := await run_in_threadpool(idempotent.earlier_answer, owner):
        return earlier
    await reauthenticate(body.password)

    def change(transaction: Transaction) -> ChallengeState:
        typed = body.destination.get_secret_value()
        return contacts.change(transaction, person.account_id, body.channel, typed, body.expected_revision)

    return await run_in_threadpool(idempotent.run, change, status=HTTPStatus.CREATED, owner=owner)


@router.post(
    "/me/contacts/{channel}/resend",
    response_model=ChallengeState,
    responses=_SIGNED | documented(IDEMPOTENCY_CONFLICT, *_SEND_REFUSALS),
)
def resend_new_contact_code(
    channel: Channel, person: Person, contacts: ContactsOf, idempotent: Idempotent
) -> Response:
    """Send a new code, which cancels the one before."""
    return idempotent.run(
        lambda transaction: contacts.resend(transaction, person.account_id, channel),
        status=HTTPStatus.OK,
        owner=str(person.account_id),
    )


@router.post(
    "/me/contacts/{channel}/verification",
    response_model=ContactList,
    responses=_SIGNED
    | documented(
        VALIDATION_FAILED,
        CODE_REFUSED,
        CODE_EXPIRED,
        CODE_EXHAUSTED,
        CHANGED_MEANWHILE,
        IDEMPOTENCY_CONFLICT,
    ),
)
def verify_new_contact(
    channel: Channel, body: Verification, person: Person, contacts: ContactsOf, idempotent: Idempotent
) -> Response:
    """Verify the code: the new contact replaces the old one, which is told how to undo the change for 72 hours."""

    def verify(transaction: Transaction) -> ContactList:
        contacts.verify(transaction, person.account_id, channel, body.code.get_secret_value())
        transaction.flush()
        return _contacts(transaction, contacts, person.account_id)

    return idempotent.run(verify, status=HTTPStatus.OK, owner=str(person.account_id))


@router.post(
    "/me/contacts/{channel}/undo",
    response_model=ContactList,
    responses=_SIGNED | documented(IDEMPOTENCY_CONFLICT),
)
def undo_contact(channel: Channel, person: Person, contacts: ContactsOf, idempotent: Idempotent) -> Response:
    """Restore the contact that the last change replaced; every other session ends."""

    def undo(transaction: Transaction) -> ContactList:
        contacts.undo(transaction, person.account_id, channel, person.session_id)
        transaction.flush()
        return _contacts(transaction, contacts, person.account_id)

    return idempotent.run(undo, status=HTTPStatus.OK, owner=str(person.account_id))


@router.post(
    "/contact-undos",
    response_model=Undone,
    responses=documented(VALIDATION_FAILED, CODE_REFUSED, RATE_LIMITED, IDEMPOTENCY_CONFLICT),
)
def undo_contact_by_code(
    body: UndoCode, request: Request, contacts: ContactsOf, rates: RatesOf, idempotent: Idempotent
) -> Response:
    """Restore a contact, with the code that it was sent when it was replaced; every session ends."""
    if earlier := idempotent.earlier_answer():
        return earlier
    rates.spend(Rate.UNDOS, site_of(address_of(request)))
    code = body.code.get_secret_value()
    return idempotent.run(
        lambda transaction: Undone(channel=contacts.undo_by_code(transaction, code)),
        status=HTTPStatus.OK,
    )


def _contacts(transaction: Transaction, contacts: Contacts, account_id: UUID) -> ContactList:
    account = transaction.get_one(Account, account_id)
    return ContactList(contacts=[_contact(transaction, contacts, account, channel) for channel in Channel])


def _contact(
    transaction: Transaction, contacts: Contacts, account: Account, channel: Channel
) -> ContactState:
    pending = contacts.pending(transaction, account.id, channel)
    undoable = contacts.undoable(transaction, account.id, channel)
    undo = None
    if undoable is not None and undoable.made_at is not None:
        undo = UndoableChange(
            masked=masked(channel, undoable.replaced) if undoable.replaced else None,
            until=undoable.made_at + UNDO_LIFE,
        )
    return ContactState(
        channel=channel,
        destination=contact_of(account, channel),
        masked=masked_contact(account, channel),
        verified=verified(account, channel),
        pending=PendingChange(masked=masked(channel, pending[0].destination), challenge=pending[1])
        if pending
        else None,
        undo=undo,
        revision=contacts.revision(account, channel),
    )
