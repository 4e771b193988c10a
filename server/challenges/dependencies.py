"""What operations ask of codes and of contacts."""

from collections.abc import Collection
from typing import Annotated, Self

from fastapi import Depends
from pydantic import SecretStr

from server.challenges.service import Challenges
from server.http.dependencies import service
from server.http.problems import invalid
from server.rules.codes import Channel
from server.rules.contacts import ContactRefused, canonical_contact
from server.services import Services
from server.settings import Settings

ChallengesOf = Annotated[Challenges, Depends(service(Challenges))]


class ContactReader:
    """Reads the contacts that codes may go to.

    Args:
        countries: those to whose mobiles an SMS is sent.
    """

    def __init__(self, countries: Collection[str]) -> None:
        self._countries = countries

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build it of the others."""
        return cls(services[Settings].sms_countries)

    def read(self, channel: Channel, typed: SecretStr | None, *, field: str) -> str:
        """Return the contact typed, as it is kept.

        Raises:
            Problem: `validation_failed` of `field`, with what is wrong with it.
        """
        try:
            said = typed.get_secret_value() if typed else ""
            return canonical_contact(channel, said, self._countries)
        except ContactRefused as refused:
            raise invalid((field, refused.code)) from None


ContactReaderOf = Annotated[ContactReader, Depends(service(ContactReader))]
