"""The state of an enrolment, as the client sees it."""

from datetime import datetime
from math import ceil
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from server.challenges.fields import ChosenContact
from server.challenges.service import ChallengeState
from server.enrolment.rules import Step
from server.enrolment.tables import Enrolment
from server.identities.vouched import PIVOT, PlaceState, Vouched, vouched_of
from server.rules.birth_dates import SHAPE
from server.rules.civil_status import BirthPlace, Civility, CivilStatus
from server.rules.codes import masked
from server.rules.documents import DocumentKind, Verdict, masked_number
from server.rules.identifiers import masked_identifier
from server.rules.pivot import Pivot
from server.rules.steps import DRAFT_LIFE
from server.scans.service import Scan


class CivilStatusState(BaseModel):
    """The civil status given; `birth_date` as for `Vouched`. With one name only, the other is empty."""

    identifier_kind: Literal["nir", "none"]
    masked_nir: str | None
    civility: Civility
    birth_name: str
    used_name: str | None
    first_names: list[str]
    birth_date: Annotated[str, Field(pattern=SHAPE)]
    birth_place: PlaceState


class IdentityState(BaseModel):
    """The identity document, with its verdict."""

    kind: DocumentKind
    masked_number: str | None
    verdict: Literal[Verdict.VERIFIED, Verdict.TO_CHECK, Verdict.SCAN_ASKED]
    scans: list[Scan]


class EnrolmentState(BaseModel):
    """A draft, with the step that comes next. `expires_in` is in seconds."""

    enrolment_id: UUID
    step: Step
    benefit: str | None
    expires_in: int
    vouched: Vouched | None
    civil_status: CivilStatusState | None
    identity: IdentityState | None
    contact: ChosenContact | None
    challenge: ChallengeState | None
    password_chosen: bool


class Resumption(BaseModel):
    """A challenge; a code was only sent if a draft has the contact."""

    resumption_id: UUID
    challenge: ChallengeState


def step_of(draft: Enrolment) -> Step:
    """Return the first step that is not made, which the server expects next."""
    made = (
        (Step.CIVIL_STATUS, draft.birth_date is not None),
        (Step.IDENTITY, draft.identity_settled),
        # Where the challenge was deleted, the contact must be given again.
        (Step.CONTACT, draft.contact_verified or draft.challenge_id is not None),
        (Step.CODE, draft.contact_verified),
        (Step.PASSWORD, draft.password_hash is not None),
    )
    if draft.outcome is not None:
        return Step.DONE
    return next((step for step, is_made in made if not is_made), Step.SUMMARY)


def civil_status_of(draft: Enrolment) -> CivilStatus | None:
    """Return the civil status of a draft, if it was given."""
    if (
        draft.civility is None
        or draft.birth_name is None
        or draft.first_names is None
        or draft.birth_date is None
        or draft.birth_place_kind is None
    ):
        return None
    return CivilStatus(
        nir=draft.nir,
        civility=draft.civility,
        birth_name=draft.birth_name,
        used_name=draft.used_name,
        first_names=tuple(draft.first_names),
        birth_date=draft.birth_date,
        birth_place=BirthPlace(
            draft.birth_place_kind, draft.birth_place_code or "", draft.birth_place_label or ""
        ),
    )


def pivot_of(draft: Enrolment) -> Pivot | None:
    """Return the identity that FranceConnect vouched for, if the draft began there."""
    return PIVOT.validate_python(draft.vouched) if draft.vouched is not None else None


def described(draft: Enrolment, challenge: ChallengeState | None, now: datetime) -> EnrolmentState:
    """Return the draft as the client sees it, secrets masked."""
    return EnrolmentState(
        enrolment_id=draft.id,
        step=step_of(draft),
        benefit=draft.benefit,
        expires_in=max(0, ceil((draft.touched_at + DRAFT_LIFE - now).total_seconds())),
        vouched=vouched_of(pivot) if (pivot := pivot_of(draft)) else None,
        civil_status=_civil_status(draft),
        identity=_identity(draft),
        contact=ChosenContact(
            channel=draft.channel,
            destination=draft.destination,
            masked_destination=masked(draft.channel, draft.destination),
            verified=draft.contact_verified,
        )
        if draft.channel and draft.destination
        else None,
        challenge=challenge,
        password_chosen=draft.password_hash is not None,
    )


def _civil_status(draft: Enrolment) -> CivilStatusState | None:
    status = civil_status_of(draft)
    if status is None:
        return None
    return CivilStatusState.model_validate(
        {
            "identifier_kind": "nir" if status.nir else "none",
            "masked_nir": masked_identifier(status.nir) if status.nir else None,
            "civility": status.civility,
            "birth_name": status.birth_name,
            "used_name": status.used_name,
            "first_names": status.first_names,
            "birth_date": status.birth_date.iso,
            "birth_place": status.birth_place,
        },
        from_attributes=True,
    )


def _identity(draft: Enrolment) -> IdentityState | None:
    if draft.document_kind is None:
        return None
    return IdentityState.model_validate(
        {
            "kind": draft.document_kind,
            "masked_number": masked_number(draft.document_number) if draft.document_number else None,
            "verdict": draft.verdict,
            "scans": [Scan.of(scan) for scan in draft.scans],
        }
    )


class Begun(BaseModel):
    """A draft, and its token, which opens nothing else."""

    enrolment_id: UUID
    token: str
    enrolment: EnrolmentState
