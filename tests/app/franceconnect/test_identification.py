from __future__ import annotations

from typing import TYPE_CHECKING

from api_client.errors import FranceConnectMismatch
from app.core import routes
from app.core.routes import Phase
from app.franceconnect.identification import Ending, FranceConnect, Stage
from app.franceconnect.paths import FRANCECONNECT
from app.payments.paths import PAYMENTS
from tests.app.account_states import code_of
from tests.app.enrolment_steps import enter_code
from tests.app.franceconnect_steps import identified, joined

if TYPE_CHECKING:
    from api_client import Client
    from app.core.scope import PageScope
    from app.core.session import Session
    from tests.app.conftest import BrowserOfTest, Demo, Find, Network


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
