"""State of the sign-in screen."""

import asyncio
from typing import ClassVar, Final, Self

from app.core import routes
from app.core.field import Secret
from app.core.form import Form
from app.core.scope import PageScope
from app.core.session import Session
from app.platforms.last_answers import KeptAnswers
from app.platforms.secret_store import Aside, DeviceSecret, StorageRefused
from app.rules.identifiers import IdentifierKind, kind_of, masked, sent_identifier
from app.steps.identifier import Identifier

IDENTIFIER_ENTRY: Final = "identifiant"
"""Entry under which the device keeps the identifier, for "Se souvenir de moi"."""


class SignIn(Form):
    """What is typed in the sign-in form, and what came of it.

    Attributes:
        identifier: who signs in; not asked where the device remembers.
        password: emptied once signed in.
        remember: whether the device shall remember the identifier.
        recalled: the identifier that this device remembers, None when it remembers nobody.
        storage_refused: whether the device's store could not be read.
    """

    place: ClassVar = routes.SIGN_IN

    def __init__(self, session: Session, store: DeviceSecret, answers: KeptAnswers) -> None:
        self._session = session
        self._store = store
        self._answers = answers
        self._aside = Aside()
        self.identifier = Identifier(name="identifier", asked=lambda: self.recalled is None)
        self.password = Secret(name="password")
        self.remember = False
        self.recalled: str | None = None
        self.storage_refused = False
        self._recall_tried = False
        self._kept: str | None = None
        self._watching: object = None
        self._hearing: asyncio.Task[None] | None = None
        self._wiping: asyncio.Future[None] | None = None
        super().__init__(
            self.identifier, self.password, send=self._sign_in, observe=session.observe, navigates=True
        )

    @classmethod
    def of(cls, page: PageScope) -> Self:
        """Return the state of that page."""
        state = cls(page.session, page.device.store(IDENTIFIER_ENTRY), page.device.answers)
        state._watching = page.device.presence.watch(IDENTIFIER_ENTRY, state.hear)
        return state

    @property
    def recalled_shown(self) -> str | None:
        """The remembered identifier, hidden but for its last three characters."""
        return masked(self.recalled) if self.recalled else None

    async def recall(self) -> None:
        """Ask the device, once, whom it remembers."""
        if self._recall_tried:
            return
        self._recall_tried = True
        try:
            recalled = await self._store.load()
        except StorageRefused:
            self.storage_refused = True
            return
        self._kept = recalled
        self._show(recalled)

    def hear(self) -> None:
        """Take note that another tab has had the device remember somebody, or nobody ("Ce n'est pas moi")."""
        self._hearing = asyncio.create_task(self._recall_again())

    def propose(self, identifier: str) -> None:
        """Have the form ask for this identifier's kind, filled in: that of an account just made here."""
        self.recalled = None
        self.identifier.propose(identifier)
        self.submit.clear()

    async def forget(self) -> None:
        """Have the device remember nobody ("Ce n'est pas moi")."""
        self.recalled, self.remember, self.identifier.kind = None, False, IdentifierKind.NIR
        await self._wipe()

    async def set_remember(self, *, ticked: bool) -> None:
        """Tick or untick the box; unticking forgets at once."""
        self.remember = ticked
        if not ticked:
            await self._wipe()

    def swap_kind(self) -> None:
        """Ask for the other kind of identifier."""
        self.identifier.swap()
        self.submit.clear()

    def put_away(self) -> None:
        """Keep nothing of what was typed, nor of what was refused: the screen is left."""
        super().put_away()
        self.identifier.put("")
        self.identifier.kind = kind_of(self.recalled) if self.recalled else IdentifierKind.NIR
        self.remember = self.recalled is not None

    def _show(self, recalled: str | None) -> None:
        if recalled and not self.identifier.text:
            self.recalled, self.remember, self.identifier.kind = recalled, True, kind_of(recalled)
            self.identifier.problem = None

    async def _recall_again(self) -> None:
        if not self._recall_tried:
            return  # it is read when it is first shown
        try:
            kept = await self._store.load()
        except StorageRefused:
            return
        if kept == self._kept:
            return
        self._kept = kept
        if kept is not None:
            self._show(kept)
        elif self.recalled is not None:
            self.recalled = None
            self.put_away()  # a password typed for whom was remembered

    async def _sign_in(self) -> None:
        identifier = sent_identifier(self.recalled or self.identifier.text)
        remember = self.remember  # signed in, the screen is left, and its box is put away with it
        await self._session.sign_in(identifier, self.password.text, remember=remember)
        # Emptied as soon as it was accepted: the next person at this screen must not find it. A refusal keeps it.
        self.password.clear()
        self.identifier.clear()
        if remember and identifier != self._kept:
            self._kept = identifier
            try:
                await self._aside.tell(self._store.save(identifier), self._unkept)
            except StorageRefused:
                self._unkept()
        self.recalled = None
        if remember:
            self._show(self._kept)

    def _unkept(self) -> None:
        self._kept = self.recalled = None
        self._session.note_storage_refused()

    async def _wipe(self) -> None:
        self._kept = None
        self._wiping = self._answers.wipe()
        try:
            await self._aside.tell(self._store.forget(), self._unforgotten)
        except StorageRefused:
            self._unforgotten()

    def _unforgotten(self) -> None:
        self.storage_refused = True
