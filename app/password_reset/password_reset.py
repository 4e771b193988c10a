"""State of the password reset: the identifier, where the code goes, the code, the new password."""

from collections.abc import Awaitable, Callable
from enum import Enum, auto
from typing import ClassVar, Final, Self

from pydantic import SecretStr, ValidationError

from api_client import Client
from api_client.challenges import Challenge
from api_client.errors import ClientError, SessionExpired
from api_client.held_session import Scope
from api_client.password_resets import ResetChannel
from app.core.command import Command
from app.core.form import Form
from app.core.kept_code import KeptWait
from app.core.scope import PageScope
from app.password_reset.paths import PASSWORD_RESET
from app.platforms.secret_store import DeviceSecret
from app.rules.identifiers import IdentifierKind, sent_identifier
from app.steps.code import Code, RevealDemoCode
from app.steps.identifier import Identifier
from app.steps.new_password import NewPassword
from app.steps.received_code import Received, by_proof

__all__ = ["PasswordResetFlow", "ResetChannel", "ResetStep"]

RESET_ENTRY: Final = "reset"
"""Entry under which the device keeps the key of a reset, until the code was given: with it alone nobody gets in."""

_KEPT_SECONDS: Final = 15 * 60


class ResetStep(Enum):
    """Where one stands."""

    IDENTIFIER = auto()
    CHANNEL = auto()
    CODE = auto()
    PASSWORD = auto()


class PasswordResetFlow(Form):
    """A reset. It never says whether the identifier belongs to anybody: everybody goes through the same steps.

    Attributes:
        step: where one stands.
        identifier: for whom.
        channels: where the code can go.
        code: the code that was sent.
        password: the new password.
        send: has the code sent where the person chose.
        send_old: has an 8-digit password sent, to an old account.
        received: a code that came before, asked where no other can be had.
    """

    place: ClassVar = PASSWORD_RESET

    def __init__(
        self,
        client: Client,
        enter: Callable[[Scope], Awaitable[None]],
        *,
        reveal_demo_code: RevealDemoCode,
        observe: Callable[[ClientError | None], None],
        store: DeviceSecret | None = None,
    ) -> None:
        self._client = client
        self._enter = enter
        self._kept = KeptWait(store)
        self._observe = observe
        self._reveal_demo_code = reveal_demo_code
        self._channel: ResetChannel | None = None
        self._scope: Scope | None = None
        self._proof: str | None = None
        self.step = ResetStep.IDENTIFIER
        self.identifier = Identifier(name="identifier")
        self.channels: tuple[ResetChannel, ...] = ()
        self.code: Code | None = None
        self.send = Command(self._send, observe=observe)
        self.send_old = Command(self._send_old, observe=observe)
        self.received = Received(self._prove, observe=observe)
        self._last = self.send
        self._new_password()
        self._hear(self.send, self.send_old)
        super().__init__(self.identifier, send=self._find, observe=observe)

    @classmethod
    def of(cls, page: PageScope) -> Self:
        """Return the state of that page."""
        session, device = page.session, page.device
        return cls(
            page.client,
            session.enter,
            reveal_demo_code=session.reveal_demo_code,
            observe=session.observe,
            store=None if device.keeps_program else device.store(RESET_ENTRY),
        )

    async def recall(self) -> None:
        """Go on where one stood when the program went, or say that it is over."""
        found = await self._kept.load(_KEPT_SECONDS)
        if found is None or self.step is not ResetStep.IDENTIFIER:
            return
        challenge, kept = found
        if "token" not in kept:  # it went after the code, and whoever is here now may be somebody else
            self._kept.wipe()
            self.submit.fail(SessionExpired())
            return
        try:
            channels = tuple(ResetChannel.model_validate(each) for each in kept["channels"])
            token = SecretStr(kept["token"])
        except (ValidationError, TypeError, KeyError):
            return
        self._client.password_resets.resume(token)
        self.channels, self.step = channels, ResetStep.CHANNEL
        if challenge is not None:
            self._wait_for(challenge)

    def put_away(self) -> None:
        """Keep no secret and no refusal: the screen is left."""
        super().put_away()
        if self.step is ResetStep.IDENTIFIER:
            self.identifier.kind = IdentifierKind.NIR
            self.identifier.put("")
        self.password.put_away()
        self.received.put_away()
        if self.code is not None:
            self.code.put_away()
        for command in (self.send, self.send_old):
            command.drop()

    def gone(self) -> None:
        """Forget whoever began it."""
        self.start_again()
        self._scope = None
        self.put_away()

    async def choose(self, channel: ResetChannel) -> None:
        """Have the code sent to `channel`."""
        await self._ask(channel, self.send)

    async def choose_old(self, channel: ResetChannel) -> None:
        """Have an 8-digit password sent to `channel`."""
        await self._ask(channel, self.send_old)

    def start_again(self) -> None:
        """Go back to the identifier; what was typed of it stays."""
        self._kept.wipe()
        self.step, self.channels, self.code = ResetStep.IDENTIFIER, (), None
        for command in (self.submit, self.send, self.send_old):
            command.clear()
        self.received.put_away()

    async def _find(self) -> None:
        reset = await self._client.password_resets.start(sent_identifier(self.identifier.text))
        self.channels, self.step = reset.channels, ResetStep.CHANNEL
        self.send.clear()
        self.send_old.clear()
        self._keep(None)

    def _keep(self, challenge: Challenge | None) -> None:
        token = self._client.password_resets.token
        if token is not None:
            channels = [each.model_dump() for each in self.channels]
            self._kept.keep(challenge, token=token.get_secret_value(), channels=channels)

    async def _ask(self, channel: ResetChannel, command: Command) -> None:
        self._channel, self._last = channel, command
        for other in (self.send, self.send_old):
            other.clear()
        await command.run()
        self.received.hear(command.error)

    async def _prove(self, code: str) -> None:
        self._proof = code
        try:
            await by_proof(self._last)
        finally:
            self._proof = None

    async def _send(self) -> None:
        if self._channel is None:
            return
        challenge = await self._client.password_resets.send_code(self._channel.channel, self._proof)
        self._keep(challenge)
        self._wait_for(challenge)

    def _wait_for(self, challenge: Challenge) -> None:
        self.code = Code(
            challenge,
            verify=self._verify,
            resend=self._resend,
            reveal_demo_code=self._reveal_demo_code(challenge),
            observe=self._observe,
        )
        self.step = ResetStep.CODE

    async def _send_old(self) -> None:
        if self._channel is not None:
            await self._client.password_resets.send_old_password(self._channel.channel, self._proof)

    async def _resend(self) -> Challenge:
        challenge = await self._client.password_resets.resend()
        self._keep(challenge)
        return challenge

    async def _verify(self, code: str) -> None:
        await self._client.password_resets.verify(code)
        self._kept.keep(None)  # from here on its key alone would choose a password
        self.step = ResetStep.PASSWORD

    def _new_password(self) -> None:
        self.password = NewPassword(self._choose_password, observe=self._observe)

    async def _choose_password(self, password: str) -> None:
        # A reset serves once: where the account could not be read after it, only that is tried again.
        if self._scope is None:
            try:
                self._scope = (await self._client.password_resets.choose_password(password)).scope
            except SessionExpired as error:
                self.start_again()
                self._new_password()
                self.submit.fail(error)
                raise
        await self._enter(self._scope)
        self.start_again()
        self.identifier.clear()
        self._scope = None
