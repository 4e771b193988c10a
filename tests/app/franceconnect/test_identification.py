from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from api_client.errors import ConnectionFailed, FranceConnectMismatch, TooYoung
from app.core import routes
from app.core.routes import Phase
from app.franceconnect.identification import Ending, FranceConnect, Stage
from app.franceconnect.paths import FRANCECONNECT
from app.payments.paths import PAYMENTS
from tests.app.account_states import code_of
from tests.app.enrolment_steps import enter_code, faults

if TYPE_CHECKING:
    from api_client import Client
    from app.core.scope import PageScope
    from app.core.session import Session
    from app.enrolment.wizard import EnrolmentWizard
    from tests.app.conftest import BrowserOfTest, Demo, Find, Network, Until


async def identified(state: FranceConnect, browser: BrowserOfTest, identity: str) -> None:
    await state.start()
    await browser.identify(identity)
    await state.come_back()


async def joined(
    state: FranceConnect, session: Session, browser: BrowserOfTest, find: Find, role: str
) -> None:
    """Go through it the first time, up to the account, and leave."""
    await identified(state, browser, role)
    await state.sign_in_to_join()
    account = find(role)
    await session.sign_in(account.identifier, account.password)
    assert state.link.joined_now
    await session.sign_out()


async def test_offered_where_the_server_says_so(
    franceconnect: FranceConnect, network: Network, demo: Demo
) -> None:
    """No button before the server has said so, none where it does not answer; it is asked once."""
    assert not franceconnect.available
    network.cut = True
    await franceconnect.look_once()
    assert not franceconnect.available
    network.cut = False
    await franceconnect.look_once()
    assert franceconnect.available
    await franceconnect.look_once()
    assert network.asked.count("GET /v1/franceconnect") == 2


async def test_joined_after_one_sign_in_then_straight_in(
    franceconnect: FranceConnect, session: Session, browser: BrowserOfTest, find: Find
) -> None:
    """The first time the password is asked and joins; the second time FranceConnect is enough."""
    await identified(franceconnect, browser, "responsable-seul")
    assert franceconnect.stage is Stage.FOUND
    assert franceconnect.case is not None
    assert (franceconnect.case.kind, franceconnect.case.account) == ("join_required", "current")
    assert session.phase is Phase.SIGNED_OUT
    await franceconnect.sign_in_to_join()
    account = find("responsable-seul")
    await session.sign_in(account.identifier, account.password)
    assert (franceconnect.stage, franceconnect.link.joined_now) == (Stage.ENTERED, True)
    assert session.visit(routes.SIGN_IN) == FRANCECONNECT
    await session.sign_out()
    assert (franceconnect.stage, franceconnect.vouched) == (Stage.NOTHING, None)

    await identified(franceconnect, browser, "responsable-seul")
    assert franceconnect.stage is Stage.ENTERED
    assert session.phase is Phase.SIGNED_IN
    assert not session.fresh
    assert not franceconnect.link.joined_now


async def test_a_corrected_civil_status_is_joined_by_a_code(
    franceconnect: FranceConnect, session: Session, browser: BrowserOfTest, find: Find, demo: Demo
) -> None:
    """The password, and a code of the account's contact: then FranceConnect is enough."""
    await identified(franceconnect, browser, "sexe-corrige")
    assert franceconnect.case is not None
    assert (franceconnect.case.differs, franceconnect.case.certain) == (("civility",), False)
    await franceconnect.sign_in_to_join()
    account = find("responsable-seul")
    await session.sign_in(account.identifier, account.password)
    assert (franceconnect.stage, franceconnect.link.joined_now) == (Stage.ENTERED, False)
    assert franceconnect.differs == ("civility",)
    await enter_code(franceconnect.proof, demo)
    assert (franceconnect.link.joined_now, franceconnect.proof) == (True, None)
    await session.sign_out()
    await identified(franceconnect, browser, "sexe-corrige")
    assert session.phase is Phase.SIGNED_IN


async def test_the_code_may_be_left(
    franceconnect: FranceConnect, session: Session, browser: BrowserOfTest, find: Find
) -> None:
    """Whoever has no access to the contact is signed in all the same, and nothing is joined."""
    await identified(franceconnect, browser, "prenom-corrige")
    await franceconnect.sign_in_to_join()
    account = find("conjoint-autorise")
    await session.sign_in(account.identifier, account.password)
    assert franceconnect.proof is not None
    franceconnect.leave_unproved()
    assert (franceconnect.proof, franceconnect.link.joined_now, session.phase) == (
        None,
        False,
        Phase.SIGNED_IN,
    )


async def test_nothing_is_joined_without_having_been_chosen(
    franceconnect: FranceConnect, session: Session, browser: BrowserOfTest, find: Find, client: Client
) -> None:
    """Who was vouched for and signs in without asking for it is not joined silently."""
    await identified(franceconnect, browser, "responsable-seul")
    account = find("responsable-seul")
    await session.sign_in(account.identifier, account.password)
    assert not (await client.franceconnect.link()).joined


async def test_somebody_elses_account_is_not_joined(
    franceconnect: FranceConnect, session: Session, browser: BrowserOfTest, find: Find
) -> None:
    """The password of another account opens that one, which stays apart; the screen can say why."""
    await identified(franceconnect, browser, "responsable-couple")
    await franceconnect.sign_in_to_join()
    account = find("responsable-seul")
    await session.sign_in(account.identifier, account.password)
    assert session.phase is Phase.SIGNED_IN
    assert isinstance(franceconnect.join.error, FranceConnectMismatch)
    assert (franceconnect.stage, franceconnect.link.joined_now) == (Stage.ENTERED, False)


async def test_the_place_asked_for_is_not_lost(
    franceconnect: FranceConnect, session: Session, browser: BrowserOfTest, find: Find
) -> None:
    """Who came for the payments goes on there after the welcome, by the first way as by the second."""
    session.visit(PAYMENTS)
    await joined(franceconnect, session, browser, find, "responsable-seul")
    session.visit(routes.WELCOME)
    session.visit(PAYMENTS)
    await identified(franceconnect, browser, "responsable-seul")
    assert franceconnect.leads_to == PAYMENTS


async def test_an_account_with_a_code_still_asks_for_it(  # noqa: PLR0917 - fixtures are given by name
    page: PageScope,
    franceconnect: FranceConnect,
    session: Session,
    browser: BrowserOfTest,
    find: Find,
    demo: Demo,
) -> None:
    """FranceConnect takes the place of the password, not of the code."""
    await identified(franceconnect, browser, "code-a-la-connexion")
    await franceconnect.sign_in_to_join()
    account = find("code-a-la-connexion")
    await session.sign_in(account.identifier, account.password)
    code_of(page).typed.type(await demo.code())
    await code_of(page).run()
    assert franceconnect.link.joined_now
    await session.sign_out()
    await identified(franceconnect, browser, "code-a-la-connexion")
    assert session.phase is Phase.CODE_ASKED
    assert session.visit(FRANCECONNECT) == routes.CODE
    code_of(page).typed.type(await demo.code())
    await code_of(page).run()
    assert session.visit(routes.CODE) == FRANCECONNECT


async def test_the_browser_is_not_waited_for_for_ever(
    franceconnect: FranceConnect, browser: BrowserOfTest, network: Network, until: Until
) -> None:
    """Once the server takes no answer any more, the program that waits says so, and can start again."""
    browser.stays = network.hasty = True
    await franceconnect.start()
    await until(lambda: franceconnect.ending is Ending.EXPIRED)
    assert (franceconnect.stage, franceconnect.waiting) == (Stage.ENDED, None)
    network.hasty = False
    await franceconnect.start()
    assert franceconnect.stage is Stage.WAITING
    await franceconnect.cancel.run()


async def test_the_holder_of_an_old_account_goes_to_the_change(
    franceconnect: FranceConnect, session: Session, browser: BrowserOfTest, find: Find
) -> None:
    """Joined by the 8 digits, and led to the migration the first time as the second."""
    await identified(franceconnect, browser, "ancien-seul")
    assert franceconnect.case is not None
    assert franceconnect.case.account == "old"
    await joined(franceconnect, session, browser, find, "ancien-seul")
    await identified(franceconnect, browser, "ancien-seul")
    assert session.phase is Phase.MIGRATING


async def test_a_newcomer_creates_an_account_without_a_document(
    franceconnect: FranceConnect, enrolment: EnrolmentWizard, browser: BrowserOfTest
) -> None:
    """What was vouched for is filled in and locked, and the step of the document is not there."""
    await identified(franceconnect, browser, "avec-nir")
    await franceconnect.create.run()
    assert franceconnect.create.completed
    assert franceconnect.stage is Stage.NOTHING
    assert enrolment.step == "civil_status"
    assert enrolment.steps == ("civil_status", "contact", "code", "password", "summary")
    assert enrolment.draft is not None
    state = enrolment.civil_status
    state.fill(enrolment.draft)
    assert (state.birth_name.text, state.birth_place.typed) == ("Le Goff", "Rennes")
    assert state.vouched == {"birth_name", "first_names", "birth_date", "civility", "birth_place"}
    state.swap_nir()
    await state.run()
    assert faults(state) == {}
    assert enrolment.step == "contact"
    assert not enrolment.may_stand_at("identity")


async def test_a_first_name_with_a_blank_travels_as_it_came(
    franceconnect: FranceConnect, enrolment: EnrolmentWizard, client: Client, browser: BrowserOfTest
) -> None:
    """Locked and sent back untouched, at the first visit, once more, and by a program that takes the draft up."""
    await identified(franceconnect, browser, "prenom-compose")
    await franceconnect.create.run()
    for visit in ("the first", "after Modifier", "taken up anew"):
        state = enrolment.civil_status
        assert enrolment.draft is not None
        state.fill(enrolment.draft)
        assert state.first_names.names == ("Jean Pierre", "Marc"), visit
        if state.has_nir:
            state.swap_nir()
        await state.run()
        assert faults(state) == {}, visit
        assert enrolment.step == "contact", visit
        known = (await client.enrolments.current()).civil_status
        assert known is not None
        assert known.first_names == ("Jean Pierre", "Marc"), visit
        if visit == "after Modifier":
            await enrolment.take_up(enrolment.draft)


@pytest.mark.parametrize(
    ("identity", "known"),
    [("date-incomplete", ("03", "", "1977")), ("annee-seule", ("", "", "1992"))],
)
async def test_a_date_known_in_part_is_locked(
    franceconnect: FranceConnect,
    enrolment: EnrolmentWizard,
    browser: BrowserOfTest,
    identity: str,
    known: tuple[str, str, str],
) -> None:
    """What FranceConnect transmitted of it is all there is: nothing is asked, and no document either."""
    await identified(franceconnect, browser, identity)
    assert franceconnect.case is not None
    assert franceconnect.case.kind == "creation"
    await franceconnect.create.run()
    assert "identity" not in enrolment.steps
    assert enrolment.draft is not None
    state = enrolment.civil_status
    state.fill(enrolment.draft)
    date = state.birth_date
    assert (date.day.text, date.month.text, date.year.text) == known
    assert "birth_date" in state.vouched
    state.swap_nir()
    await state.run()
    assert (faults(state), enrolment.step) == ({}, "contact")


async def test_what_was_not_transmitted_is_asked_for(
    franceconnect: FranceConnect, enrolment: EnrolmentWizard, browser: BrowserOfTest
) -> None:
    """A place that FranceConnect does not know is the person's to say, and a document is asked for."""
    await identified(franceconnect, browser, "sans-lieu")
    assert franceconnect.case is not None
    assert franceconnect.case.kind == "incomplete"
    await franceconnect.create.run()
    assert "identity" in enrolment.steps
    assert enrolment.draft is not None
    state = enrolment.civil_status
    state.fill(enrolment.draft)
    state.swap_nir()
    await state.run()
    assert set(faults(state)) == {"birth_place"}


async def test_too_young_is_said_at_once(franceconnect: FranceConnect, browser: BrowserOfTest) -> None:
    """Before the form, where the person still sees what FranceConnect said."""
    await identified(franceconnect, browser, "trop-jeune")
    await franceconnect.create.run()
    assert isinstance(franceconnect.create.error, TooYoung)
    assert franceconnect.stage is Stage.FOUND


@pytest.mark.parametrize(
    ("error", "ending"), [("access_denied", Ending.DENIED), ("server_error", Ending.UNAVAILABLE)]
)
async def test_given_up_there(
    franceconnect: FranceConnect, browser: BrowserOfTest, error: str, ending: Ending
) -> None:
    """A refusal and a failure are told apart, and nothing is kept on the device."""
    await franceconnect.start()
    assert browser.keeper.kept is not None
    await browser.choose(error=error)
    await franceconnect.come_back()
    assert (franceconnect.stage, franceconnect.ending) == (Stage.ENDED, ending)
    assert browser.keeper.kept is None


async def test_given_up_here(franceconnect: FranceConnect, browser: BrowserOfTest, network: Network) -> None:
    """Cancelled: the server is told, the device keeps nothing, and what the browser brings is taken by nobody."""
    await franceconnect.start()
    await franceconnect.cancel.run()
    assert franceconnect.stage is Stage.NOTHING
    assert browser.keeper.kept is None
    assert network.asked[-1].startswith("DELETE /v1/franceconnect/authorizations/")
    browser.bring("code=something")
    await franceconnect.come_back()
    assert franceconnect.ending is Ending.EXPIRED


async def test_started_again_the_first_is_over(
    franceconnect: FranceConnect, browser: BrowserOfTest, network: Network
) -> None:
    """The tab was closed: another address, and the first one is given up."""
    await franceconnect.start()
    await franceconnect.start()
    assert len(set(browser.opened)) == 2
    assert any(asked.startswith("DELETE /v1/franceconnect/authorizations/") for asked in network.asked)
    await browser.identify("avec-nir")
    await franceconnect.come_back()
    assert franceconnect.stage is Stage.FOUND


async def test_a_program_that_was_gone_goes_on(
    franceconnect: FranceConnect,
    client: Client,
    session: Session,
    enrolment: EnrolmentWizard,
    browser: BrowserOfTest,
) -> None:
    """A tab loaded anew, a phone's program started again: what the device kept is enough, and serves once."""
    await franceconnect.start()
    await browser.identify("avec-nir")
    again = FranceConnect(
        client, session, enrolment.begin_vouched, browser, browser.keeper, observe=session.observe
    )
    await again.come_back()
    assert again.stage is Stage.FOUND
    assert browser.keeper.kept is None


@pytest.mark.parametrize("kept", ["", "{", "[]", '{"verifier": 1}', '{"wanted": "https://elsewhere"}'])
async def test_what_the_device_kept_may_be_anything(
    franceconnect: FranceConnect, browser: BrowserOfTest, kept: str
) -> None:
    """A store that somebody meddled with ends in a plain screen."""
    browser.keeper.kept = kept
    browser.bring("code=something")
    await franceconnect.come_back()
    assert franceconnect.ending is Ending.EXPIRED


async def test_the_code_of_another_program_is_worth_nothing(
    franceconnect: FranceConnect, browser: BrowserOfTest
) -> None:
    """A stranger's code, brought to the program's address, signs nobody in."""
    await franceconnect.start()
    browser.bring("code=a-code-that-a-stranger-had")
    await franceconnect.come_back()
    assert (franceconnect.stage, franceconnect.ending) == (Stage.ENDED, Ending.EXPIRED)


async def test_a_lost_network_is_tried_again(
    franceconnect: FranceConnect, browser: BrowserOfTest, network: Network
) -> None:
    """The browser is back and the network gone: the code waits for it, and serves."""
    await franceconnect.start()
    await browser.identify("avec-nir")
    network.cut = True
    await franceconnect.come_back()
    assert franceconnect.stage is Stage.CHECKING
    assert isinstance(franceconnect.exchange.error, ConnectionFailed)
    network.cut = False
    await franceconnect.exchange.run()
    assert franceconnect.stage is Stage.FOUND


async def test_joined_and_left_from_the_account(
    franceconnect: FranceConnect, session: Session, browser: BrowserOfTest, find: Find
) -> None:
    """Signed in, FranceConnect is joined without the password again, seen, and left."""
    account = find("responsable-seul")
    await session.sign_in(account.identifier, account.password)
    await franceconnect.link.load.run()
    assert franceconnect.link.value is not None
    assert not franceconnect.link.value.joined
    await identified(franceconnect, browser, "responsable-seul")
    assert franceconnect.link.value.joined
    assert (franceconnect.stage, franceconnect.link.joined_now) == (Stage.ENTERED, True)
    await franceconnect.link.leave.run()
    assert franceconnect.link.value is not None
    assert not franceconnect.link.value.joined
    await session.sign_out()
    assert franceconnect.link.value is None


async def test_nobody_is_put_in_anothers_place(
    franceconnect: FranceConnect, session: Session, browser: BrowserOfTest, find: Find, client: Client
) -> None:
    """Signed in, and identified as somebody joined to another account: the session stays whose it was."""
    await joined(franceconnect, session, browser, find, "responsable-seul")
    account = find("responsable-couple")
    await session.sign_in(account.identifier, account.password)
    before = (await client.accounts.me()).account_id
    await identified(franceconnect, browser, "responsable-seul")
    assert franceconnect.ending is Ending.ELSEWHERE
    assert (await client.accounts.me()).account_id == before


async def test_not_me_leaves_nothing(
    franceconnect: FranceConnect, session: Session, browser: BrowserOfTest, find: Find
) -> None:
    """Signed out, forgotten, and the way out of FranceConnect's own session was known."""
    await joined(franceconnect, session, browser, find, "responsable-seul")
    await identified(franceconnect, browser, "responsable-seul")
    assert franceconnect.logout_url is not None
    assert "/franceconnect/logout?ticket=" in franceconnect.logout_url
    await franceconnect.not_me()
    assert session.phase is Phase.SIGNED_OUT
    assert (franceconnect.vouched, franceconnect.logout_url, franceconnect.case) == (None, None, None)


async def test_a_place_that_a_stranger_wrote_is_not_gone_to(
    franceconnect: FranceConnect,
    client: Client,
    session: Session,
    enrolment: EnrolmentWizard,
    browser: BrowserOfTest,
) -> None:
    """What is kept of the place asked for leads nowhere but under Mon Compte."""
    await franceconnect.start()
    await browser.identify("avec-nir")
    assert browser.keeper.kept is not None
    browser.keeper.kept = browser.keeper.kept.replace("null", '"https://elsewhere.example"')
    again = FranceConnect(
        client, session, enrolment.begin_vouched, browser, browser.keeper, observe=session.observe
    )
    await again.come_back()
    assert again.leads_to == routes.HOME
