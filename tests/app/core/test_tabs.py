"""Tabs of one browser: one sign-in, as many places."""

from __future__ import annotations

import asyncio
import gc
from contextlib import AsyncExitStack
from contextvars import ContextVar, copy_context
from typing import TYPE_CHECKING, Protocol

import httpx
import pytest

from api_client import Client, CodeRefused, Retry
from app.core import routes
from app.core.presence import BrowserPresence
from app.core.routes import Phase
from app.core.scope import PageScope
from app.core.session import Session
from app.migration.wizard import migration_of
from app.payments.paths import PAYMENTS, payment_path
from app.platforms.device import Device
from app.sign_in.sign_in import IDENTIFIER_ENTRY, SignIn
from tests.app.account_states import code_of, home_of
from tests.app.conftest import DECLARED, DOORS, BrowserOfTest, MemoryPreferences, MemoryStore
from tests.app.migration_steps import begin, bring
from tests.support.patience import PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from tests.app.conftest import Demo, Find, Network, Time, Until


class KeptSignIn(MemoryStore):
    """Keeps a sign-in, and notes how often somebody came in."""

    def __init__(self) -> None:
        super().__init__()
        self.came_in = 0

        self.changed: Callable[[str | None], None] = lambda _: None

    def begin_anew(self) -> None:
        self.came_in += 1

    def listen(self, changed: Callable[[str | None], None]) -> None:
        self.changed = changed


class BrowserStore:
    """What one browser keeps, and who is told of its changes."""

    def __init__(self) -> None:
        self.sign_in = KeptSignIn()
        self._entries: dict[str, MemoryStore] = {}
        self._told: dict[str, list[Callable[[], None]]] = {}

    def entry(self, name: str) -> MemoryStore:
        return self._entries.setdefault(name, _Told(lambda: self._tell(name)))

    def watch(self, name: str, told: Callable[[], None]) -> Callable[[], None]:
        self._told.setdefault(name, []).append(told)
        return lambda: self._told[name].remove(told)

    def watched(self, name: str) -> int:
        return len(self._told.get(name, []))

    def _tell(self, name: str) -> None:
        for told in tuple(self._told.get(name, [])):
            told()


class _Told(MemoryStore):
    """A text whose changes are told."""

    def __init__(self, tell: Callable[[], None]) -> None:
        super().__init__()
        self._tell = tell

    async def save(self, identifier: str) -> None:
        await super().save(identifier)
        self._tell()

    async def forget(self) -> None:
        await super().forget()
        self._tell()


class Open(Protocol):
    """Opens a tab at a path, as a browser does."""

    async def __call__(self, route: str = routes.WELCOME) -> PageScope: ...


class Host:
    """One process that serves a browser; what the browser keeps outlives it."""

    def __init__(self, base_url: str, network: Network, kept: BrowserStore, time: Time) -> None:
        self._base_url = base_url
        self._http = httpx.AsyncClient(transport=network)
        self._kept = kept
        self._time = time
        self._stack = AsyncExitStack()
        self.presence: BrowserPresence | None = None

    async def open(self, route: str = routes.WELCOME) -> PageScope:
        if self.presence is None:
            root = Client(
                self._base_url, http=self._http, retry=Retry(limit=0), timeout=httpx.Timeout(PATIENCE_S)
            )
            self.presence = await BrowserPresence.open(root, self._kept.sign_in, self._kept.watch)
            self._stack.push_async_callback(self.presence.aclose)
        client = Client(
            self._base_url,
            http=self._http,
            retry=Retry(limit=0),
            beside=self.presence.client,
            timeout=httpx.Timeout(PATIENCE_S),
        )
        self._stack.push_async_callback(client.aclose)
        session = Session(
            client, doors=DOORS, presence=self.presence, clock=self._time.now, sleep=self._time.sleep
        )
        self._stack.callback(session.close)
        device = Device(
            name="Essai",
            store=self._kept.entry,
            preferences=MemoryPreferences(),
            browser=BrowserOfTest(),
            owner_check=None,
            keeps_program=False,
            presence=self.presence,
        )
        page = PageScope(client, session, device, DECLARED)
        await session.resume.run()
        session.visit(route)
        return page

    async def restart(self) -> None:
        """End, and be the next process."""
        await self._stack.aclose()
        self._stack, self.presence = AsyncExitStack(), None


@pytest.fixture
def kept() -> BrowserStore:
    return BrowserStore()


@pytest.fixture
async def host(
    base_url: str, client: Client, network: Network, kept: BrowserStore, time: Time
) -> AsyncIterator[Host]:
    host = Host(base_url, network, kept, time)
    yield host
    await host.restart()


@pytest.fixture
def open_tab(host: Host) -> Open:
    return host.open


async def enter(page: PageScope, find: Find, role: str = "responsable-couple") -> None:
    account = find(role)
    await page.session.sign_in(account.identifier, account.password)


def name_of(page: PageScope) -> str | None:
    return page.session.account.me.account_id if page.session.account is not None else None


async def test_a_new_tab_is_signed_in(open_tab: Open, find: Find, network: Network) -> None:
    """A link opened in a new tab shows its place, and asks for nothing."""
    first = await open_tab()
    await enter(first, find)
    network.asked.clear()
    second = await open_tab(PAYMENTS)
    assert second.session.phase is Phase.SIGNED_IN
    assert (name_of(second), second.session.destination(PAYMENTS)) == (name_of(first), None)
    assert network.asked == ["GET /v1/me"]


async def test_signing_in_comes_to_all_tabs(open_tab: Open, find: Find, until: Until) -> None:
    """Who signs in in one tab is in at all that wait, each with states of its own."""
    first, second = await open_tab(PAYMENTS), await open_tab()
    assert first.session.wanted == PAYMENTS
    await enter(second, find)
    await until(lambda: first.session.phase is Phase.SIGNED_IN)
    assert first.session.visit(routes.SIGN_IN) == PAYMENTS
    assert first.session.account is not second.session.account
    assert home_of(first) is not home_of(second)


async def test_signing_out_ends_all_tabs(open_tab: Open, find: Find, until: Until) -> None:
    """Each tab shows what a sign-out shows, and holds nothing of the person."""
    first, second = await open_tab(), await open_tab(PAYMENTS)
    await enter(first, find)
    await until(lambda: second.session.phase is Phase.SIGNED_IN)
    await first.session.sign_out()
    await until(lambda: second.session.phase is Phase.SIGNED_OUT)
    assert (second.session.left, second.session.account, second.person) == (True, None, None)
    assert second.session.visit(PAYMENTS) == routes.WELCOME
    third = await open_tab(PAYMENTS)
    assert (third.session.phase, third.session.wanted) == (Phase.SIGNED_OUT, PAYMENTS)


async def test_a_session_that_ends_by_itself_ends_in_all_tabs(
    open_tab: Open, demo: Demo, find: Find, until: Until
) -> None:
    """One tab learns it, all show it at their place; so does a tab that is loaded anew."""
    first, second = await open_tab(), await open_tab(PAYMENTS)
    await enter(first, find)
    await until(lambda: second.session.phase is Phase.SIGNED_IN)
    await demo.advance(16 * 60)
    await first.session.extend.run()
    assert (first.session.phase, first.session.ended_for) == (Phase.ENDED, "idle")
    await until(lambda: second.session.phase is Phase.ENDED)
    assert second.session.ended_for == "idle"
    again = await open_tab(PAYMENTS)
    assert (again.session.phase, again.session.ended_for) == (Phase.ENDED, "idle")


async def test_the_deadline_is_that_of_all_tabs(open_tab: Open, time: Time, find: Find, until: Until) -> None:
    """Where nobody does anything in any tab, all end at once; what is done in one keeps the others."""
    first, second = await open_tab(), await open_tab()
    await enter(first, find)
    await until(lambda: second.session.phase is Phase.SIGNED_IN)
    assert first.client.idle_deadline == second.client.idle_deadline
    time.advance(15 * 60 + 1)
    await until(lambda: first.session.phase is second.session.phase is Phase.ENDED)
    assert not first.client.joinable


async def test_a_session_that_was_revoked_ends_in_all_tabs(
    open_tab: Open, page: PageScope, find: Find, until: Until
) -> None:
    """Signed out from another device: the reason is said in each tab."""
    first, second = await open_tab(), await open_tab()
    await enter(first, find)
    await until(lambda: second.session.phase is Phase.SIGNED_IN)
    await enter(page, find)
    await page.client.devices.remove_others()
    await second.session.extend.run()
    await until(lambda: first.session.phase is Phase.ENDED)
    assert {tab.session.ended_for for tab in (first, second)} == {"signed_out_elsewhere"}


async def test_a_tab_that_opens_while_another_leaves_shows_nobody(
    open_tab: Open, network: Network, find: Find, until: Until
) -> None:
    """The account that was being read is not shown once its person has left."""
    first = await open_tab()
    await enter(first, find)
    network.asked.clear()
    network.hold()
    opening = asyncio.create_task(open_tab(PAYMENTS))
    await until(lambda: network.asked == ["GET /v1/me"])
    leaving = asyncio.create_task(first.session.sign_out())
    await until(lambda: "DELETE /v1/sessions/current" in network.asked)
    network.release()
    await leaving
    second = await opening
    assert (second.session.phase, second.session.account, second.person) == (Phase.SIGNED_OUT, None, None)


async def test_somebody_else_has_all_tabs(open_tab: Open, find: Find, until: Until) -> None:
    """Another person takes the place of the first: all tabs are theirs, with no place and no state of the first."""
    first, second = await open_tab(), await open_tab(payment_path("p1"))
    await enter(first, find)
    await until(lambda: second.session.phase is Phase.SIGNED_IN)
    second.session.visit(payment_path("p1"))
    mine, theirs = home_of(second), second.person
    await enter(first, find, "responsable-seul")
    await until(lambda: name_of(second) == name_of(first) is not None)
    assert second.person is not theirs
    assert home_of(second) is not mine
    assert second.session.visit(payment_path("p1")) == routes.HOME
    assert second.session.visit(routes.HOME) is None
    assert second.session.visit(PAYMENTS) is None


async def test_nothing_is_asked_in_the_name_of_who_has_just_come_in(
    open_tab: Open, find: Find, network: Network, until: Until
) -> None:
    """Before a tab knows who has taken the place of its person, it shows nobody and asks nothing for them."""
    first, second = await open_tab(), await open_tab(PAYMENTS)
    await enter(first, find)
    await until(lambda: second.session.phase is Phase.SIGNED_IN)
    home = home_of(second)
    network.after(1, network.hold)  # the sign-in passes, what follows waits
    await first.client.sessions.create(
        identifier=find("responsable-seul").identifier, password=find("responsable-seul").password
    )
    network.asked.clear()
    await home.load.run()
    await until(lambda: network.asked != [])
    assert network.asked == ["GET /v1/me"]  # of who has come in
    assert (second.session.phase, second.session.account, second.person) == (Phase.SIGNED_IN, None, None)
    network.release()
    await until(lambda: second.session.account is not None)
    assert second.person is not None


async def test_a_code_waited_for_goes_where_somebody_has_come_in(
    open_tab: Open, find: Find, until: Until
) -> None:
    """A tab that asks one person's code, and is overtaken by another's sign-in, keeps nothing of the first."""
    first, second = await open_tab(), await open_tab()
    await enter(first, find, "code-a-la-connexion")
    code_of(first).typed.type("12")
    await enter(second, find)
    await until(lambda: first.session.phase is Phase.SIGNED_IN)
    assert (first.session.challenge, name_of(first)) == (None, name_of(second))


async def test_a_migration_is_all_tabs(open_tab: Open, demo: Demo, find: Find, until: Until) -> None:
    """An old account opens its migration alone in each tab; completed in one, Mon Compte is open in all."""
    first, second = await open_tab(), await open_tab()
    wizard = await begin(first, find, "ancien-seul")
    await until(lambda: second.session.phase is Phase.MIGRATING)
    await bring(wizard, demo, "done")
    await wizard.complete.run()
    assert first.session.confirming
    await until(lambda: second.session.phase is Phase.SIGNED_IN)
    assert (name_of(second), second.session.confirming) == (name_of(first), False)
    assert migration_of(second) is None


async def test_the_password_is_fresh_in_all_tabs(open_tab: Open, time: Time, find: Find) -> None:
    """Given in one tab, it is not asked for again in another, for as long as the server would not."""
    first = await open_tab()
    await enter(first, find)
    second = await open_tab()
    assert second.session.fresh
    time.advance(5 * 60)
    assert not second.session.fresh


async def test_not_me_is_so_in_all_tabs(open_tab: Open, kept: BrowserStore, find: Find, until: Until) -> None:
    """Whom the browser remembered is shown nowhere any more, and what was typed for them is gone."""
    await kept.entry(IDENTIFIER_ENTRY).save(find("responsable-couple").identifier)
    first, second = [(await open_tab(routes.SIGN_IN)).state(SignIn.of) for _ in range(2)]
    for state in (first, second):
        await state.recall()
    second.password.type("Motdepasse1")
    await first.forget()
    await until(lambda: second.recalled is None)
    assert (second.password.text, second.remember) == ("", False)


async def test_who_is_remembered_in_one_tab_is_so_in_all(
    open_tab: Open, kept: BrowserStore, find: Find, until: Until
) -> None:
    """The other form shows whom the browser remembers by now, unless somebody is typing there."""
    first, second, third = [(await open_tab(routes.SIGN_IN)).state(SignIn.of) for _ in range(3)]
    for state in (first, second, third):
        await state.recall()
    third.identifier.type("2 85")
    await kept.entry(IDENTIFIER_ENTRY).save(find("responsable-couple").identifier)
    await until(lambda: second.recalled is not None)
    assert (third.recalled, third.identifier.text) == (None, "2 85")


async def test_a_host_that_starts_again_finds_its_people(host: Host, kept: BrowserStore, find: Find) -> None:
    """Another process takes up the sign-in of a browser, and goes on with it in all its tabs."""
    await enter(await host.open(), find)
    await host.restart()
    first, second = await host.open(PAYMENTS), await host.open()
    assert first.session.phase is second.session.phase is Phase.SIGNED_IN
    assert not first.session.fresh
    await first.session.sign_out()
    await host.restart()
    assert kept.sign_in.kept is None
    assert (await host.open()).session.phase is Phase.SIGNED_OUT


async def test_a_host_that_dies_loses_no_renewal(
    host: Host, kept: BrowserStore, demo: Demo, find: Find
) -> None:
    """Tokens renewed just before the end, and not kept any more, are those that the next process gets."""
    first = await host.open()
    await enter(first, find)
    await demo.advance(6 * 60)
    before = kept.sign_in.kept
    await first.session.extend.run()
    await host.restart()
    assert kept.sign_in.kept != before
    kept.sign_in.kept = before
    second = await host.open()
    assert second.session.phase is Phase.SIGNED_IN


async def test_a_sign_in_left_for_the_night_has_ended_at_its_place(
    host: Host, kept: BrowserStore, demo: Demo, find: Find
) -> None:
    """What was kept is asked about: each tab shows at its place that the session ended, and why."""
    await enter(await host.open(), find)
    await host.restart()
    await demo.advance(9 * 3600)
    tabs = [await host.open(PAYMENTS) for _ in range(2)]
    assert [(tab.session.phase, tab.session.ended_for) for tab in tabs] == [(Phase.ENDED, "idle")] * 2
    assert tabs[0].session.destination(PAYMENTS) is None
    await host.restart()
    assert kept.sign_in.kept is None


async def test_a_server_out_of_reach_signs_nobody_out(
    open_tab: Open, demo: Demo, network: Network, find: Find
) -> None:
    """A tab opened without a network says so, and is signed in once the server answers."""
    await enter(await open_tab(), find)
    network.cut = True
    second = await open_tab(PAYMENTS)
    assert (second.session.phase, second.session.offline) == (Phase.SIGNED_OUT, True)
    network.cut = False
    await second.session.greet.run()
    assert second.session.phase is Phase.SIGNED_IN
    assert second.session.visit(routes.SIGN_IN) == PAYMENTS


async def test_what_is_heard_of_another_tab_is_heard_as_this_one(
    open_tab: Open, find: Find, until: Until
) -> None:
    """What a tab does because of another is done in its own context: its page, its visitor."""
    which: ContextVar[str] = ContextVar("which")
    seen: list[str] = []
    first = await open_tab()
    context = copy_context()
    context.run(which.set, "second")
    second = await asyncio.create_task(open_tab(), context=context)
    dispose = second.session.subscribe(lambda *_: seen.append(which.get("first")))
    await enter(first, find)
    await until(lambda: second.session.phase is Phase.SIGNED_IN)
    await first.session.sign_out()
    await until(lambda: second.session.phase is Phase.SIGNED_OUT)
    assert set(seen) == {"second"}
    dispose()


async def test_a_wrong_code_in_one_tab_changes_nothing_in_another(
    open_tab: Open, demo: Demo, find: Find, until: Until
) -> None:
    """A sign-in that comes to nothing is no business of the other tabs."""
    first, second = await open_tab(), await open_tab(PAYMENTS)
    await enter(first, find, "code-a-la-connexion")
    right = await demo.code()
    code = code_of(first)
    code.typed.type("000000" if right != "000000" else "111111")
    await code.run()
    assert isinstance(code.submit.error, CodeRefused)
    assert second.session.phase is Phase.SIGNED_OUT
    code.typed.type(right)
    await code.run()
    await until(lambda: second.session.phase is Phase.SIGNED_IN)


async def test_a_tab_that_is_gone_is_told_nothing(host: Host, kept: BrowserStore) -> None:
    """What a browser tells its tabs does not pile up with those that were closed."""

    class Tab:
        def hear(self) -> None:
            """Do nothing."""

    await host.open()
    assert host.presence is not None
    tab = Tab()
    _ = host.presence.watch("entry", tab.hear)
    assert kept.watched("entry") == 1
    del tab
    assert kept.watched("entry") == 0


async def test_who_leaves_by_another_process_has_left_here(
    open_tab: Open, find: Find, until: Until, kept: BrowserStore
) -> None:
    """Nothing of them is left in any tab; each sign-in was one for what is kept, and no renewal or end was."""
    first, second = await open_tab(), await open_tab()
    await enter(first, find)
    await until(lambda: second.session.phase is Phase.SIGNED_IN)
    assert kept.sign_in.came_in == 1
    kept.sign_in.changed(None)
    await until(lambda: {first.session.phase, second.session.phase} == {Phase.SIGNED_OUT})
    assert name_of(first) is name_of(second) is None
    assert kept.sign_in.came_in == 1


async def test_a_tab_that_is_gone_is_not_held_by_what_is_told_in_its_context(
    host: Host, kept: BrowserStore
) -> None:
    """What runs for a tab knows all that it shows: a browser that is there for days does not, once it is closed."""
    shown: ContextVar[Tab] = ContextVar("shown")

    class Tab:
        def begin(self, presence: BrowserPresence) -> None:
            shown.set(self)
            self.watching = presence.watch("entry", self.hear)

        def hear(self) -> None:
            """Do nothing."""

    await host.open()
    assert host.presence is not None
    copy_context().run(Tab().begin, host.presence)
    gc.collect()
    assert kept.watched("entry") == 0
