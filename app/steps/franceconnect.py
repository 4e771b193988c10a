"""FranceConnect, as the features that offer it or say what came of it see it."""

from typing import Final, Protocol

from app.core.scope import Shared


class FranceConnectOffer(Protocol):
    """What leads to FranceConnect and says who came by it.

    Attributes:
        available: whether the server offers it; nothing of it is shown where it does not.
        joining: whether the next sign-in with a password joins the account to FranceConnect.
    """

    available: bool
    joining: bool

    @property
    def has_entered(self) -> bool:
        """Whether who is signed in came by FranceConnect."""

    @property
    def logout_url(self) -> str | None:
        """Where the browser leaves FranceConnect's own session; it works once."""

    async def look_once(self) -> None:
        """Ask whether it is offered, unless the server has said so."""

    async def start(self) -> None:
        """Begin an identification, and open the browser."""

    async def not_me(self) -> None:
        """Leave: nothing stays of the person vouched for."""


FRANCECONNECT_OFFER: Final[Shared[FranceConnectOffer]] = Shared("FranceConnect")
