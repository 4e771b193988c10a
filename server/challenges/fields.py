"""What requests and answers say of codes, and of the contacts that they go to."""

from pydantic import BaseModel, Field

from server.http.text_fields import TypedCode
from server.rules.codes import Channel


class ChosenContact(BaseModel):
    """Where the person is to be reached, whole for who typed it.

    `destination` is null for a contact that was offered masked, and taken.
    """

    channel: Channel
    destination: str | None
    masked_destination: str
    verified: bool


class Verification(BaseModel):
    """The code that the person received."""

    code: TypedCode


class CodeReceived(BaseModel):
    """What may show that a contact is the asker's, where strangers have asked for too many codes to be sent there."""

    received_code: TypedCode | None = Field(
        None,
        description="A code that came to the contact in the last day, whoever asked for it and what for.",
    )

    @property
    def received(self) -> str | None:
        """The code as typed, or None."""
        return self.received_code.get_secret_value() if self.received_code else None
