"""How tests go through the migration, as a person does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.migration.wizard import MigrationWizard
from tests.app.enrolment_steps import PASSWORD, enter_code

if TYPE_CHECKING:
    from app.core.scope import PageScope
    from tests.app.conftest import Demo, Find

MAIL = "marie@exemple.fr"


def migration_of(page: PageScope) -> MigrationWizard:
    """Return the migration of who is here."""
    assert page.person is not None
    return page.person.state(MigrationWizard.of)


async def begin(page: PageScope, find: Find, role: str = "ancien-couple") -> MigrationWizard:
    """Sign in with the old password, and read how far the migration has come."""
    account = find(role)
    await page.session.sign_in(account.identifier, account.password)
    migration = migration_of(page)
    await migration.reading.load.run()
    return migration


async def accept(migration: MigrationWizard) -> None:
    """Read the terms, and accept them."""
    await migration.acceptance.terms.load.run()
    await migration.acceptance.accepted.tick(True)  # noqa: FBT003 - what a box says
    await migration.acceptance.run()


async def bring(migration: MigrationWizard, demo: Demo, step: str) -> None:
    """Go from the door to `step`."""
    while migration.step != step:
        before = migration.step
        match before:
            case "terms":
                await accept(migration)
            case "password":
                migration.password.value.type(PASSWORD)
                migration.password.again.type(PASSWORD)
                await migration.password.run()
            case "contact":
                migration.contact.choose("mail")
                migration.contact.decline(declined=True)
                migration.contact.value.type(MAIL)
                await migration.contact.run()
            case "code":
                await enter_code(migration.code, demo)
            case "authorisations":
                migration.spouse.authorised.choose(True)  # noqa: FBT003 - the answer
                await migration.spouse.run()
        assert migration.step != before, f"held at {before}"
