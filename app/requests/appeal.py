"""State of the appeal against a decision."""

from collections.abc import Callable
from typing import ClassVar, Final, Self

from pydantic import SecretStr

from api_client import Client
from api_client.errors import ClientError
from app.core.field import Field, Text
from app.core.form import Form
from app.core.scope import PersonScope
from app.requests.paths import REQUESTS
from app.requests.request import FollowedRequest
from app.rules.problem import Fault, Problem
from text_rules.cleaning import cleaned_lines

TEXT_MAX: Final = 2000
APPEAL_DOCUMENT: Final = "appeal"
"""The code of what is sent with an appeal."""


class AppealDocuments(Field):
    """What was sent to show why.

    Attributes:
        sent: the ids.
    """

    has_box: ClassVar = False
    sent: tuple[str, ...] = ()

    def add(self, upload_id: str) -> None:
        """Take a document that has arrived."""
        self.sent = (*self.sent, upload_id)
        self.mend()

    def remove(self, upload_id: str) -> None:
        """Leave a document out."""
        self.sent = tuple(each for each in self.sent if each != upload_id)
        self.mend()

    def _fault(self) -> Problem | None:
        return None


class AppealForm(Form):
    """Why a decision is contested.

    Attributes:
        text: in the person's words.
        documents: what shows it; none are needed.
        sent: whether it was sent from here.
    """

    place: ClassVar = REQUESTS

    def __init__(
        self,
        client: Client,
        request_id: str,
        request: FollowedRequest,
        *,
        observe: Callable[[ClientError | None], None],
    ) -> None:
        self._client = client
        self._request_id = request_id
        self._request = request
        self.text = Text(_check, name="text")
        self.documents = AppealDocuments(name="documents")
        self.sent = False
        super().__init__(self.text, self.documents, send=self._send, observe=observe)

    @classmethod
    def of(cls, person: PersonScope, request_id: str) -> Self:
        """Return the state of the appeal against the decision on a request."""
        request = person.state(FollowedRequest.of, request_id)
        return cls(person.page.client, request_id, request, observe=person.page.session.observe)

    async def _send(self) -> None:
        text = SecretStr(cleaned_lines(self.text.text))
        sent = self.documents.sent
        self._request.update(await self._client.requests.appeal(self._request_id, text, sent))
        self.text.clear()
        self.documents.sent = ()
        self.sent = True


def _check(text: str) -> Problem | None:
    said = cleaned_lines(text)
    if not said:
        return Problem(Fault.EMPTY)
    return Problem(Fault.TOO_LONG, len(said) - TEXT_MAX) if len(said) > TEXT_MAX else None
