from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from api_client import ChangedMeanwhile, Client, ConnectionFailed, CredentialsRefused, Retry, SessionExpired
from app.core.routes import Phase
from app.core.scope import PageScope
from app.core.session import Session
from app.rules.problem import Fault
from tests.app.enrolment_steps import PASSWORD, enter_code
from tests.app.migration_steps import MAIL, accept, begin, bring, migration_of

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
    change = await begin(page, find, role)
    assert not change.begun
    await bring(change, demo, "done")
    assert session.phase is Phase.MIGRATING
    await change.complete.run()
    assert session.phase is Phase.SIGNED_IN
    assert session.account is not None
    assert change.completion is not None
    assert "m•••@exemple.fr" in [told.masked_destination for told in change.completion.confirmed]
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
    change = await begin(page, find, role)
    for due in steps:
        await bring(change, demo, due)
        passed = {*steps[: steps.index(due)]} - {"code"}
        assert {step for step in STEPS if change.may_stand_at(step)} == passed | {due}


async def test_the_way_back(page: PageScope, demo: Demo, find: Find) -> None:
    """Each step leads to the one before that is open; the code, which served, is passed over."""
    change = await begin(page, find)
    await bring(change, demo, "authorisations")
    assert change.before("authorisations") == "contact"
    assert change.before("contact") == "password"
    assert change.before("password") == "terms"
    assert change.before("terms") == "terms"


@pytest.mark.parametrize("due", STEPS[1:])
async def test_leaving_and_coming_back(
    page: PageScope, session: Session, demo: Demo, find: Find, due: str
) -> None:
    """Signed out at any step, the old password takes the change up there; nothing typed is left meanwhile."""
    change = await begin(page, find)
    await bring(change, demo, due)
    await session.sign_out()
    assert page.person is None
    again = await begin(page, find)
    assert again is not change
    assert (again.step, again.begun) == (due, True)
    assert again.password.value.text == ""
    await bring(again, demo, "done")
    await again.complete.run()
    assert session.phase is Phase.SIGNED_IN


async def test_terms_are_not_accepted_without_the_box(page: PageScope, find: Find, network: Network) -> None:
    """What is missing is said beside the box, and nothing leaves."""
    change = await begin(page, find)
    await change.acceptance.terms.load.run()
    before = list(network.asked)
    await change.acceptance.run()
    assert change.acceptance.accepted.problem is not None
    assert (change.acceptance.attempts, network.asked) == (1, before)
    await change.acceptance.accepted.tick(True)  # noqa: FBT003 - what a box says
    assert change.acceptance.accepted.problem is None
    await change.acceptance.run()
    assert change.step == "password"


async def test_terms_that_changed_are_read_again(page: PageScope, find: Find, network: Network) -> None:
    """Others in force than those on the screen are shown, and another tick is asked for."""
    change = await begin(page, find)
    await change.acceptance.terms.load.run()
    read = change.acceptance.terms.value
    assert read is not None
    change.acceptance.terms.value = read.model_copy(update={"version": "1999-01"})
    await change.acceptance.accepted.tick(True)  # noqa: FBT003 - what a box says
    await change.acceptance.run()
    assert isinstance(change.acceptance.submit.error, ChangedMeanwhile)
    assert change.acceptance.terms.value == read
    assert not change.acceptance.accepted.ticked
    await accept(change)
    assert change.step == "password"


async def test_the_known_contact_is_offered(page: PageScope, demo: Demo, find: Find) -> None:
    """Each channel offers its own; taken, nothing is typed; declined, a contact is."""
    change = await begin(page, find)
    await bring(change, demo, "contact")
    contact = change.contact
    assert (contact.offered, contact.asked) == ("06 •• •• •• 22", False)
    contact.choose("mail")
    assert (contact.offered, contact.asked) == ("m•••@example.org", False)
    contact.decline(declined=True)
    await contact.run()
    assert contact.value.problem is not None
    contact.decline(declined=False)
    await contact.run()
    assert change.step == "code"
    assert change.code is not None
    assert change.code.challenge.masked_destination == "m•••@example.org"


async def test_where_nothing_is_known_nothing_is_offered(page: PageScope, demo: Demo, find: Find) -> None:
    """A number or an address is typed, once: the code proves it."""
    change = await begin(page, find, "ancien-seul")
    await bring(change, demo, "contact")
    assert (change.contact.offered, change.contact.asked, change.contact.twice) == (None, True, False)
    change.contact.value.type("06 12")
    await change.contact.run()
    assert change.contact.value.problem is not None
    assert change.contact.value.problem.fault is Fault.WRONG_SHAPE
    assert change.contact.value.text == "06 12"


async def test_the_contact_can_wait(page: PageScope, demo: Demo, find: Find) -> None:
    """Passed, the next step comes; changed one's mind, the contact is there again."""
    change = await begin(page, find)
    await bring(change, demo, "contact")
    await change.skip.run()
    assert change.step == "authorisations"
    assert change.draft is not None
    assert change.draft.contact_postponed
    assert change.may_stand_at("contact")
    change.contact.choose("mail")
    await change.contact.run()
    assert change.step == "code"


async def test_a_contact_that_was_typed_comes_back(
    page: PageScope, session: Session, demo: Demo, find: Find
) -> None:
    """Taken up elsewhere, the change finds the contact as it was typed; one that was offered is offered again."""
    change = await begin(page, find)
    await bring(change, demo, "code")
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
    change = await begin(page, find)
    await bring(change, demo, "code")
    first = change.code
    change.contact.value.type("autre@exemple.fr")
    await change.contact.run()
    assert change.code is not first
    assert change.code is not None
    assert change.code.challenge.masked_destination == "a•••@exemple.fr"
    await enter_code(change.code, demo)
    assert change.step == "authorisations"


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
    change = await begin(page, find)
    await bring(change, demo, "authorisations")
    change.spouse.authorised.choose(answer)
    await change.spouse.run()
    await change.complete.run()
    assert session.account is not None
    assert session.account.file is not None
    assert session.account.file.spouse_authorised is answer


async def test_the_spouse_may_be_passed(page: PageScope, demo: Demo, find: Find, network: Network) -> None:
    """Nothing chosen is said before it leaves; "Passer" goes on without an answer."""
    change = await begin(page, find)
    await bring(change, demo, "authorisations")
    before = list(network.asked)
    await change.spouse.run()
    assert change.spouse.authorised.problem is not None
    assert (change.spouse.attempts, network.asked) == (1, before)
    await change.spouse.pass_on.run()
    assert (change.step, change.spouse.authorised.problem) == ("done", None)


async def test_a_new_password_that_is_the_old_one_is_said(
    page: PageScope, session: Session, demo: Demo, find: Find, client: Client
) -> None:
    """Chosen by a code just before, it cannot be chosen anew: said at its field, and kept there."""
    reset = await client.password_resets.start(find("ancien-couple").identifier)
    await client.password_resets.send_code(reset.channels[0].channel)
    await client.password_resets.verify(await demo.code())
    opened = await client.password_resets.choose_password(PASSWORD)
    await session.enter(opened.scope)
    change = migration_of(page)
    assert change is not None
    await change.reading.load.run()
    await bring(change, demo, "contact")
    change.password.value.type(PASSWORD)
    change.password.again.type(PASSWORD)
    await change.password.run()
    assert change.password.value.problem is not None
    assert change.password.value.problem.fault is Fault.SAME_AS_OLD
    assert change.password.value.text == PASSWORD


async def test_a_double_press_completes_once(  # noqa: PLR0917 - fixtures are given by name
    page: PageScope, session: Session, demo: Demo, find: Find, network: Network, until: Until
) -> None:
    """A double tap asks once."""
    change = await begin(page, find, "ancien-seul")
    await bring(change, demo, "done")
    network.hold()
    first = asyncio.create_task(change.complete.run())
    await until(lambda: COMPLETION in network.asked)
    await change.complete.run()
    network.release()
    await first
    assert network.asked.count(COMPLETION) == 1
    assert session.phase is Phase.SIGNED_IN


async def test_a_cut_before_the_end_is_tried_again(
    page: PageScope, session: Session, demo: Demo, find: Find, network: Network
) -> None:
    """Without a network nothing is lost: pressing again makes the change."""
    change = await begin(page, find, "ancien-seul")
    await bring(change, demo, "done")
    network.cut = True
    await change.complete.run()
    assert isinstance(change.complete.error, ConnectionFailed)
    assert session.phase is Phase.MIGRATING
    network.cut = False
    await change.complete.run()
    assert session.phase is Phase.SIGNED_IN


async def test_an_account_that_cannot_be_read_after_it(
    page: PageScope, session: Session, demo: Demo, find: Find, network: Network
) -> None:
    """The change is made once; only the reading is tried again."""
    change = await begin(page, find, "ancien-seul")
    await bring(change, demo, "done")
    await demo.fail("/v1/me", 500)
    await change.complete.run()
    assert change.completion is not None
    assert session.phase is Phase.MIGRATING
    await change.complete.run()
    assert session.phase is Phase.SIGNED_IN
    assert network.asked.count(COMPLETION) == 1


async def test_a_change_made_on_another_device_ends_this_one(  # noqa: PLR0917 - fixtures are given by name
    page: PageScope, session: Session, device: Device, demo: Demo, find: Find, base_url: str
) -> None:
    """What is under way here is over: the person signs in with the new password."""
    change = await begin(page, find, "ancien-seul")
    await bring(change, demo, "contact")
    async with Client(base_url, retry=Retry(limit=0)) as elsewhere:
        other = PageScope(elsewhere, Session(elsewhere), device)
        made = await begin(other, find, "ancien-seul")
        await bring(made, demo, "done")
        await made.complete.run()
        other.session.close()
    await change.skip.run()
    assert isinstance(change.skip.error, SessionExpired)
    assert (session.phase, page.person) == (Phase.ENDED, None)


async def test_nothing_of_the_person_shows(page: PageScope, demo: Demo, find: Find) -> None:
    """Neither contact, code nor password is in what a log line would print of the states."""
    change = await begin(page, find)
    await bring(change, demo, "code")
    change.password.value.type(PASSWORD)
    assert change.code is not None
    change.code.typed.type(await demo.code())
    for state in (change, change.draft, *vars(change).values()):
        for secret in (MAIL, PASSWORD, await demo.code()):
            assert secret not in repr(state)
