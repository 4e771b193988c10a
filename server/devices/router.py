"""/v1/me/devices, /v1/me/device-keys and /v1/sessions/device: the devices of an account and their keys."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, Field, SecretStr
from sqlalchemy.orm import Session as Transaction

from server.devices.service import Devices
from server.http.dependencies import StoreOf, service
from server.http.kinds import VALIDATION_FAILED
from server.http.problems import documented
from server.idempotency.dependencies import Idempotent
from server.idempotency.rules import IDEMPOTENCY_CONFLICT
from server.limits.rules import RATE_LIMITED
from server.reauthentication.dependencies import PasswordAgain, ReauthenticateOf
from server.reauthentication.rules import PASSWORD_REFUSED, PASSWORD_REQUIRED
from server.sessions.dependencies import Person, SessionsOf
from server.sessions.rules import CREDENTIALS_REFUSED, MIGRATION_REQUIRED, SESSION_EXPIRED, End
from server.sessions.service import Session

DevicesOf = Annotated[Devices, Depends(service(Devices))]

router = APIRouter(prefix="/v1", tags=["access"])

_SIGNED = documented(SESSION_EXPIRED, MIGRATION_REQUIRED)


class DeviceItem(BaseModel):
    """A device that is signed in, or that a fingerprint or a face unlocks.

    `session_id` is the id of its session, or of its key where no session is open; `unlocks` says whether it has a key.
    """

    session_id: UUID
    device_name: str | None
    created_at: datetime
    last_seen_at: datetime
    current: bool
    unlocks: bool


class DeviceList(BaseModel):
    """The devices: this one, then the most recently seen."""

    devices: list[DeviceItem]


class DeviceKeyMade(BaseModel):
    """A token to store where the device's own lock guards it. It is given once."""

    token: str


class DeviceToken(BaseModel):
    """The token of a device."""

    token: SecretStr = Field(max_length=100)


@router.get("/me/devices", responses=_SIGNED)
def list_devices(person: Person, devices: DevicesOf, store: StoreOf) -> DeviceList:
    """Return every device that is signed in or has a key."""
    with store.read() as transaction:
        found = devices.of(transaction, person)
    return DeviceList.model_validate({"devices": found}, from_attributes=True)


@router.delete(
    "/me/devices/{session_id}",
    status_code=HTTPStatus.NO_CONTENT,
    response_class=Response,
    responses=_SIGNED | documented(IDEMPOTENCY_CONFLICT),
)
def remove_device(session_id: UUID, person: Person, devices: DevicesOf, idempotent: Idempotent) -> Response:
    """End the session of a device and delete its key."""
    return idempotent.run(
        lambda transaction: devices.remove(transaction, person, session_id),
        status=HTTPStatus.NO_CONTENT,
        owner=str(person.account_id),
    )


@router.delete(
    "/me/devices",
    status_code=HTTPStatus.NO_CONTENT,
    response_class=Response,
    responses=_SIGNED | documented(IDEMPOTENCY_CONFLICT),
)
def remove_other_devices(person: Person, sessions: SessionsOf, idempotent: Idempotent) -> Response:
    """Sign out every other device."""
    return idempotent.run(
        lambda transaction: sessions.end_all(
            transaction, person.account_id, End.ELSEWHERE, but=person.session_id
        ),
        status=HTTPStatus.NO_CONTENT,
        owner=str(person.account_id),
    )


@router.post(
    "/me/device-keys",
    status_code=HTTPStatus.CREATED,
    response_model=DeviceKeyMade,
    responses=_SIGNED
    | documented(
        PASSWORD_REQUIRED,
        MIGRATION_REQUIRED,
        PASSWORD_REFUSED,
        VALIDATION_FAILED,
        RATE_LIMITED,
        IDEMPOTENCY_CONFLICT,
    ),
)
async def create_device_key(
    body: PasswordAgain,
    *,
    person: Person,
    devices: DevicesOf,
    reauthenticate: ReauthenticateOf,
    idempotent: Idempotent,
) -> Response:
    """Make a key of this device: a token, guarded by fingerprint or face, that opens sessions."""
    owner = str(person.account_id)
    if earlier := await run_in_threadpool(idempotent.earlier_answer, owner):
        return earlier
    await reauthenticate(body.password)

    def make(transaction: Transaction) -> DeviceKeyMade:
        return DeviceKeyMade(token=devices.make_key(transaction, person))

    return await run_in_threadpool(idempotent.run, make, status=HTTPStatus.CREATED, owner=owner)


@router.delete(
    "/me/device-keys/current",
    status_code=HTTPStatus.NO_CONTENT,
    response_class=Response,
    responses=_SIGNED | documented(IDEMPOTENCY_CONFLICT),
)
def remove_device_key(person: Person, devices: DevicesOf, idempotent: Idempotent) -> Response:
    """Delete the key of this device: it asks for the password again."""
    return idempotent.run(
        lambda transaction: devices.drop_key(transaction, person),
        status=HTTPStatus.NO_CONTENT,
        owner=str(person.account_id),
    )


@router.post(
    "/sessions/device",
    status_code=HTTPStatus.CREATED,
    response_model=Session,
    responses=documented(VALIDATION_FAILED, CREDENTIALS_REFUSED, IDEMPOTENCY_CONFLICT),
)
def create_device_session(body: DeviceToken, devices: DevicesOf, idempotent: Idempotent) -> Response:
    """Sign in with the key of this device."""
    token = body.token.get_secret_value()
    return idempotent.run(lambda transaction: devices.unlock(transaction, token), status=HTTPStatus.CREATED)
