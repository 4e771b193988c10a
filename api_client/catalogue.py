"""`/v1/catalogue`: the benefits that one can ask for."""

from api_client.model import Model
from api_client.transport import Call, Transport


class Benefit(Model):
    """A benefit, in codes that the caller has words for.

    Attributes:
        benefit: such as `apl`.
        theme: such as `logement`.
        audience: who it is for.
        needed: what is needed to ask for it.
        questionnaire: the id of the form that asks for it; None where it is not asked for here yet.
    """

    benefit: str
    theme: str
    audience: tuple[str, ...]
    needed: tuple[str, ...]
    questionnaire: str | None


class Theme(Model):
    """The benefits of a theme."""

    theme: str
    benefits: tuple[Benefit, ...]


class _Catalogue(Model):
    themes: tuple[Theme, ...]


class Catalogue:
    """The benefits that one can ask for, by theme."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    async def list(self) -> tuple[Theme, ...]:
        """Ask for all of it, in the order to be shown."""
        return _Catalogue.read(await self._transport.send(Call.of("GET", "v1", "catalogue"))).themes

    async def get(self, benefit: str) -> Benefit:
        """Ask for one benefit.

        Raises:
            NotFound: no such benefit.
        """
        return Benefit.read(await self._transport.send(Call.of("GET", "v1", "catalogue", benefit)))
