from __future__ import annotations

import asyncio
from time import time as wall_clock
from typing import TYPE_CHECKING

import pytest

from api_client import (
    Client,
    CodeRefused,
    ConnectionFailed,
    CredentialsRefused,
    Maintenance,
    ServerFailed,
    SessionExpired,
    UpdateRequired,
)
from app.core import routes
from app.core.kept_code import KeptWait
from app.core.routes import Phase
from app.core.scope import PageScope
from app.core.session import WARNING_SECONDS, Session
from app.help.paths import HELP
from app.payments.paths import PAYMENTS, payment_path
from tests.app.account_states import code_of, home_of
from tests.app.conftest import DECLARED, DOORS, MemoryStore

if TYPE_CHECKING:
    from app.platforms.device import Device
    from tests.app.conftest import Demo, Find, Network, Time, Until

IDLE_SECONDS = 15 * 60


async def enter(session: Session, find: Find, role: str = "responsable-couple") -> None:
    account = find(role)
    await session.sign_in(account.identifier, account.password)


async def test_signing_in_opens_the_account(session: Session, find: Find) -> None:
    """The right password leads to the person's own files."""
    await enter(session, find)
    assert session.phase is Phase.SIGNED_IN
    assert session.account is not None
    assert [file.role for file in session.account.me.files] == ["responsable"]


async def test_a_refusal_opens_nothing(session: Session, find: Find) -> None:
    """A wrong password leaves the person outside, and is said."""
    with pytest.raises(CredentialsRefused):
        await session.sign_in(find("responsable-couple").identifier, "Faux1motdepasse")
    assert (session.phase, session.account) == (Phase.SIGNED_OUT, None)


async def test_a_code_stands_between(page: PageScope, session: Session, demo: Demo, find: Find) -> None:
    """An account that asks for a code opens with it, and with it alone."""
    await enter(session, find, "code-a-la-connexion")
    assert (session.phase, session.account) == (Phase.CODE_ASKED, None)
    code = code_of(page)
    right = await demo.code()
    code.typed.type("000000" if right != "000000" else "111111")
    await code.run()
    assert isinstance(code.submit.error, CodeRefused)
    assert code.submit.error.tries_left == 4
    assert session.account is None
    code.typed.type(right)
    await code.run()
    assert (session.phase, session.challenge) == (Phase.SIGNED_IN, None)
    assert session.account is not None


async def test_a_new_code_cancels_the_old(
    page: PageScope, session: Session, demo: Demo, time: Time, find: Find
) -> None:
    """Asked again, the server sends another code; the screen knows, and only the new one opens."""
    await enter(session, find, "code-a-la-connexion")
    code = code_of(page)
    old = await demo.code()
    await demo.advance(31)
    time.advance(31)
    assert code.resend_in == 0
    await code.resend.run()
    assert code.resend.completed
    assert code.resend_in > 0
    new = await demo.code()
    if new != old:
        code.typed.type(old)
        await code.run()
        assert isinstance(code.submit.error, CodeRefused)
    code.typed.type(new)
    await code.run()
    assert session.phase is Phase.SIGNED_IN


async def test_the_code_is_given_up(session: Session, find: Find) -> None:
    """Going back from the code leads to the form, with nothing left of the code."""
    await enter(session, find, "code-a-la-connexion")
    session.give_up_code()
    assert (session.phase, session.challenge) == (Phase.SIGNED_OUT, None)


async def test_a_code_outlives_the_program(
    client: Client, device: Device, until: Until, demo: Demo, find: Find
) -> None:
    """A phone may end the page while the mail is read: it comes back to the code, and to the place asked for."""
    store = MemoryStore()
    first = Session(client, doors=DOORS, code_store=store)
    assert first.visit(PAYMENTS) == routes.SIGN_IN
    await enter(first, find, "code-a-la-connexion")
    await until(lambda: store.kept is not None)
    assert await demo.code() not in str(store.kept)
    page = PageScope(client, Session(client, doors=DOORS, code_store=store), device, DECLARED)
    await page.session.recall_code()
    assert page.session.visit(routes.CODE) is None
    code = code_of(page)
    assert 0 < code.valid_for <= 15 * 60
    code.typed.type(await demo.code())
    await code.run()
    assert page.session.visit(routes.SIGN_IN) == PAYMENTS
    await until(lambda: store.kept is None)
    page.session.close()


@pytest.mark.parametrize("kept", ["", "{", "[]", '{"challenge": {}, "wanted": null, "at": 0}'])
async def test_what_is_no_code_is_waited_for_by_nobody(client: Client, kept: str) -> None:
    """A store may hold anything: the sign-in then begins anew."""
    store = MemoryStore()
    store.kept = kept
    session = Session(client, doors=DOORS, code_store=store)
    await session.recall_code()
    assert session.phase is Phase.SIGNED_OUT


async def test_a_code_given_up_is_kept_no_more(client: Client, until: Until, find: Find) -> None:
    """Neither one that was left for the sign-in nor one whose time is over waits for whoever comes next."""
    store = MemoryStore()
    session = Session(client, doors=DOORS, code_store=store)
    await enter(session, find, "code-a-la-connexion")
    await until(lambda: store.kept is not None)
    late = KeptWait(store, now=lambda: wall_clock() + 16 * 60)
    assert await late.load() is None
    session.give_up_code()
    await until(lambda: store.kept is None)


async def test_the_code_is_shown_in_a_demonstration_alone(
    page: PageScope, session: Session, find: Find
) -> None:
    """Only where the server says that it is a demonstration can the code be read on the screen."""
    await enter(session, find, "code-a-la-connexion")
    assert code_of(page).reveal_demo_code is None
    session.give_up_code()
    await session.greet.run()
    await enter(session, find, "code-a-la-connexion")
    code = code_of(page)
    assert code.reveal_demo_code is not None
    await code.reveal_demo_code.run()
    assert code.shown is not None
    code.typed.type(code.shown)
    await code.run()
    assert session.phase is Phase.SIGNED_IN


async def test_a_code_that_served_is_not_asked_again(
    page: PageScope, session: Session, demo: Demo, find: Find
) -> None:
    """When the account cannot be read just after the code was taken, pressing again reads it: codes serve once."""
    await enter(session, find, "code-a-la-connexion")
    code = code_of(page)
    code.typed.type(await demo.code())
    await demo.fail("/v1/me", 500)
    await code.run()
    assert isinstance(code.submit.error, ServerFailed)
    await code.run()
    assert code.submit.error is None
    assert session.phase is Phase.SIGNED_IN


async def test_an_account_that_cannot_be_read_is_not_entered(
    session: Session, demo: Demo, find: Find
) -> None:
    """Signed in, but nothing to show: the person stays at the form, and may press again."""
    await demo.fail("/v1/me", 500)
    with pytest.raises(ServerFailed):
        await enter(session, find)
    assert (session.phase, session.account) == (Phase.SIGNED_OUT, None)
    await enter(session, find)
    assert session.phase is Phase.SIGNED_IN


@pytest.mark.parametrize("role", ["ancien-seul", "ancien-couple"])
async def test_an_old_password_opens_the_change_alone(session: Session, find: Find, role: str) -> None:
    """Who holds an 8-digit password is led to the migration, and nothing of the account is read."""
    await enter(session, find, role)
    assert (session.phase, session.account) == (Phase.MIGRATING, None)
    assert session.visit(routes.HOME) == routes.MIGRATION


async def test_leaving_the_change_leads_to_the_welcome(session: Session, find: Find) -> None:
    """However often the screen is drawn before one has arrived there."""
    await enter(session, find, "ancien-seul")
    await session.sign_out()
    for _ in range(2):
        assert session.visit(routes.MIGRATION) == routes.WELCOME
    assert session.visit(routes.WELCOME) is None
    assert session.visit(routes.MIGRATION) == routes.SIGN_IN


async def test_signing_out_wipes_the_account(session: Session, client: Client, find: Find) -> None:
    """Nothing that was read survives the person, and the tokens are gone."""
    await enter(session, find)
    await session.sign_out()
    assert (session.phase, session.account, session.ends_in) == (Phase.SIGNED_OUT, None, None)
    assert not client.signed_in


async def test_signing_out_wipes_the_account_without_a_network(
    session: Session, client: Client, network: Network, find: Find
) -> None:
    """Who leaves has left, even when the server cannot be told."""
    await enter(session, find)
    network.cut = True
    await session.sign_out()
    assert (session.phase, session.account, session.offline) == (Phase.SIGNED_OUT, None, True)
    assert not client.signed_in


async def test_leaving_leads_to_the_welcome_once(session: Session, find: Find) -> None:
    """After signing out comes the welcome; a private address asked for later leads to the form as ever."""
    await enter(session, find)
    await session.sign_out()
    assert session.visit(routes.HOME) == routes.WELCOME
    assert session.visit(routes.HOME) == routes.WELCOME  # asked again while on the way
    assert session.visit(routes.WELCOME) is None
    assert session.visit(routes.HOME) == routes.SIGN_IN


async def test_leaving_from_a_public_page_is_forgotten_too(session: Session, find: Find) -> None:
    """Who signs out on a public page and then follows a link into the account meets the form."""
    await enter(session, find)
    await session.sign_out()
    assert session.visit(HELP) is None
    assert session.visit(PAYMENTS) == routes.SIGN_IN
    assert session.wanted == PAYMENTS


async def test_the_wanted_place_comes_after_the_sign_in(session: Session, find: Find) -> None:
    """A link into the account survives the sign-in, and serves once."""
    place = payment_path("p1")
    assert session.visit(place) == routes.SIGN_IN
    await enter(session, find)
    assert session.visit(routes.SIGN_IN) == place
    assert session.visit(place) is None
    assert session.visit(routes.SIGN_IN) == routes.HOME


async def test_nothing_wanted_leads_to_the_account(session: Session, find: Find) -> None:
    """Without a place asked for, the sign-in leads to Mon Compte."""
    assert session.visit(routes.SIGN_IN) is None
    await enter(session, find)
    assert session.visit(routes.SIGN_IN) == routes.HOME


async def test_the_end_is_announced_then_comes(
    session: Session, time: Time, find: Find, until: Until
) -> None:
    """Two minutes before its end the session says so; left alone it ends, and its figures go with it."""
    await enter(session, find)
    time.advance(IDLE_SECONDS - WARNING_SECONDS - 10)
    assert session.ends_in is None
    time.advance(11)
    await until(lambda: session.ends_in is not None)
    assert session.ends_in is not None
    assert WARNING_SECONDS - 10 < session.ends_in <= WARNING_SECONDS
    time.advance(WARNING_SECONDS)
    await until(lambda: session.phase is Phase.ENDED)
    assert (session.account, session.ends_in) == (None, None)


async def test_the_end_is_put_off(
    session: Session, network: Network, time: Time, find: Find, until: Until
) -> None:
    """Pressing "Rester connecté" asks the server, and the announcement goes."""
    await enter(session, find)
    time.advance(IDLE_SECONDS - WARNING_SECONDS + 5)
    await until(lambda: session.ends_in is not None)
    network.asked.clear()
    await session.extend.run()
    assert session.ends_in is None
    assert network.asked == ["GET /v1/sessions/current"]
    assert session.phase is Phase.SIGNED_IN


async def test_an_expired_session_ends_wherever_it_shows(
    page: PageScope, session: Session, demo: Demo, find: Find
) -> None:
    """A call refused because the session is over ends it at once: the place stays, what was read goes."""
    await enter(session, find)
    assert session.account is not None
    home = home_of(page)
    assert home is not None
    assert session.visit(PAYMENTS) is None
    await demo.advance(IDLE_SECONDS + 60)
    await home.load.run()
    assert isinstance(home.load.error, SessionExpired)
    assert (session.phase, session.account) == (Phase.ENDED, None)
    assert session.visit(PAYMENTS) is None
    assert session.wanted == PAYMENTS
    await enter(session, find)
    assert session.visit(routes.SIGN_IN) == PAYMENTS


async def test_a_lost_network_is_seen_and_so_is_its_return(
    session: Session, network: Network, find: Find
) -> None:
    """The notice comes with the first call that finds no network, and goes with the first that passes."""
    await enter(session, find)
    network.cut = True
    await session.greet.run()
    assert isinstance(session.greet.error, ConnectionFailed)
    assert session.offline
    network.cut = False
    await session.greet.run()
    assert not session.offline


async def test_maintenance_is_seen_and_so_is_its_end(session: Session, demo: Demo) -> None:
    """What the server says of its maintenance is kept while it lasts."""
    await demo.fail("/health", 503)
    await session.greet.run()
    assert isinstance(session.maintenance, Maintenance)
    assert session.maintenance.until is not None
    await session.greet.run()
    assert session.maintenance is None


async def test_a_server_that_is_too_new_says_so(session: Session, demo: Demo) -> None:
    """That the server does not speak to this version is said until it does: no other failure takes it back."""
    await demo.fail("/health", 426)
    await session.greet.run()
    assert isinstance(session.greet.error, UpdateRequired)
    await demo.fail("/health", 500)
    await session.greet.run()
    assert session.update_required
    await session.greet.run()
    assert not session.update_required


async def test_closing_stops_what_runs(session: Session, find: Find) -> None:
    """A window that is gone leaves nothing running behind it."""
    before = asyncio.all_tasks()
    await enter(session, find)
    session.close()
    await asyncio.sleep(0)
    left = {task for task in asyncio.all_tasks() - before if "watch" in str(task.get_coro())}
    assert left == set()
