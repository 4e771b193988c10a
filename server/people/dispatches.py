"""Changes of contacts, as the fund hears of them."""

from pydantic import BaseModel, Field
from sqlalchemy.orm import Session as Transaction

from server.feature import Act, Dispatchable, Told
from server.rules.codes import Channel
from server.services import Services

CONTACT = "contact"


class DispatchedContact(BaseModel):
    """A contact that was replaced, or restored."""

    channel: Channel
    before: str | None = Field(repr=False)
    now: str | None = Field(repr=False)


def details(channel: Channel, before: str | None, now: str | None) -> dict[str, object]:
    """Return what is kept of a change: what can be undone no more is erased elsewhere."""
    return DispatchedContact(channel=channel, before=before, now=now).model_dump(mode="json")


def _read(_: Services, __: Transaction, act: Act) -> Told | None:
    return Told(DispatchedContact.model_validate(act.details)) if act.details else None


DISPATCHABLE = (Dispatchable(CONTACT, DispatchedContact, _read),)
