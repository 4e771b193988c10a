"""State of a question that is answered by documents: those that were sent, and the next one on its way."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Protocol, Self

from api_client import Client
from api_client.errors import ClientError
from app.core.command import Command
from app.core.scope import PersonScope
from app.core.state import State
from app.steps.document import DocumentSending


class DocumentAnswer(Protocol):
    """The answer of such a question, as whoever asks it keeps it.

    Attributes:
        sent: the ids of what was sent.
    """

    sent: tuple[str, ...]

    def add(self, upload_id: str) -> None:
        """Take a document that has arrived."""

    def remove(self, upload_id: str) -> None:
        """Leave a document out."""


class DocumentAnswering(State):
    """The documents of one question.

    Attributes:
        names: the names of the files that were sent, by their ids.
        sending: the next document; what has arrived is added to the answer by itself.
        load: reads the names.
    """

    def __init__(
        self,
        client: Client,
        document: str,
        file_id: str | None,
        *,
        observe: Callable[[ClientError | None], None],
    ) -> None:
        self._client = client
        self._file_id = file_id
        self._answer: DocumentAnswer | None = None
        self.names: Mapping[str, str] = MappingProxyType({})
        self.sending = DocumentSending(client, document, file_id, observe=observe)
        self.sending.arrived = self._arrived
        self.load = Command(self._load, observe=observe)
        self._hear(self.sending, self.load)

    @classmethod
    def of(cls, person: PersonScope, document: str, file_id: str | None) -> Self:
        """Return the state of the person's documents for a question; its name is the code of their kind."""
        return cls(person.page.client, document, file_id, observe=person.page.session.observe)

    def seal(self) -> None:
        """Keep what was photographed for the same person."""
        self.sending.seal()
        self.sending.arrived = self._arrived
        self.names = MappingProxyType({})
        self._answer = None

    def give_to(self, answer: DocumentAnswer) -> None:
        """Have what arrives from now on be part of an answer."""
        self._answer = answer

    async def _load(self) -> None:
        found = await self._client.uploads.all(self._file_id)
        self.names = MappingProxyType({each.upload_id: each.file_name for each in found.items})

    async def _arrived(self) -> None:
        sent = self.sending.sent
        if sent is None or self._answer is None or sent.upload_id in self._answer.sent:
            return
        self.names = MappingProxyType({**self.names, sent.upload_id: sent.file_name})
        self._answer.add(sent.upload_id)
