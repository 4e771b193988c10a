from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import httpx
import pytest

from api_client import ChangedMeanwhile, Client, ConnectionFailed, CredentialsRefused, Retry, SessionExpired
from app.core.routes import Phase
from app.core.scope import PageScope
from app.core.session import Session
from app.rules.problem import Fault
from tests.app.enrolment_steps import PASSWORD, enter_code
from tests.app.migration_steps import MAIL, accept, begin, bring, migration_of
from tests.support.patience import PATIENCE_S

if TYPE_CHECKING:
    from app.platforms.device import Device
    from tests.app.conftest import Demo, Find, Network, Until

STEPS = ("terms", "password", "contact", "code", "authorisations", "done")
ALONE = tuple(step for step in STEPS if step != "authorisations")
COMPLETION = "POST /v1/migration/completion"


@pytest.mark.parametrize("role", ["ancien-seul", "ancien-couple"])
async def test_from_eight_digits_to_mon_compte(
    page: PageScope, session: Session, demo: Demo, find: Find, role: str
) -> None:
    """Each step leads to the next, and the end into the account; the old password is worth nothing then."""
    migration = await begin(page, find, role)
    assert not migration.begun
    await bring(migration, demo, "done")
    assert session.phase is Phase.MIGRATING
    await migration.complete.run()
    assert session.phase is Phase.SIGNED_IN
    assert session.account is not None
    assert migration.completion is not None
    assert "m•••@exemple.fr" in [told.masked_destination for told in migration.completion.confirmed]
    await session.sign_out()
    account = find(role)
    with pytest.raises(CredentialsRefused):
        await session.sign_in(account.identifier, account.password)
    await session.sign_in(account.identifier, PASSWORD)
    assert session.phase is Phase.SIGNED_IN
    assert not session.confirming


@pytest.mark.parametrize(
    ("role", "steps"), [("ancien-couple", STEPS), ("ancien-seul", ALONE)], ids=["couple", "alone"]
)
async def test_no_step_is_skipped(
    page: PageScope, demo: Demo, find: Find, role: str, steps: tuple[str, ...]
) -> None:
    """At each point the steps passed and the one waited for are open, the code once only, no other."""
    migration = await begin(page, find, role)
    for due in steps:
        await bring(migration, demo, due)
        passed = {*steps[: steps.index(due)]} - {"code"}
        assert {step for step in STEPS if migration.may_stand_at(step)} == passed | {due}


async def test_the_way_back(page: PageScope, demo: Demo, find: Find) -> None:
    """Each step leads to the one before that is open; the code, which served, is passed over."""
    migration = await begin(page, find)
    await bring(migration, demo, "authorisations")
    assert migration.before("authorisations") == "contact"
    assert migration.before("contact") == "password"
    assert migration.before("password") == "terms"
    assert migration.before("terms") == "terms"


@pytest.mark.parametrize("due", STEPS[1:])
async def test_leaving_and_coming_back(
    page: PageScope, session: Session, demo: Demo, find: Find, due: str
) -> None:
    """Signed out at any step, the old password takes the migration up there; nothing typed is left meanwhile."""
    migration = await begin(page, find)
    await bring(migration, demo, due)
    await session.sign_out()
    assert page.person is None
    again = await begin(page, find)
    assert again is not migration
    assert (again.step, again.begun) == (due, True)
    assert again.password.value.text == ""
    await bring(again, demo, "done")
    await again.complete.run()
    assert session.phase is Phase.SIGNED_IN


async def test_terms_are_not_accepted_without_the_box(page: PageScope, find: Find, network: Network) -> None:
    """What is missing is said beside the box, and nothing leaves."""
    migration = await begin(page, find)
    await migration.acceptance.terms.load.run()
    before = list(network.asked)
    await migration.acceptance.run()
    assert migration.acceptance.accepted.problem is not None
    assert (migration.acceptance.attempts, network.asked) == (1, before)
    await migration.acceptance.accepted.tick(True)  # noqa: FBT003 - what a box says
    assert migration.acceptance.accepted.problem is None
    await migration.acceptance.run()
    assert migration.step == "password"


async def test_terms_that_changed_are_read_again(page: PageScope, find: Find, network: Network) -> None:
    """Others in force than those on the screen are shown, and another tick is asked for."""
    migration = await begin(page, find)
    await migration.acceptance.terms.load.run()
    read = migration.acceptance.terms.value
    assert read is not None
    migration.acceptance.terms.value = read.model_copy(update={"version": "1999-01"})
    await migration.acceptance.accepted.tick(True)  # noqa: FBT003 - what a box says
    await migration.acceptance.run()
    assert isinstance(migration.acceptance.submit.error, ChangedMeanwhile)
    assert migration.acceptance.terms.value == read
    assert not migration.acceptance.accepted.ticked
    await accept(migration)
    assert migration.step == "password"


async def test_the_known_contact_is_offered(page: PageScope, demo: Demo, find: Find) -> None:
    """Each channel offers its own; taken, nothing is typed; declined, a contact is."""
    migration = await begin(page, find)
    await bring(migration, demo, "contact")
    contact = migration.contact
    assert (contact.offered, contact.asked) == ("06 •• •• •• 22", False)
    contact.choose("mail")
    assert (contact.offered, contact.asked) == ("m•••@example.org", False)
    contact.decline(declined=True)
    await contact.run()
    assert contact.value.problem is not None
    contact.decline(declined=False)
    await contact.run()
    assert migration.step == "code"
    assert migration.code is not None
    assert migration.code.challenge.masked_destination == "m•••@example.org"


async def test_where_nothing_is_known_nothing_is_offered(page: PageScope, demo: Demo, find: Find) -> None:
    """A number or an address is typed, once: the code proves it."""
    migration = await begin(page, find, "ancien-seul")
    await bring(migration, demo, "contact")
    assert (migration.contact.offered, migration.contact.asked, migration.contact.twice) == (
        None,
        True,
        False,
    )
    migration.contact.value.type("06 12")
    await migration.contact.run()
    assert migration.contact.value.problem is not None
    assert migration.contact.value.problem.fault is Fault.WRONG_SHAPE
    assert migration.contact.value.text == "06 12"


async def test_the_contact_can_wait(page: PageScope, demo: Demo, find: Find) -> None:
    """Passed, the next step comes; changed one's mind, the contact is there again."""
    migration = await begin(page, find)
    await bring(migration, demo, "contact")
    await migration.skip.run()
    assert migration.step == "authorisations"
    assert migration.draft is not None
    assert migration.draft.contact_postponed
    assert migration.may_stand_at("contact")
    migration.contact.choose("mail")
    await migration.contact.run()
    assert migration.step == "code"


async def test_a_contact_that_was_typed_comes_back(
    page: PageScope, session: Session, demo: Demo, find: Find
) -> None:
    """Taken up elsewhere, the migration finds the contact as it was typed; one that was offered is offered again."""
    migration = await begin(page, find)
    await bring(migration, demo, "code")
    await session.sign_out()
    again = await begin(page, find)
    assert (again.contact.channel, again.contact.value.text, again.contact.asked) == ("mail", MAIL, True)
    again.contact.decline(declined=False)
    await again.contact.run()
    assert again.contact.submit.error is None
    await session.sign_out()
    offered = await begin(page, find)
    assert (offered.contact.channel, offered.contact.value.text, offered.contact.asked) == ("mail", "", False)


async def test_a_changed_contact_has_another_code(page: PageScope, demo: Demo, find: Find) -> None:
    """The code on the screen is the one of the contact that was given last."""
    migration = await begin(page, find)
    await bring(migration, demo, "code")
    first = migration.code
    migration.contact.value.type("autre@exemple.fr")
    await migration.contact.run()
    assert migration.code is not first
    assert migration.code is not None
    assert migration.code.challenge.masked_destination == "a•••@exemple.fr"
    await enter_code(migration.code, demo)
    assert migration.step == "authorisations"


@pytest.mark.parametrize("answer", [True, False])
async def test_what_is_said_of_the_spouse(
    page: PageScope,
    session: Session,
    demo: Demo,
    find: Find,
    *,
    answer: bool,
) -> None:
    """Said at the end, it shows in the account."""
    migration = await begin(page, find)
    await bring(migration, demo, "authorisations")
    migration.spouse.authorised.choose(answer)
    await migration.spouse.run()
    await migration.complete.run()
    assert session.account is not None
    assert session.account.file is not None
    assert session.account.file.spouse_authorised is answer


async def test_the_spouse_may_be_passed(page: PageScope, demo: Demo, find: Find, network: Network) -> None:
    """Nothing chosen is said before it leaves; "Passer" goes on without an answer."""
    migration = await begin(page, find)
    await bring(migration, demo, "authorisations")
    before = list(network.asked)
    await migration.spouse.run()
    assert migration.spouse.authorised.problem is not None
    assert (migration.spouse.attempts, network.asked) == (1, before)
    await migration.spouse.pass_on.run()
    assert (migration.step, migration.spouse.authorised.problem) == ("done", None)


async def test_a_new_password_that_is_the_old_one_is_said(
    page: PageScope, session: Session, demo: Demo, find: Find, client: Client
) -> None:
    """Chosen by a code just before, it cannot be chosen anew: said at its field, and kept there."""
    reset = await client.password_resets.start(find("ancien-couple").identifier)
    await client.password_resets.send_code(reset.channels[0].channel)
    await client.password_resets.verify(await demo.code())
    opened = await client.password_resets.choose_password(PASSWORD)
    await session.enter(opened.scope)
    migration = migration_of(page)
    assert migration is not None
    await migration.reading.load.run()
    await bring(migration, demo, "contact")
    migration.password.value.type(PASSWORD)
    migration.password.again.type(PASSWORD)
    await migration.password.run()
    assert migration.password.value.problem is not None
    assert migration.password.value.problem.fault is Fault.SAME_AS_OLD
    assert migration.password.value.text == PASSWORD


async def test_a_double_press_completes_once(  # noqa: PLR0917 - fixtures are given by name
    page: PageScope, session: Session, demo: Demo, find: Find, network: Network, until: Until
) -> None:
    """A double tap asks once."""
    migration = await begin(page, find, "ancien-seul")
    await bring(migration, demo, "done")
    network.hold()
    first = asyncio.create_task(migration.complete.run())
    await until(lambda: COMPLETION in network.asked)
    await migration.complete.run()
    network.release()
    await first
    assert network.asked.count(COMPLETION) == 1
    assert session.phase is Phase.SIGNED_IN


async def test_a_cut_before_the_end_is_tried_again(
    page: PageScope, session: Session, demo: Demo, find: Find, network: Network
) -> None:
    """Without a network nothing is lost: pressing again completes it."""
    migration = await begin(page, find, "ancien-seul")
    await bring(migration, demo, "done")
    network.cut = True
    await migration.complete.run()
    assert isinstance(migration.complete.error, ConnectionFailed)
    assert session.phase is Phase.MIGRATING
    network.cut = False
    await migration.complete.run()
    assert session.phase is Phase.SIGNED_IN


async def test_an_account_that_cannot_be_read_after_it(
    page: PageScope, session: Session, demo: Demo, find: Find, network: Network
) -> None:
    """The change is made once; only the reading is tried again."""
    migration = await begin(page, find, "ancien-seul")
    await bring(migration, demo, "done")
    await demo.fail("/v1/me", 500)
    await migration.complete.run()
    assert migration.completion is not None
    assert session.phase is Phase.MIGRATING
    await migration.complete.run()
    assert session.phase is Phase.SIGNED_IN
    assert network.asked.count(COMPLETION) == 1


async def test_a_change_made_on_another_device_ends_this_one(  # noqa: PLR0917 - fixtures are given by name
    page: PageScope, session: Session, device: Device, demo: Demo, find: Find, base_url: str
) -> None:
    """What is under way here is over: the person signs in with the new password."""
    migration = await begin(page, find, "ancien-seul")
    await bring(migration, demo, "contact")
    async with Client(base_url, retry=Retry(limit=0), timeout=httpx.Timeout(PATIENCE_S)) as elsewhere:
        other = PageScope(elsewhere, Session(elsewhere), device)
        made = await begin(other, find, "ancien-seul")
        await bring(made, demo, "done")
        await made.complete.run()
        other.session.close()
    await migration.skip.run()
    assert isinstance(migration.skip.error, SessionExpired)
    assert (session.phase, page.person) == (Phase.ENDED, None)


async def test_nothing_of_the_person_shows(page: PageScope, demo: Demo, find: Find) -> None:
    """Neither contact, code nor password is in what a log line would print of the states."""
    migration = await begin(page, find)
    await bring(migration, demo, "code")
    migration.password.value.type(PASSWORD)
    assert migration.code is not None
    migration.code.typed.type(await demo.code())
    for state in (migration, migration.draft, *vars(migration).values()):
        for secret in (MAIL, PASSWORD, await demo.code()):
            assert secret not in repr(state)
