"""What requests of an enrolment say, and what they are answered."""

from typing import Annotated

from pydantic import BaseModel, Field

from server.challenges.fields import CodeReceived, Verification
from server.challenges.service import ChallengeState
from server.enrolment.resumption import DraftClaim
from server.enrolment.state import EnrolmentState
from server.http.text_fields import CLEANED, TypedSecret
from server.rules.birth_dates import SHAPE as BIRTH_DATE
from server.rules.civil_status import Question
from server.rules.codes import Channel


class EnrolmentBeginning(BaseModel):
    """The benefit that the person wants to ask for."""

    benefit: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,31}$")] | None = None


class CivilStatusOutcome(BaseModel):
    """The draft; with questions, it stays at this step until they are confirmed."""

    enrolment: EnrolmentState
    questions: list[Question]


class ContactSaid(CodeReceived):
    """A mobile number or a mail address, as typed."""

    channel: Channel
    value: TypedSecret = Field(max_length=320)


class ContactOutcome(BaseModel):
    """The draft, and the code that was sent."""

    enrolment: EnrolmentState
    challenge: ChallengeState


class ResumptionProof(Verification):
    """The code; the date of birth (`YYYY-MM-DD`) once it is asked for; the name, where two people have that date."""

    birth_date: Annotated[str, Field(pattern=BIRTH_DATE), CLEANED] | None = None
    first_name: Annotated[TypedSecret, Field(max_length=400)] | None = None
    birth_name: Annotated[TypedSecret, Field(max_length=400)] | None = None

    @property
    def claim(self) -> DraftClaim:
        """The claim to the draft, as typed."""
        return DraftClaim(
            code=self.code.get_secret_value(),
            born=self.birth_date,
            first_name=self.first_name.get_secret_value() if self.first_name else None,
            birth_name=self.birth_name.get_secret_value() if self.birth_name else None,
        )


class Resumed(BaseModel):
    """A resumed draft, and its new token."""

    token: str
    enrolment: EnrolmentState
