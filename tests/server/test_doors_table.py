"""The table of doors: every operation of the API, tried by every kind of person."""

from __future__ import annotations

import json
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from server.demo.households import HOUSEHOLDS, Person
from tests.server.conftest import ACCOUNTS
from tests.server.enrolment_steps import NEWCOMER, civil_status

if TYPE_CHECKING:
    import httpx

    from tests.server.conftest import Api

DOCUMENT = json.loads((Path(__file__).parents[2] / "docs" / "openapi.json").read_text())


class Door(Enum):
    """The people to whom an operation is open."""

    PUBLIC = auto()
    """Everybody, signed in or not."""
    OTHER_TOKEN = auto()
    """The holder of the token of a draft or a reset; a session does not work."""
    SIGNED = auto()
    """Every session, also of an old account."""
    OLD = auto()
    """Sessions of an old account only."""
    FULL = auto()
    """Every session except of an old account."""
    FILE = auto()
    """Members of the file."""
    RESPONSABLE = auto()
    """The responsable of the file."""
    PAYMENTS = auto()
    """The responsable of the file, and the authorised spouse."""

    PROGRAM = auto()
    """Programs of the fund, by tokens of their own: no person's."""


TABLE: dict[str, Door] = {
    "POST /v1/sessions": Door.PUBLIC,
    "POST /v1/sessions/refresh": Door.PUBLIC,
    "POST /v1/sessions/device": Door.PUBLIC,
    "GET /v1/sessions/current": Door.SIGNED,
    "DELETE /v1/sessions/current": Door.SIGNED,
    "POST /v1/challenges/{challenge_id}/verification": Door.PUBLIC,
    "POST /v1/challenges/{challenge_id}/resend": Door.PUBLIC,
    "GET /v1/me": Door.FULL,
    "GET /v1/me/identity": Door.FULL,
    "PUT /v1/me/identity": Door.FULL,
    "POST /v1/me/identity/scans": Door.FULL,
    "PATCH /v1/me/identity/scans/{scan_id}": Door.FULL,
    "GET /v1/me/identity/scans/{scan_id}": Door.FULL,
    "DELETE /v1/me/identity/scans/{scan_id}": Door.FULL,
    "GET /v1/me/contacts": Door.FULL,
    "POST /v1/me/contacts": Door.FULL,
    "POST /v1/me/contacts/{channel}/resend": Door.FULL,
    "POST /v1/me/contacts/{channel}/verification": Door.FULL,
    "POST /v1/me/contacts/{channel}/undo": Door.FULL,
    "POST /v1/contact-undos": Door.PUBLIC,
    "POST /v1/me/password": Door.FULL,
    "GET /v1/me/sign-in-code": Door.FULL,
    "PUT /v1/me/sign-in-code": Door.FULL,
    "GET /v1/me/devices": Door.FULL,
    "DELETE /v1/me/devices": Door.FULL,
    "DELETE /v1/me/devices/{session_id}": Door.FULL,
    "POST /v1/me/device-keys": Door.FULL,
    "DELETE /v1/me/device-keys/current": Door.FULL,
    "POST /v1/me/exports": Door.FULL,
    "GET /v1/me/exports/{export_id}": Door.FULL,
    "GET /v1/me/exports/{export_id}/data.json": Door.FULL,
    "GET /v1/me/exports/{export_id}/document.pdf": Door.FULL,
    "POST /v1/me/closing": Door.FULL,
    "DELETE /v1/me/closing": Door.FULL,
    "GET /v1/migration": Door.OLD,
    "POST /v1/migration/terms": Door.OLD,
    "POST /v1/migration/password": Door.OLD,
    "POST /v1/migration/contact": Door.OLD,
    "POST /v1/migration/contact/skip": Door.OLD,
    "POST /v1/migration/contact/verification": Door.OLD,
    "POST /v1/migration/contact/resend": Door.OLD,
    "POST /v1/migration/authorisation": Door.OLD,
    "POST /v1/migration/completion": Door.OLD,
    "GET /v1/terms": Door.PUBLIC,
    "GET /v1/files/{file_id}/overview": Door.FILE,
    "GET /v1/files/{file_id}/authorisation": Door.RESPONSABLE,
    "PUT /v1/files/{file_id}/authorisation": Door.RESPONSABLE,
    "GET /v1/files/{file_id}/payments": Door.PAYMENTS,
    "GET /v1/files/{file_id}/payments/{payment_id}": Door.PAYMENTS,
    "GET /v1/files/{file_id}/payment-months": Door.PAYMENTS,
    "GET /v1/files/{file_id}/payment-months/{month}": Door.PAYMENTS,
    "GET /v1/files/{file_id}/debts": Door.PAYMENTS,
    "GET /v1/files/{file_id}/debts/{debt_id}": Door.PAYMENTS,
    "GET /v1/files/{file_id}/entitlements": Door.PAYMENTS,
    "GET /v1/files/{file_id}/profile": Door.PAYMENTS,
    "GET /v1/files/{file_id}/resources": Door.PAYMENTS,
    "POST /v1/files/{file_id}/resources/{resource_id}/corrections": Door.PAYMENTS,
    "GET /v1/files/{file_id}/resource-corrections": Door.PAYMENTS,
    "GET /v1/files/{file_id}/quotient": Door.PAYMENTS,
    "POST /v1/enrolments": Door.PUBLIC,
    "GET /v1/enrolments/current": Door.OTHER_TOKEN,
    "DELETE /v1/enrolments/current": Door.OTHER_TOKEN,
    "PUT /v1/enrolments/current/civil-status": Door.OTHER_TOKEN,
    "PUT /v1/enrolments/current/identity": Door.OTHER_TOKEN,
    "POST /v1/enrolments/current/identity/continue": Door.OTHER_TOKEN,
    "PUT /v1/enrolments/current/contact": Door.OTHER_TOKEN,
    "POST /v1/enrolments/current/contact/verification": Door.OTHER_TOKEN,
    "POST /v1/enrolments/current/contact/resend": Door.OTHER_TOKEN,
    "PUT /v1/enrolments/current/password": Door.OTHER_TOKEN,
    "POST /v1/enrolments/current/completion": Door.OTHER_TOKEN,
    "POST /v1/enrolments/resumptions": Door.PUBLIC,
    "POST /v1/enrolments/resumptions/{resumption_id}/verification": Door.PUBLIC,
    "POST /v1/enrolments/current/scans": Door.OTHER_TOKEN,
    "PATCH /v1/enrolments/current/scans/{scan_id}": Door.OTHER_TOKEN,
    "GET /v1/enrolments/current/scans/{scan_id}": Door.OTHER_TOKEN,
    "DELETE /v1/enrolments/current/scans/{scan_id}": Door.OTHER_TOKEN,
    "POST /v1/password-resets": Door.PUBLIC,
    "POST /v1/password-resets/current/code": Door.OTHER_TOKEN,
    "POST /v1/password-resets/current/resend": Door.OTHER_TOKEN,
    "POST /v1/password-resets/current/verification": Door.OTHER_TOKEN,
    "PUT /v1/password-resets/current/password": Door.OTHER_TOKEN,
    "POST /v1/password-resets/current/old-password": Door.OTHER_TOKEN,
    "GET /v1/franceconnect": Door.PUBLIC,
    "POST /v1/franceconnect/authorizations": Door.PUBLIC,
    "DELETE /v1/franceconnect/authorizations/{authorization_id}": Door.PUBLIC,
    "POST /v1/franceconnect/exchange": Door.PUBLIC,
    "POST /v1/franceconnect/enrolments": Door.PUBLIC,
    "GET /v1/franceconnect/link": Door.FULL,
    "POST /v1/franceconnect/link": Door.SIGNED,
    "POST /v1/franceconnect/link/verification": Door.SIGNED,
    "POST /v1/franceconnect/link/resend": Door.SIGNED,
    "DELETE /v1/franceconnect/link": Door.FULL,
    "GET /v1/catalogue": Door.PUBLIC,
    "GET /v1/catalogue/{benefit}": Door.PUBLIC,
    "GET /v1/places": Door.PUBLIC,
    "GET /v1/simulations": Door.PUBLIC,
    "POST /v1/simulations": Door.PUBLIC,
    "GET /v1/me/simulation": Door.FULL,
    "POST /v1/simulations/engine": Door.PUBLIC,
    "GET /health": Door.PUBLIC,
    "GET /ready": Door.PUBLIC,
    "POST /v1/accessibility-reports": Door.PUBLIC,
    "POST /v1/files/{file_id}/documents": Door.PAYMENTS,
    "GET /v1/files/{file_id}/documents": Door.PAYMENTS,
    "GET /v1/files/{file_id}/documents/{document_id}": Door.PAYMENTS,
    "DELETE /v1/files/{file_id}/documents/{document_id}": Door.PAYMENTS,
    "GET /v1/files/{file_id}/documents/{document_id}/file": Door.PAYMENTS,
    "POST /v1/verifications": Door.PUBLIC,
    "GET /v1/me/request-openings": Door.FULL,
    "GET /v1/me/messages": Door.FULL,
    "POST /v1/me/messages": Door.FULL,
    "GET /v1/me/messages/unread": Door.FULL,
    "GET /v1/me/messages/{thread_id}": Door.FULL,
    "POST /v1/me/messages/{thread_id}/read": Door.FULL,
    "POST /v1/me/messages/{thread_id}/archive": Door.FULL,
    "POST /v1/me/messages/{thread_id}/unarchive": Door.FULL,
    "POST /v1/me/messages/{thread_id}/replies": Door.FULL,
    "GET /v1/me/messages/{thread_id}/papers/{message_id}": Door.FULL,
    "GET /v1/me/messages/{thread_id}/attachments/{attachment_id}": Door.FULL,
    "POST /v1/me/search": Door.FULL,
    "GET /v1/me/requests": Door.FULL,
    "POST /v1/me/requests": Door.FULL,
    "GET /v1/me/requests/{request_id}": Door.FULL,
    "PATCH /v1/me/requests/{request_id}": Door.FULL,
    "DELETE /v1/me/requests/{request_id}": Door.FULL,
    "POST /v1/me/requests/{request_id}/submission": Door.FULL,
    "POST /v1/me/requests/{request_id}/withdrawal": Door.FULL,
    "POST /v1/me/requests/{request_id}/appeal": Door.FULL,
    "POST /v1/me/requests/{request_id}/documents": Door.FULL,
    "GET /v1/me/uploads": Door.FULL,
    "POST /v1/me/uploads": Door.FULL,
    "PATCH /v1/me/uploads/{upload_id}": Door.FULL,
    "GET /v1/me/uploads/{upload_id}": Door.FULL,
    "DELETE /v1/me/uploads/{upload_id}": Door.FULL,
    "GET /v1/files/{file_id}/declarations": Door.PAYMENTS,
    "POST /v1/files/{file_id}/declarations/{quarter}/estimate": Door.PAYMENTS,
    "GET /v1/questionnaires": Door.PUBLIC,
    "GET /v1/questionnaires/{questionnaire}": Door.PUBLIC,
    "GET /v1/me/requests/{request_id}/receipt": Door.FULL,
    "GET /v1/me/agenda": Door.FULL,
    "GET /v1/me/agenda/calendar": Door.FULL,
    "GET /v1/me/agenda/{date_id}/calendar": Door.FULL,
    "GET /v1/me/agenda-subscription": Door.FULL,
    "POST /v1/me/agenda-subscription": Door.FULL,
    "DELETE /v1/me/agenda-subscription": Door.FULL,
    "GET /v1/me/notifications": Door.FULL,
    "PUT /v1/me/notifications": Door.FULL,
    "POST /v1/me/notifications/refusal": Door.FULL,
    "POST /v1/me/push-subscriptions": Door.FULL,
    "DELETE /v1/me/push-subscriptions/{subscription_id}": Door.FULL,
    "GET /v1/offices": Door.PUBLIC,
    "GET /v1/offices/{office}": Door.PUBLIC,
    "GET /v1/offices/{office}/slots": Door.FULL,
    "GET /v1/me/office": Door.FULL,
    "GET /v1/me/appointments": Door.FULL,
    "POST /v1/me/appointments": Door.FULL,
    "GET /v1/me/appointments/{appointment_id}": Door.FULL,
    "PUT /v1/me/appointments/{appointment_id}/slot": Door.FULL,
    "DELETE /v1/me/appointments/{appointment_id}": Door.FULL,
    "POST /back-office/token": Door.PUBLIC,
    "GET /back-office/client": Door.PROGRAM,
    "GET /back-office/dispatches": Door.PROGRAM,
    "GET /back-office/dispatches/waiting": Door.PROGRAM,
    "GET /back-office/dispatches/{dispatch_id}": Door.PROGRAM,
    "POST /back-office/dispatches/{dispatch_id}/acknowledge": Door.PROGRAM,
    "GET /back-office/dispatches/{dispatch_id}/files/{n}": Door.PROGRAM,
    "GET /back-office/requests/{request_id}": Door.PROGRAM,
    "POST /back-office/requests/{request_id}/answer": Door.PROGRAM,
    "POST /back-office/uploads/{upload_id}/answer": Door.PROGRAM,
    "POST /back-office/enrolments/{account_id}/answer": Door.PROGRAM,
    "POST /back-office/messages/{thread_id}/answer": Door.PROGRAM,
    "DELETE /back-office/slots/{slot_id}": Door.PROGRAM,
    "GET /back-office/webhooks": Door.PROGRAM,
    "POST /back-office/webhooks": Door.PROGRAM,
    "GET /back-office/webhooks/{webhook_id}": Door.PROGRAM,
    "DELETE /back-office/webhooks/{webhook_id}": Door.PROGRAM,
    "POST /back-office/webhooks/{webhook_id}/secret": Door.PROGRAM,
    "POST /back-office/webhooks/{webhook_id}/resume": Door.PROGRAM,
    "GET /back-office/webhooks/{webhook_id}/dead-letters": Door.PROGRAM,
    "POST /back-office/webhooks/{webhook_id}/dead-letters/{dispatch_id}/replay": Door.PROGRAM,
    "POST /back-office/batches": Door.PROGRAM,
    "GET /back-office/batches": Door.PROGRAM,
    "GET /back-office/batches/{batch_id}": Door.PROGRAM,
    "PUT /back-office/batches/{batch_id}/parts/{part}/{position}": Door.PROGRAM,
    "GET /back-office/batches/{batch_id}/faults": Door.PROGRAM,
    "POST /back-office/batches/{batch_id}/check": Door.PROGRAM,
    "POST /back-office/batches/{batch_id}/start": Door.PROGRAM,
    "POST /back-office/batches/{batch_id}/cancel": Door.PROGRAM,
    "DELETE /back-office/batches/{batch_id}": Door.PROGRAM,
}

# Whether the payments of the person's file are open to them.
PAYMENTS_OPEN = {
    "responsable-seul": True,
    "responsable-couple": True,
    "conjoint-autorise": True,
    "conjoint-sans-procuration": False,
    "enfant": False,
    "provisoire": True,
    "code-a-la-connexion": True,
}
OLD = {"ancien-seul", "ancien-couple"}
# Accounts of limited reach, which only open the person's own data.
LIMITED = {"portee-limitee"}
# Doors that are closed to them: all those of files.
OF_FILES = {Door.FILE, Door.RESPONSABLE, Door.PAYMENTS}

# Bodies that are checked before the token of a draft or a reset: they must be valid for the token to be refused.
BODIES: dict[str, dict[str, Any]] = {
    "PUT /v1/enrolments/current/civil-status": civil_status(NEWCOMER["avec-nir"]),
    "PUT /v1/me/identity": {"kind": "cni", "number": "T7X4K2M91"},
    "PUT /v1/enrolments/current/identity": {"kind": "cni", "number": "T7X4K2M91"},
    "PUT /v1/enrolments/current/contact": {"channel": "mail", "value": "someone@example.org"},
    "POST /v1/enrolments/current/contact/verification": {"code": "123456"},
    "PUT /v1/enrolments/current/password": {"password": "Platane2027rouge"},
    "POST /v1/enrolments/current/scans": {"file_name": "carte.jpg", "size": 1000},
    "POST /v1/password-resets/current/code": {"channel": "mail"},
    "POST /v1/password-resets/current/verification": {"code": "123456"},
    "PUT /v1/password-resets/current/password": {"password": "Platane2027rouge"},
    "POST /v1/password-resets/current/old-password": {"channel": "mail"},
    "POST /v1/files/{file_id}/documents": {"kind": "rights_certificate"},
    "POST /v1/franceconnect/link": {"ticket": "none"},
    "POST /v1/franceconnect/link/verification": {
        "ticket": "none",
        "challenge_id": str(uuid4()),
        "code": "123456",
    },
    "POST /v1/franceconnect/link/resend": {"challenge_id": str(uuid4())},
}
LAST = "DELETE /v1/sessions/current"
NOBODY = "personne"


def signed_in(api: Api, role: str) -> dict[str, Any]:
    if role == NOBODY:
        return {}
    if role == "code-a-la-connexion":
        session: dict[str, Any] = api.verify(api.challenge(), api.last_code()).json()
        return session
    return api.sign_in(role)


def ask(api: Api, session: dict[str, Any], operation: str, **ids: str) -> httpx.Response:
    method, path = operation.split()
    for name in (
        "challenge_id",
        "session_id",
        "export_id",
        "payment_id",
        "debt_id",
        "resource_id",
        "resumption_id",
        "scan_id",
        "authorization_id",
        "document_id",
        "request_id",
        "upload_id",
        "appointment_id",
        "subscription_id",
        "thread_id",
        "message_id",
        "attachment_id",
        "dispatch_id",
        "webhook_id",
        "account_id",
        "slot_id",
        "batch_id",
    ):
        ids.setdefault(name, str(uuid4()))
    ids = {
        "channel": "mail",
        "n": "1",
        "benefit": "apl",
        "month": "2026-11",
        "questionnaire": "moving",
        "quarter": "2026-08",
        "date_id": "payment-2026-11-05",
        "office": "35",
        "part": "household.csv",
        "position": "0",
    } | ids
    headers = api.bearer(session) if session else {}
    if method == "PATCH":
        headers |= {"Content-Type": "application/offset+octet-stream", "Upload-Offset": "0"}
        return api.http.patch(path.format(**ids), content=b"x", headers=headers)
    body = None if method in {"GET", "DELETE"} else BODIES.get(operation, {})
    return api.http.request(method, path.format(**ids), json=body, headers=headers)


def refusal(answer: httpx.Response) -> tuple[int, str] | None:
    """Return the refusal of a door, or None where it is open."""
    code = answer.json().get("code", "") if answer.is_error else ""
    if answer.status_code not in {401, 403} and code != "migration_not_needed":
        return None
    # These come after the door.
    return None if code in {"password_required", "credentials_refused"} else (answer.status_code, code)


def expected(role: str, door: Door) -> tuple[int, str] | None:
    if door is Door.PUBLIC:
        return None
    if door is Door.PROGRAM or door is Door.OTHER_TOKEN or role == NOBODY:
        return 401, "token_refused" if door is Door.PROGRAM else "session_expired"
    if role in OLD:
        return None if door in {Door.SIGNED, Door.OLD} else (403, "migration_required")
    if door is Door.OLD:
        return 409, "migration_not_needed"
    if role in LIMITED:
        return (403, "door_closed") if door in OF_FILES else None
    if door is Door.RESPONSABLE and role in {"conjoint-autorise", "conjoint-sans-procuration", "enfant"}:
        return 403, "door_closed"
    if door is Door.PAYMENTS and not PAYMENTS_OPEN[role]:
        return 403, "door_closed"
    return None


def file_of(role: str) -> str:
    """Return the first file of a role."""
    for household in HOUSEHOLDS:
        for place in household.places:
            if isinstance(place.who, Person) and place.who.role == role:
                return str(household.file_id)
    raise AssertionError(role)


def test_no_operation_is_left_out() -> None:
    """Every operation has its row."""
    operations = {
        f"{method.upper()} {path}" for path, methods in DOCUMENT["paths"].items() for method in methods
    }
    assert operations == set(TABLE)
    assert set(PAYMENTS_OPEN) | OLD | LIMITED == set(ACCOUNTS)


@pytest.mark.parametrize("role", [NOBODY, *ACCOUNTS])
def test_who_may_and_who_may_not(api: Api, role: str) -> None:
    """Every operation is open to the people of its row, and to nobody else."""
    session = signed_in(api, role)
    own = file_of("responsable-seul" if role in {NOBODY, *LIMITED} else role)
    found = {
        operation: refusal(ask(api, session, operation, file_id=own))
        for operation in sorted(TABLE, key=lambda operation: operation == LAST)
    }
    assert found == {operation: expected(role, TABLE[operation]) for operation in found}


def test_a_closed_door_says_that_the_identity_is_unchecked(api: Api) -> None:
    """A limited account gets the same refusal for a file that exists and one that does not."""
    session = signed_in(api, "portee-limitee")
    for operation, door in TABLE.items():
        if door in OF_FILES:
            for file_id in (file_of("responsable-seul"), str(uuid4())):
                refused = ask(api, session, operation, file_id=file_id).json()
                assert (refused["code"], refused["reason"]) == ("door_closed", "identity_unchecked"), (
                    operation
                )


@pytest.mark.parametrize("role", PAYMENTS_OPEN)
def test_ids_of_others_answer_as_if_they_did_not_exist(api: Api, role: str) -> None:
    """Ids of other people get the status and code of unknown ids."""
    other = signed_in(api, "responsable-seul" if role != "responsable-seul" else "conjoint-autorise")
    export = api.http.post("/v1/me/exports", headers=api.bearer(other), json={}).json()
    others_file = api.get("/v1/me", other).json()["files"][0]["file_id"]
    payment = api.get(f"/v1/files/{others_file}/payments", other).json()["items"][0]["payment_id"]
    session = signed_in(api, role)
    ids = {
        "file_id": others_file,
        "payment_id": payment,
        "session_id": other["session_id"],
        "export_id": export["export_id"],
    }
    for operation in TABLE:
        if any(f"{{{name}}}" in operation for name in ids):
            nobodys = ask(api, session, operation, file_id=str(uuid4()))
            answer = ask(api, session, operation, **ids)
            assert api.problem(answer) == api.problem(nobodys) == (404, "not_found"), operation
    own = file_of(role)
    if PAYMENTS_OPEN[role]:
        crossed = ask(
            api, session, "GET /v1/files/{file_id}/payments/{payment_id}", file_id=own, payment_id=payment
        )
        assert api.problem(crossed) == (404, "not_found")
