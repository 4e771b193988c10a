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
    """Return the change of connection of who is here."""
    assert page.person is not None
    return page.person.state(MigrationWizard.of)


async def begin(page: PageScope, find: Find, role: str = "ancien-couple") -> MigrationWizard:
    """Sign in with the old password, and read how far the change has come."""
    account = find(role)
    await page.session.sign_in(account.identifier, account.password)
    change = migration_of(page)
    await change.reading.load.run()
    return change


async def accept(change: MigrationWizard) -> None:
    """Read the terms, and accept them."""
    await change.acceptance.terms.load.run()
    await change.acceptance.accepted.tick(True)  # noqa: FBT003 - what a box says
    await change.acceptance.run()


async def bring(change: MigrationWizard, demo: Demo, step: str) -> None:
    """Go from the door to `step`."""
    while change.step != step:
        before = change.step
        match before:
            case "terms":
                await accept(change)
            case "password":
                change.password.value.type(PASSWORD)
                change.password.again.type(PASSWORD)
                await change.password.run()
            case "contact":
                change.contact.choose("mail")
                change.contact.decline(declined=True)
                change.contact.value.type(MAIL)
                await change.contact.run()
            case "code":
                await enter_code(change.code, demo)
            case "authorisations":
                change.spouse.authorised.choose(True)  # noqa: FBT003 - the answer
                await change.spouse.run()
        assert change.step != before, f"held at {before}"
