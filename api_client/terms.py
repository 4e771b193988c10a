"""`/v1/terms`: the conditions générales d'utilisation, public."""

from datetime import date

from api_client.model import Model
from api_client.transport import Call, Transport


class TermsSection(Model):
    """A part of the text."""

    title: str
    paragraphs: tuple[str, ...]


class Terms(Model):
    """The version in force, which is what can be accepted.

    Attributes:
        version: its name.
        published_on: since when it is in force.
        sections: what is accepted.
        easy: the same explained in easy words, which is not what is accepted; empty where there is none.
    """

    version: str
    published_on: date
    sections: tuple[TermsSection, ...]
    easy: tuple[TermsSection, ...] = ()


class TermsOfUse:
    """The terms that the server holds."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    async def current(self) -> Terms:
        """Read the terms in force."""
        return Terms.read(await self._transport.send(Call.of("GET", "v1", "terms")))
