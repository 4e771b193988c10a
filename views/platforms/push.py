"""Notifications of a browser, for the protocol of `app.platforms.push`, over what its host asks it."""

from typing import Final, Protocol

from app.platforms.push import Bell, PushAddress, PushState


class Answer(Protocol):
    """What a browser said of its notifications.

    Attributes:
        state: `on`, `off`, `denied` or `absent`.
        endpoint, p256dh, auth: of its subscription (Push API); empty where it has none.
    """

    @property
    def state(self) -> str:
        """Return the state."""

    @property
    def endpoint(self) -> str:
        """Return that of the subscription."""

    @property
    def p256dh(self) -> str:
        """Return that of the subscription."""

    @property
    def auth(self) -> str:
        """Return that of the subscription."""


class Asks(Protocol):
    """What asks the browser; one that does not answer raises `RuntimeError` or `TimeoutError`."""

    async def state(self) -> Answer:
        """Ask whether it shows notifications."""

    async def subscribe(self, key: str) -> Answer:
        """Ask what came of the press that subscribes."""

    async def unsubscribe(self) -> Answer:
        """Have it take nothing any more."""


class BrowserPush:
    """The notifications of the browser that shows the program."""

    def __init__(self, asks: Asks) -> None:
        self._asks = asks

    async def state(self) -> PushState:
        """Ask whether it shows them; one that does not answer cannot."""
        try:
            return _state(await self._asks.state())
        except (RuntimeError, TimeoutError):
            return PushState(Bell.ABSENT)

    async def subscribe(self, key: str) -> PushState:
        """Take what the press that asks for this has begun: the browser asks its person."""
        try:
            return _state(await self._asks.subscribe(key))
        except (RuntimeError, TimeoutError):
            return PushState(Bell.ABSENT)

    async def unsubscribe(self) -> None:
        """Have it take nothing any more, if it answers."""
        try:
            await self._asks.unsubscribe()
        except (RuntimeError, TimeoutError):
            return


def _state(said: Answer) -> PushState:
    bell = _BELLS.get(said.state, Bell.ABSENT)
    if bell is not Bell.ON:
        return PushState(bell)
    return PushState(bell, PushAddress.of(said.endpoint, said.p256dh, said.auth))


_BELLS: Final = {"on": Bell.ON, "off": Bell.OFF, "denied": Bell.DENIED}
