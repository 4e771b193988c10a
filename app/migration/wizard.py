"""State of the migration of an old account, across its steps."""

from collections.abc import Awaitable, Callable
from typing import ClassVar, Self

from api_client import Client
from api_client.challenges import Challenge
from api_client.errors import ClientError
from api_client.held_session import Scope
from api_client.migration import Migration, MigrationCompletion, MigrationStep
from app.core.command import Command
from app.core.draft_wizard import DraftWizard
from app.core.resource import Resource
from app.core.routes import MIGRATION, Phase
from app.core.scope import PageScope, PersonScope
from app.core.wizard import Position
from app.migration.order import position
from app.migration.spouse import SpouseChoice
from app.steps.acceptance import Acceptance
from app.steps.code import Code, RevealDemoCode, followed
from app.steps.contact import Channel, Contact
from app.steps.new_password import NewPassword

__all__ = ["Migration", "MigrationCompletion", "MigrationWizard", "migration_of"]


class MigrationWizard(DraftWizard):
    """A migration. The server keeps it for 24 hours: signing in with the old password takes it up.

    Attributes:
        draft: what the server knows of it; None before it was asked.
        reading: reads it.
        acceptance, password, contact, spouse: states of the steps of those names.
        code: state of the step that verifies the contact, while a code is waited for.
        skip: postpones the contact ("Passer cette étape").
        complete: completes the migration, then enters Mon Compte.
        completion: what came of it, once made.
    """

    place: ClassVar = MIGRATION

    def __init__(
        self,
        client: Client,
        enter: Callable[[Scope], Awaitable[None]],
        *,
        reveal_demo_code: RevealDemoCode,
        observe: Callable[[ClientError | None], None],
    ) -> None:
        self._client = client
        self._enter = enter
        self._reveal_demo_code = reveal_demo_code
        self._observe = observe
        self.draft: Migration | None = None
        self.reading = Resource(self._read, observe=observe)
        self.acceptance = Acceptance(client, self._accept, observe=observe)
        self.password = NewPassword(self._choose_password, observe=observe)
        self.contact = Contact(self._send_code, send_known=self._send_known, twice=False, observe=observe)
        self.code: Code | None = None
        self.spouse = SpouseChoice(self._authorise, observe=observe)
        self.skip = Command(self._skip, observe=observe, navigates=True)
        self.complete = Command(self._complete, observe=observe, navigates=True)
        self.completion: MigrationCompletion | None = None
        self._hear(self.skip, self.complete)

    @classmethod
    def of(cls, person: PersonScope) -> Self:
        """Return the migration of that person."""
        session = person.page.session
        return cls(
            person.page.client,
            session.enter,
            reveal_demo_code=session.reveal_demo_code,
            observe=session.observe,
        )

    @property
    def step(self) -> MigrationStep | None:
        """The step that the server waits for."""
        return self.draft.step if self.draft is not None else None

    @property
    def position(self) -> Position | None:
        """The steps that this person has to take."""
        if self.draft is None:
            return None
        return position(self.draft.step, couple=self.draft.spouse is not None)

    @property
    def spouse_name(self) -> str:
        """The name of the spouse of whom something may be chosen; empty where there is none."""
        spouse = self.draft.spouse if self.draft is not None else None
        return spouse.spouse_name if spouse is not None else ""

    @property
    def begun(self) -> bool:
        """Whether something of it is kept."""
        return self.draft is not None and self.draft.expires_in is not None

    def put_away(self) -> None:
        """Keep no secret and no refusal: a step is left."""
        for state in (self.password, self.contact, self.code):
            if state is not None:
                state.put_away()

    def take(self, migration: Migration) -> None:
        """Take the draft as the server has it now."""
        first = self.draft is None
        self.draft = migration
        self.contact.offer({known.channel: known.masked_destination for known in migration.known_contacts})
        given = migration.contact
        if first and given is not None:
            if given.destination is not None:
                self.contact.know(given.channel, given.destination.get_secret_value())
            self.contact.choose(given.channel)
        elif first and {known.channel for known in migration.known_contacts} == {"mail"}:
            self.contact.choose("mail")
        if first and migration.spouse is not None and migration.spouse.authorised is not None:
            self.spouse.authorised.choose(migration.spouse.authorised)
        self.code = followed(self.code, migration.challenge, self._code)

    async def _read(self) -> Migration:
        migration = await self._client.migration.current()
        self.take(migration)
        return migration

    async def _accept(self, version: str) -> None:
        self.take(await self._client.migration.accept_terms(version))

    async def _choose_password(self, password: str) -> None:
        self.take(await self._client.migration.password(password))

    async def _send_code(self, channel: Channel, value: str) -> None:
        taken = await self._client.migration.contact(channel, value)
        self.code = None
        self.take(taken.migration)

    async def _send_known(self, channel: Channel) -> None:
        taken = await self._client.migration.known_contact(channel)
        self.code = None
        self.take(taken.migration)

    async def _skip(self) -> None:
        self.take(await self._client.migration.skip_contact())

    def _code(self, challenge: Challenge) -> Code:
        return Code(
            challenge,
            verify=self._verify,
            resend=self._client.migration.resend,
            reveal_demo_code=self._reveal_demo_code(challenge),
            observe=self._observe,
        )

    async def _verify(self, code: str) -> None:
        self.take(await self._client.migration.verify(code))

    async def _authorise(self, authorised: bool | None) -> None:  # noqa: FBT001 - the answer, or none
        self.take(await self._client.migration.authorise(authorised))

    async def _complete(self) -> None:
        # Made once: where the account could not be read after it, only that is tried again.
        if self.completion is None:
            self.completion = await self._client.migration.complete()
        await self._enter("full")


def migration_of(page: PageScope) -> MigrationWizard | None:
    """Return the migration under way on a page, until its confirmation is left; None where there is none."""
    session = page.session
    under_way = session.phase is Phase.MIGRATING or session.confirming
    return page.person.state(MigrationWizard.of) if under_way and page.person is not None else None
