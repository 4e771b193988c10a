"""Dependencies of operations on codes and contacts."""

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
    """A reader of typed contacts.

    Args:
        countries: those whose mobiles are sent SMS.
    """

    def __init__(self, countries: Collection[str]) -> None:
        self._countries = countries

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(services[Settings].sms_countries)

    def read(self, channel: Channel, typed: SecretStr | None, *, field: str) -> str:
        """Return a typed contact in its canonical form.

        Raises:
            Problem: `validation_failed` of `field`, with the code of its error.
        """
        try:
            said = typed.get_secret_value() if typed else ""
            return canonical_contact(channel, said, self._countries)
        except ContactRefused as refused:
            raise invalid((field, refused.code)) from None


ContactReaderOf = Annotated[ContactReader, Depends(service(ContactReader))]
