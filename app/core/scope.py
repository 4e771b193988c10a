"""How long states live: as long as a page, as a person is there, or as one of their files is looked at.

A scope builds a state when it is first asked for it, and knows none by name: `page.state(Benefits.of)`,
`file.state(PaymentDetail.of, payment_id)`. What else concerns a state it says by the protocols below.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import Any, Generic, Protocol, Self, TypeVar, TypeVarTuple, cast, runtime_checkable

from api_client import Client
from api_client.errors import ClientError
from app.core.account import Account
from app.core.kept_code import CODE_ENTRY
from app.core.routes import Door
from app.core.session import Session
from app.platforms.device import Device

S = TypeVar("S")
K = TypeVarTuple("K")


class Shared(Generic[S]):
    """A state that one feature has and others are given, who know it by a protocol alone: no feature imports another.

    Args:
        name: what it is called where no feature shares it.
    """

    def __init__(self, name: str) -> None:
        self.name = name


@runtime_checkable
class Leavable(Protocol):
    """State of screens where a secret may be typed."""

    @property
    def place(self) -> str:
        """The path that they stand at, or under."""

    def put_away(self) -> None:
        """Keep no secret and no refusal: a screen is left."""


@runtime_checkable
class ArrivalListener(Protocol):
    """State that lives as long as the page, and hears of who comes in."""

    async def entered(self, *, proven: bool) -> None:
        """Take note that somebody has come in; `proven` tells whether by a password."""


@runtime_checkable
class DepartureListener(Protocol):
    """State that lives as long as the page, and holds something of the person who is here."""

    def gone(self) -> None:
        """Forget the person: nobody is here any more."""


@runtime_checkable
class SignOutListener(Protocol):
    """State that lives as long as the page, and keeps something on the device until its person leaves."""

    def signed_out(self) -> None:
        """Keep nothing of the person: they have left, or somebody else has come in their place."""


@runtime_checkable
class Sealable(Protocol):
    """State of a person that waits for them where their session ended by itself."""

    def seal(self) -> None:
        """Forget secrets and everything that was read; keep what was typed besides."""


class Forgettable(Protocol):
    """State of what the device keeps for its person."""

    async def forget(self) -> None:
        """Have the device keep nothing of it."""


class Scope:
    """The states that live equally long."""

    def __init__(self) -> None:
        self._states: dict[object, object] = {}

    def state(self, build: Callable[[Self, *K], S], *key: *K) -> S:
        """Return the state that `build` makes, the same each time.

        Args:
            build: makes it, of this scope and the key.
            key: tells it from others of its kind, such as the id of what it is the state of.

        Raises:
            TypeError: it can be put away, as every form can, and has no place: nobody would ever do it.
        """
        place = (build, key)
        if place not in self._states:
            state = build(self, *key)
            if hasattr(state, "put_away") and not isinstance(state, Leavable):
                raise TypeError(f"{type(state).__name__} has no place")
            self._states[place] = state
        return cast("S", self._states[place])

    def states(self) -> Iterator[object]:
        """Return the states built so far."""
        return iter(tuple(self._states.values()))


class FileScope(Scope):
    """One file of a person, as long as that person is here.

    Attributes:
        person: whose it is.
        file_id: which of theirs.
    """

    def __init__(self, person: "PersonScope", file_id: str) -> None:
        super().__init__()
        self.person = person
        self.file_id = file_id

    @property
    def client(self) -> Client:
        """What speaks for the person."""
        return self.person.page.client

    @property
    def observe(self) -> Callable[[ClientError | None], None]:
        """What is told how each call went."""
        return self.person.page.session.observe


class PersonScope(Scope):
    """One person, from the sign-in to the end of the session, the migration of an old account included.

    Attributes:
        page: where they are.
    """

    def __init__(self, page: "PageScope") -> None:
        super().__init__()
        self.page = page
        self._account: Account | None = None
        self._files: dict[str, FileScope] = {}

    @property
    def account(self) -> Account:
        """Who they are.

        Raises:
            LookupError: the account is not open yet.
        """
        if self._account is None:
            raise LookupError("no account is open")
        return self._account

    @property
    def file(self) -> FileScope | None:
        """The file looked at, None for a person who stands in none."""
        file = self.account.file
        if file is None:
            return None
        if file.file_id not in self._files:
            self._files[file.file_id] = FileScope(self, file.file_id)
        return self._files[file.file_id]

    async def read_again(self) -> None:
        """Read who they are anew, if they are still here: something of it changed."""
        if self._account is not None and self._account is self.page.session.account:
            await self._account.read_again()

    def note_closing(self, closes_at: datetime | None) -> None:
        """Have every screen know when their account closes, None where it does not any more."""
        self.account.note_closing(closes_at)

    def is_of_another(self, account: Account | None) -> bool:
        """Return whether an account is open here, and another than this one comes in."""
        mine = self._account.me.account_id if self._account is not None else None
        return mine is not None and (account is None or account.me.account_id != mine)

    def open(self, account: Account) -> None:
        """Take up the account, now that it is open."""
        self._account = account

    def seal(self) -> None:
        """Keep what may wait for the same person, and nothing else.

        A screen that is drawn once more before it goes still finds whose it was.
        """
        self._files.clear()
        self._states = {key: state for key, state in self._states.items() if isinstance(state, Sealable)}
        for state in self.states():
            cast("Sealable", state).seal()

    def states(self) -> Iterator[object]:
        """Return the states built so far, those of the files included."""
        return chain(super().states(), *(file.states() for file in tuple(self._files.values())))


@dataclass(frozen=True)
class Declared:
    """What the features of a program have to say to a page and its session.

    Attributes:
        doors: who may stand at screens that are neither open to all nor, under Mon Compte, to who is signed in alone.
        arrivals: done for a person with an account before anything is shown to them.
        kept: build the states of what the device keeps for its person.
        shared: build the states that features share with others.
    """

    doors: Mapping[str, Door] = field(default_factory=dict)
    arrivals: Sequence[Callable[[PersonScope], Awaitable[None]]] = ()
    kept: Sequence[Callable[["PageScope"], Forgettable]] = ()
    shared: Mapping[Shared[Any], Callable[["PageScope"], object]] = field(default_factory=dict)


class PageScope(Scope):
    """One window or browser tab.

    Attributes:
        client: speaks for whoever is here.
        session: who is here.
        device: what the device before the person offers.
        person: the states of that person; None where nobody is here.
    """

    def __init__(
        self, client: Client, session: Session, device: Device, declared: Declared | None = None
    ) -> None:
        """Begin, and hear of who comes and goes."""
        super().__init__()
        self.client = client
        self.session = session
        self.device = device
        self.person: PersonScope | None = None
        self._declared = declared or Declared()
        self._sealed: tuple[str, PersonScope] | None = None
        session.listen(self)

    @classmethod
    def begin(cls, client: Client, device: Device, declared: Declared) -> Self:
        """Return a page where nobody is yet."""
        session = Session(
            client,
            doors=declared.doors,
            device_name=device.name,
            presence=device.presence,
            code_store=None if device.keeps_program else device.store(CODE_ENTRY),
        )
        return cls(client, session, device, declared)

    def shared(self, what: Shared[S]) -> S:
        """Return the state of that page that some feature shares.

        Raises:
            LookupError: none does.
        """
        build = self._declared.shared.get(what)
        if build is None:
            raise LookupError(f"no feature shares {what.name}")
        return cast("S", self.state(build))

    async def entering(self, account: Account | None) -> None:
        """Have the states of who comes in be theirs alone, before anything is shown to them."""
        sealed, self._sealed = self._sealed, None
        if account is not None and sealed is not None and sealed[0] == account.me.account_id:
            self.person = sealed[1]
        elif self.person is None or self.person.is_of_another(account):
            self.person = PersonScope(self)
        if account is not None:
            self.person.open(account)
            for arrive in self._declared.arrivals:
                await arrive(self.person)

    async def entered(self, *, proven: bool) -> None:
        """Tell the states of the page."""
        for state in self.states():
            if isinstance(state, ArrivalListener):
                await state.entered(proven=proven)

    def gone(self, *, ended: str | None) -> None:
        """Drop the person, and have nothing of them left at any screen that is open to others.

        Args:
            ended: the account whose session ended by itself, if it did: what was typed waits for the same person.
        """
        person, self.person = self.person, None
        if ended is None:
            self._sealed = None
            for state in super().states():
                if isinstance(state, SignOutListener):
                    state.signed_out()
        elif person is not None:
            person.seal()
            self._sealed = ended, person
        self.overtaken()

    def overtaken(self) -> None:
        """Have nothing of whoever was on the way in be left at any screen that is open to others."""
        for state in super().states():
            if isinstance(state, DepartureListener):
                state.gone()
            if isinstance(state, Leavable):
                state.put_away()

    async def forget_person(self) -> None:
        """Have this device keep nothing for its person, whether or not they are here."""
        for build in self._declared.kept:
            await self.state(build).forget()

    def states(self) -> Iterator[object]:
        """Return the states built so far, those of the person included."""
        return chain(super().states(), self.person.states() if self.person is not None else ())
