"""A migration as the client sees it."""

from pydantic import BaseModel

from server.challenges.fields import ChosenContact
from server.challenges.service import ChallengeState
from server.migration.rules import MigrationStep
from server.rules.codes import Channel
from server.sessions.service import Session


class KnownContact(BaseModel):
    """A contact of the person that the Caf knows."""

    channel: Channel
    masked_destination: str


class SpouseChoice(BaseModel):
    """The choice about the spouse; `authorised` is null until the person chooses."""

    spouse_name: str
    authorised: bool | None
    settled: bool


class MigrationState(BaseModel):
    """The step of the migration, and what was given so far.

    `expires_in` is in seconds, and null as long as nothing was given. `spouse` is for the responsable of a couple only.
    """

    step: MigrationStep
    expires_in: int | None
    accepted_terms: str | None
    password_chosen: bool
    known_contacts: list[KnownContact]
    contact: ChosenContact | None
    contact_postponed: bool
    challenge: ChallengeState | None
    spouse: SpouseChoice | None


class MigrationCompletion(BaseModel):
    """The migration is complete: a full session, and the contacts that received a confirmation."""

    session: Session
    confirmed: list[KnownContact]
