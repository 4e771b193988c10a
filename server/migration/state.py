"""A change of connection as the client sees it."""

from pydantic import BaseModel

from server.challenges.fields import ChosenContact
from server.challenges.service import ChallengeState
from server.migration.rules import MigrationStep
from server.rules.codes import Channel
from server.sessions.service import Session


class KnownContact(BaseModel):
    """Where the Caf already knows that the person can be reached."""

    channel: Channel
    masked_destination: str


class SpouseChoice(BaseModel):
    """What is said of the spouse; `authorised` is None before, and for who said nothing of it."""

    spouse_name: str
    authorised: bool | None
    settled: bool


class MigrationState(BaseModel):
    """How far the change has come, what is kept of it, and for how many more seconds.

    `expires_in` is None as long as nothing is kept; `spouse` is told to the responsable of a couple alone.
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
    """The change is made: a session for everything, and where it was confirmed: wherever the person is known."""

    session: Session
    confirmed: list[KnownContact]
