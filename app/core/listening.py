"""What hears of who comes and goes."""

from typing import Protocol

from app.core.account import Account


class SessionListener(Protocol):
    """What else holds something of the person who is here."""

    async def entering(self, account: Account | None) -> None:
        """Get ready for who comes in, to whom nothing is shown yet; None where their account is not open yet."""

    async def entered(self, *, proven: bool) -> None:
        """Take note that somebody has come in; `proven` tells whether by a password."""

    def gone(self, *, ended: str | None) -> None:
        """Forget the person: nobody is here any more; `ended` is the account whose session ended by itself, if any."""

    def overtaken(self) -> None:
        """Forget who was on the way in: somebody has come in by another tab."""
