"""`/v1/me/search`: what a person finds among all that is theirs."""

from pydantic import SecretStr

from api_client.auth import SessionKeeper
from api_client.model import Model, Secret
from api_client.transport import Call


class SearchResult(Model):
    """Something that was found.

    Attributes:
        id: what its screen asks for it by.
        title: what it is called.
        text: a line about it; may be empty.
    """

    id: str
    title: str
    text: str


class SearchGroup(Model):
    """What was found of one kind.

    Attributes:
        kind: such as `payment`; a later server may know others.
        total: how many were found in all.
        items: the first of them, the best first.
    """

    kind: str
    total: int
    items: tuple[SearchResult, ...]


class _Asked(Model):
    query: Secret
    file_id: str | None
    limit: int


class _SearchResults(Model):
    groups: tuple[SearchGroup, ...]


class Search:
    """The search of the person who is signed in."""

    def __init__(self, keeper: SessionKeeper) -> None:
        self._keeper = keeper

    async def find(self, query: str, file_id: str | None, limit: int) -> tuple[SearchGroup, ...]:
        """Return what is found for what was typed; nothing for what has no word, which has the server get ready.

        Args:
            query: what was typed, 200 characters at most; it goes in the body, and so into no log of addresses.
            file_id: the file that is looked at; None for all of theirs.
            limit: how many of each kind, 50 at most.

        Raises:
            ClientError: it cannot be searched now.
        """
        body = _Asked(query=SecretStr(query), file_id=file_id, limit=limit)
        answer = await self._keeper.send(Call.of("POST", "v1", "me", "search", body=body))
        return _SearchResults.read(answer).groups
