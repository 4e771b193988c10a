"""Fields of requests and answers about codes, and about the contacts that receive them."""

from pydantic import BaseModel, Field

from server.http.text_fields import TypedCode
from server.rules.codes import Channel


class ChosenContact(BaseModel):
    """The contact chosen in this procedure; the person who typed it sees it whole.

    `destination` is null for a contact that was offered masked, and chosen.
    """

    channel: Channel
    destination: str | None
    masked_destination: str
    verified: bool


class Verification(BaseModel):
    """The code that the person received."""

    code: TypedCode


class CodeReceived(BaseModel):
    """A code that proves that the contact is the person's, where strangers had too many codes sent there."""

    received_code: TypedCode | None = Field(
        None,
        description="A code that came to the contact in the last day, whoever asked for it and what for.",
    )

    @property
    def received(self) -> str | None:
        """The code as it was typed, or None."""
        return self.received_code.get_secret_value() if self.received_code else None
