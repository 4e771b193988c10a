"""State of the sign-in screen."""

from typing import ClassVar

from app.core.command import Command
from app.core.form import Form
from app.core.session import Session
from app.platforms.secret_store import Aside, DeviceSecret, StorageRefused
from app.rules.identifiers import (
    IdentifierKind,
    check_identifier,
    grouped,
    kind_of,
    masked,
    meant_kind,
    sent_identifier,
)
from app.rules.passwords import check_password
from app.rules.problem import Fault, Problem


class SignIn(Form):
    """What is typed in the sign-in form, and what came of it.

    Attributes:
        kind: which identifier the field asks for.
        identifier: what its field holds.
        password: what its field holds; emptied once signed in.
        remember: whether the box is ticked.
        recalled: the identifier that this device remembers, None when it remembers nobody.
        identifier_problem: what is wrong with the identifier.
        password_problem: what is wrong with the password.
        attempts: submissions refused before being sent; changes each time, so that the errors are said again.
        storage_refused: whether the device's store could not be read.
        submit: signs in.
    """

    _TYPED: ClassVar = frozenset({"identifier", "password"})

    def __init__(self, session: Session, store: DeviceSecret) -> None:
        self._session = session
        self._store = store
        self._aside = Aside()
        self.kind = IdentifierKind.NIR
        self.identifier = ""
        self.password = ""
        self.remember = False
        self.recalled: str | None = None
        self.identifier_problem: Problem | None = None
        self.password_problem: Problem | None = None
        self.attempts = 0
        self.storage_refused = False
        self._recall_tried = False
        self._kept: str | None = None
        self.submit = Command(self._sign_in, observe=session.observe, navigates=True)

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
        if recalled and not self.identifier:
            self.recalled, self.remember, self.kind = recalled, True, kind_of(recalled)
            self.identifier_problem = None

    def propose(self, identifier: str) -> None:
        """Have the form ask for this identifier's kind, filled in: that of an account just made here."""
        self.recalled, self.kind = None, kind_of(identifier)
        self.identifier, self.identifier_problem = grouped(identifier), None
        self.submit.clear()
        self.tell()

    async def disown(self) -> None:
        """Forget the remembered person ("Ce n'est pas moi")."""
        self.recalled, self.remember, self.kind = None, False, IdentifierKind.NIR
        await self._forget()

    async def set_remember(self, *, ticked: bool) -> None:
        """Tick or untick the box; unticking forgets at once."""
        self.remember = ticked
        if not ticked:
            await self._forget()

    def swap_kind(self) -> None:
        """Ask for the other kind of identifier; what was typed for this one is not one of those."""
        self.kind = IdentifierKind.PROVISIONAL if self.kind is IdentifierKind.NIR else IdentifierKind.NIR
        self.identifier, self.identifier_problem = "", None
        self.submit.clear()

    def type_identifier(self, text: str) -> None:
        """Take what the identifier's field holds now."""
        self.identifier, self.identifier_problem = text, None

    def type_password(self, text: str) -> None:
        """Take what the password's field holds now."""
        self.password, self.password_problem = text, None

    def leave_identifier(self) -> None:
        """Group the identifier as it is printed, now that nobody types in it."""
        self.identifier = grouped(self.identifier)
        self.tell()

    def put_away(self) -> None:
        """Keep nothing of what was typed, nor of what was refused: the screen is left."""
        self.identifier, self.password = "", ""
        self.identifier_problem = self.password_problem = None
        self.kind = kind_of(self.recalled) if self.recalled else IdentifierKind.NIR
        self.remember = self.recalled is not None
        self.submit.drop()
        self.tell()

    async def run(self) -> None:
        """Sign in, unless something is plainly wrong with what is typed."""
        self.submit.clear()
        if self.recalled is None:
            self.kind = meant_kind(self.kind, self.identifier)
            self.identifier_problem = check_identifier(self.kind, self.identifier)
        self.password_problem = check_password(self.password)
        if self.identifier_problem or self.password_problem:
            self.attempts += 1
            return
        await self.submit.run()
        if self.submit.error is not None:
            self.attempts += 1

    @property
    def temporary(self) -> bool:
        """Whether the number typed is a waiting one: the identifiant provisoire is then what serves."""
        return self.identifier_problem is not None and self.identifier_problem.fault is Fault.TEMPORARY

    async def _sign_in(self) -> None:
        identifier = sent_identifier(self.recalled or self.identifier)
        await self._session.sign_in(identifier, self.password)
        # What was typed goes as soon as it has served: the next person at this screen finds nothing of it. It does
        # not for a refusal.
        self.password, self.identifier = "", ""
        if self.remember and identifier != self._kept:
            self._kept = identifier
            try:
                await self._aside.tell(self._store.save(identifier), self._unkept)
            except StorageRefused:
                self._unkept()
        self.recalled = self._kept if self.remember else None

    def _unkept(self) -> None:
        self._kept = self.recalled = None
        self._session.storage_refused = True

    async def _forget(self) -> None:
        self._kept = None
        try:
            await self._aside.tell(self._store.forget(), self._unforgotten)
        except StorageRefused:
            self._unforgotten()

    def _unforgotten(self) -> None:
        self.storage_refused = True
