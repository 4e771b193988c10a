"""State of an enrolment, across its steps."""

from collections.abc import Callable
from typing import ClassVar, Final, Self

from pydantic import SecretStr

from api_client import Client
from api_client.challenges import Challenge
from api_client.enrolments import Completion, DocumentKind, Enrolment, Step
from api_client.errors import ClientError, SessionExpired
from app.core.command import Command
from app.core.draft_wizard import DraftWizard
from app.core.scope import PageScope
from app.core.wizard import Position
from app.enrolment.civil_status import CivilStatus
from app.enrolment.order import STEPS, position
from app.enrolment.paths import ENROLMENT
from app.enrolment.resumption import Resumption
from app.platforms.secret_store import Aside, DeviceSecret, StorageRefused
from app.steps.code import Code, RevealDemoCode, followed
from app.steps.contact import Channel, Contact
from app.steps.identity_document import Identity
from app.steps.new_password import NewPassword

__all__ = ["Completion", "Enrolment", "EnrolmentWizard", "Step"]

DRAFT_ENTRY: Final = "creation"
"""Entry under which the device keeps the key of an enrolment under way; wiped when it is done."""


class EnrolmentWizard(DraftWizard):
    """An enrolment under way. The server holds the draft; the device keeps the key to it, for 24 hours.

    Attributes:
        draft: what the server knows of it, None when none is under way here.
        benefit: the benefit that the person came to ask for.
        started_here: whether an enrolment begun before can be taken up on this device.
        lost: whether the one that was under way here is no more: 24 hours old, or taken up on another device.
        completion: what came of it, once done.
        signs_in_with: the identifier of the account made, as far as this program knows it, until the sign-in opens.
        civil_status, identity, contact, password: states of the steps of those names.
        code: state of the step that verifies the contact, while a code is waited for.
        begin: starts anew.
        resume: takes up the enrolment that this device keeps the key of.
        pass_identity: goes on without a French document.
        complete: makes the account.
        resumption: takes up an enrolment begun on another device.
    """

    place: ClassVar = ENROLMENT

    def __init__(
        self,
        client: Client,
        store: DeviceSecret,
        *,
        reveal_demo_code: RevealDemoCode,
        observe: Callable[[ClientError | None], None],
    ) -> None:
        self._client = client
        self._store = store
        self._aside = Aside()
        self._observe = observe
        self._reveal_demo_code = reveal_demo_code
        self._recalled = False
        self._kept: SecretStr | None = None
        self.draft: Enrolment | None = None
        self.benefit: str | None = None
        self.started_here = False
        self.lost = False
        self.completion: Completion | None = None
        self.signs_in_with: SecretStr | None = None
        self.code: Code | None = None
        self.begin = Command(self._begin, observe=self._observe_draft, navigates=True)
        self.resume = Command(self._resume, observe=self._observe_draft, navigates=True)
        self.pass_identity = Command(self._pass_identity, observe=self._observe_draft, navigates=True)
        self.complete = Command(self._complete, observe=self._observe_draft, navigates=True)
        self.resumption = Resumption(client, self.take_up, reveal_demo_code=reveal_demo_code, observe=observe)
        self._new_steps()
        self._hear(self.begin, self.resume, self.complete)

    @classmethod
    def of(cls, page: PageScope) -> Self:
        """Return the state of that page."""
        session = page.session
        return cls(
            page.client,
            page.device.store(DRAFT_ENTRY),
            reveal_demo_code=session.reveal_demo_code,
            observe=session.observe,
        )

    def put_away(self) -> None:
        """Keep no secret and no refusal: a step is left."""
        for state in (
            self.civil_status,
            self.identity,
            self.contact,
            self.code,
            self.password,
            self.resumption,
        ):
            if state is not None:
                state.put_away()
        for command in (self.begin, self.resume):
            command.drop()

    @property
    def step(self) -> Step | None:
        """The step that the server waits for; None when no enrolment is under way here."""
        return self.draft.step if self.draft is not None else None

    @property
    def position(self) -> Position | None:
        """The steps, as far as they are made; None once all are."""
        return None if self.step is None or self.step == "done" else position(self.step, self.steps)

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps of this person: no document is asked where FranceConnect vouched for the whole identity."""
        enrolment = self.draft
        if enrolment is None or enrolment.vouched is None or enrolment.step == "identity":
            return STEPS
        if enrolment.identity is None:
            documented = not enrolment.vouched.proves_identity
        else:
            documented = enrolment.identity.kind != "franceconnect"
        return STEPS if documented else tuple(step for step in STEPS if step != "identity")

    def ask_for(self, benefit: str) -> None:
        """Note which benefit the person comes to ask for."""
        self.benefit = benefit

    def leave(self) -> None:
        """Keep nothing of the account made: whoever sits here next does not find its identifier."""
        self.completion, self.signs_in_with = None, None

    async def recall(self) -> None:
        """Ask the device whether an enrolment was begun on it; ask again another time if it does not answer."""
        if self._recalled:
            return
        try:
            kept = await self._store.load()
        except StorageRefused:
            return
        if not self._recalled:  # nothing began, or ended, while it looked
            self._recalled, self.started_here = True, kept is not None

    async def take(self, enrolment: Enrolment) -> None:
        """Take the draft as the server has it now, and keep its key."""
        self.draft, self.started_here, self.lost = enrolment, True, False
        self._recalled = True
        shown = enrolment.identity
        self.identity.know(shown.kind if shown else None, shown.scans if shown else ())
        if enrolment.contact is not None and enrolment.contact.destination is not None:
            self.contact.know(enrolment.contact.channel, enrolment.contact.destination.get_secret_value())
        self.code = followed(self.code, enrolment.challenge, self._code)
        token = self._client.enrolments.token
        if token is not None and token != self._kept:
            try:
                await self._aside.tell(self._store.save(token.get_secret_value()))
            except StorageRefused:
                return  # it can be taken up by the contact all the same
            self._kept = token

    async def take_up(self, enrolment: Enrolment) -> None:
        """Go on with another enrolment than the one that was under way here."""
        self._new_steps()
        self.completion, self.code, self.signs_in_with = None, None, None
        await self.take(enrolment)

    async def begin_vouched(self, ticket: SecretStr) -> None:
        """Begin with the identity that FranceConnect vouched for.

        Raises:
            ClientError: the ticket has served, or no answer.
        """
        await self.take_up(await self._client.enrolments.start_vouched(ticket, self.benefit))

    async def forget(self) -> None:
        """Have this device know nothing of an enrolment any more."""
        self._client.enrolments.forget()
        self.draft, self.completion, self.benefit = None, None, None
        self.code, self.signs_in_with = None, None
        self._new_steps()
        await self._wipe()

    async def _begin(self) -> None:
        await self.take_up(await self._client.enrolments.start(self.benefit))

    async def _resume(self) -> None:
        if self._client.enrolments.token is None:
            try:
                token = await self._store.load()
            except StorageRefused:
                token = None
            if token is None:
                self.started_here = False
                return
            self._client.enrolments.take_up(token)
            self._kept = self._client.enrolments.token
        try:
            enrolment = await self._client.enrolments.current()
        except SessionExpired:
            await self._wipe()
            raise
        if enrolment.step == "done":
            # Stopped before its answer came.
            await self._complete()
        elif self.draft is None:
            await self.take_up(enrolment)
        else:
            await self.take(enrolment)

    async def _show_document(self, kind: DocumentKind, number: str | None) -> None:
        await self.take(await self._client.enrolments.identity(kind, number))

    async def _pass_identity(self) -> None:
        if self.identity.undeclared:
            await self.take(await self._client.enrolments.identity("none"))
        await self.take(await self._client.enrolments.continue_identity())

    def _code(self, challenge: Challenge) -> Code:
        return Code(
            challenge,
            verify=self._verify,
            resend=self._client.enrolments.resend,
            reveal_demo_code=self._reveal_demo_code(challenge),
            observe=self._observe_draft,
        )

    async def _verify(self, code: str) -> None:
        await self.take(await self._client.enrolments.verify(code))

    async def _complete(self) -> None:
        done = await self._client.enrolments.complete()
        self.completion = done.model_copy(update={"benefit": self.benefit or done.benefit})
        nir = self.civil_status.given_nir
        self.signs_in_with = done.provisional or (SecretStr(nir) if nir else None)
        self.benefit = None
        self._client.enrolments.forget()
        self.draft, self.code = None, None
        self._new_steps()
        await self._wipe()

    async def _wipe(self) -> None:
        self._recalled, self.started_here = True, False
        self._kept = None
        try:
            await self._aside.tell(self._store.forget())
        except StorageRefused:
            return

    def _new_steps(self) -> None:
        self.civil_status = CivilStatus(self._client, self.take, observe=self._observe_draft)
        self.identity = Identity(
            self._client.enrolments.scans, self._show_document, observe=self._observe_draft
        )
        self.contact = Contact(self._send_code, open_to_strangers=True, observe=self._observe_draft)
        self.password = NewPassword(self._choose_password, observe=self._observe_draft)

    def _observe_draft(self, error: ClientError | None) -> None:
        """Note how a call went; the end of the draft is not the end of a session."""
        if isinstance(error, SessionExpired):
            self.draft, self.code = None, None
            self.started_here, self.lost = False, True
            error = None
        self._observe(error)

    async def _send_code(self, channel: Channel, value: str) -> None:
        taken = await self._client.enrolments.contact(channel, value, self.contact.proof)
        self.code = None
        await self.take(taken.enrolment.model_copy(update={"challenge": taken.challenge}))

    async def _choose_password(self, password: str) -> None:
        await self.take(await self._client.enrolments.password(password))
