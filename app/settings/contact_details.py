"""State of the contact details: what they are, one of them changed by a code, the last change undone."""

from collections.abc import Awaitable, Callable
from typing import Literal

from pydantic import SecretStr

from api_client import Client
from api_client.challenges import Challenge
from api_client.contacts import ContactState, ContactStates
from api_client.errors import ChangedMeanwhile, ClientError, NotFound
from app.core.command import Command
from app.core.resource import Resource
from app.core.state import State
from app.steps.code import Code, RevealDemoCode
from app.steps.contact import Channel, Contact
from app.steps.reauthentication import Reauthentication

__all__ = ["ContactDetails", "ContactState", "ContactStates"]

Outcome = Literal["changed", "added", "verified"]
"""What a code did: put a contact in place of another, or where none was, or prove the one that was there."""


class ContactChange(Contact):
    """The new contact, with the password where it is asked for again.

    Attributes:
        reauthentication: the password.
    """

    def __init__(
        self,
        send: Callable[[Channel, str], Awaitable[None]],
        *,
        fresh: Callable[[], bool],
        observe: Callable[[ClientError | None], None],
    ) -> None:
        """Make the form; the parameters are those of `Contact` and of `Reauthentication`."""
        self.reauthentication = Reauthentication(fresh)
        super().__init__(send, twice=False, after=(self.reauthentication,), observe=observe)

    def _check(self) -> bool:
        """Check the contact once the password is right."""
        return self.reauthentication.check() and super()._check()


class ContactDetails(State):
    """Both contacts, and the change of one.

    Attributes:
        known: both contacts, as the server knows them.
        contact: the new contact.
        code: the code that was sent to the new contact.
        changed: the contact whose code was just given.
        outcome: what that did.
        restored: the contact that was just put back.
        undo: puts back what the last change of a contact replaced.
    """

    def __init__(
        self,
        client: Client,
        *,
        fresh: Callable[[], bool],
        reveal_demo_code: RevealDemoCode,
        changed: Callable[[], Awaitable[None]],
        observe: Callable[[ClientError | None], None],
    ) -> None:
        self._client = client
        self._reveal_demo_code = reveal_demo_code
        self._observe = observe
        self._changed = changed
        self._undone: Channel = "sms"
        self.known = Resource(client.contacts.get, observe=observe)
        self.contact = ContactChange(self._send, fresh=fresh, observe=observe)
        self.code: Code | None = None
        self.changed: Channel | None = None
        self.outcome: Outcome = "changed"
        self.restored: Channel | None = None
        self.undo = Command(self._undo, observe=observe)
        self._hear(self.undo)

    def state(self, channel: Channel) -> ContactState | None:
        """Return what is known of one contact."""
        known = self.known.value.contacts if self.known.value else ()
        return next((contact for contact in known if contact.channel == channel), None)

    async def open(self) -> None:
        """Take up a change that waits for its code: the screen opens."""
        self.contact.reauthentication.open()
        waiting = next((state for state in self._states() if state.pending is not None), None)
        self._offer_unverified()
        if self.code is None and waiting is not None and waiting.pending is not None:
            self._take(waiting.channel, waiting.pending.challenge)

    def _offer_unverified(self) -> None:
        """Put a contact that is not verified into the form, where none is: it needs only a code."""
        states = self._states()
        if any(state.verified for state in states):
            return
        for state in states:
            if state.destination is not None:
                self.contact.know(state.channel, state.destination.get_secret_value())

    async def run(self) -> None:
        """Have a code sent to what is typed, unless something is plainly wrong."""
        self.changed = self.restored = None
        await self.contact.run()

    async def put_back(self, channel: Channel) -> None:
        """Undo the last change of one contact."""
        self._undone, self.changed, self.restored = channel, None, None
        await self.undo.run()

    def modify(self) -> None:
        """Go back from the code to the contact."""
        self.code = None

    def put_away(self) -> None:
        """Keep no password and no code, nor how it went: the screen is left."""
        self.changed = self.restored = None
        self.contact.put_away()
        if self.code is not None:
            self.code.put_away()
        self.undo.drop()

    def seal(self) -> None:
        """Keep what was typed and is no secret, for the same person to come back to."""
        self.contact.reauthentication.put_away()
        self.code = None
        self.known.forget()
        for command in (self.contact.submit, self.known.load, self.undo):
            command.clear()

    def _destination(self, channel: Channel) -> SecretStr | None:
        state = self.state(channel)
        return state.destination if state is not None else None

    def _states(self) -> tuple[ContactState, ...]:
        return self.known.value.contacts if self.known.value else ()

    async def _send(self, channel: Channel, value: str) -> None:
        seen = self.state(channel)
        if seen is None:
            await self._read()
            seen = self.state(channel)
        if seen is None:
            return
        try:
            challenge = await self._client.contacts.change(
                channel, value, seen=seen.revision, password=self.contact.reauthentication.given
            )
        except ChangedMeanwhile:
            # What is there now is shown beside the message: it may be what was wanted.
            await self._read()
            raise
        self._take(channel, challenge)

    def _take(self, channel: Channel, challenge: Challenge) -> None:
        async def verify(code: str) -> None:
            before = self._destination(channel)
            try:
                self.known.update(await self._client.contacts.verify(channel, code))
            except (ChangedMeanwhile, NotFound) as error:
                self.code = None
                self.contact.submit.fail(ChangedMeanwhile() if isinstance(error, NotFound) else error)
                await self._read()
                raise
            self.code, self.changed = None, channel
            same = before == self._destination(channel)
            self.outcome = "added" if before is None else "verified" if same else "changed"
            self.contact.value.put("")
            self.contact.submit.clear()
            await self._changed()

        async def resend() -> Challenge:
            return await self._client.contacts.resend(channel)

        self.code = Code(
            challenge,
            verify=verify,
            resend=resend,
            reveal_demo_code=self._reveal_demo_code(challenge),
            observe=self._observe,
        )

    async def _undo(self) -> None:
        self.known.update(await self._client.contacts.undo(self._undone))
        self.restored = self._undone
        await self._changed()

    async def _read(self) -> None:
        self.known.update(await self._client.contacts.get())
