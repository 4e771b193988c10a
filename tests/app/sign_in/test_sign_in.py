from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from api_client import ConnectionFailed, CredentialsRefused
from app.core.routes import Phase
from app.platforms.secret_store import StorageRefused
from app.rules.identifiers import IdentifierKind
from app.rules.problem import Fault
from app.sign_in.sign_in import SignIn

if TYPE_CHECKING:
    from app.core.session import Session
    from server.demo.accounts import DemoAccount
    from tests.app.conftest import Find, MemoryStore, Network, Until


def fill(login: SignIn, account: DemoAccount) -> None:
    login.identifier.type(account.identifier)
    login.password.type(account.password)


async def test_what_is_typed_signs_in(login: SignIn, session: Session, find: Find) -> None:
    """Grouped, pasted, with its key: the number signs in, and the password does not stay in memory."""
    login.identifier.type("1\u00a085\u202f05 78 006 084 91")
    login.password.type(find("responsable-couple").password)
    login.identifier.leave()
    assert login.identifier.text == "1 85 05 78 006 084 91"
    await login.run()
    assert session.phase is Phase.SIGNED_IN
    assert login.password.text == ""


async def test_an_identifiant_provisoire_signs_in(login: SignIn, session: Session, find: Find) -> None:
    """The link swaps the field, emptied, and the identifiant provisoire is taken in any case."""
    login.identifier.type("1 85")
    login.swap_kind()
    assert (login.identifier.kind, login.identifier.text) == (IdentifierKind.PROVISIONAL, "")
    account = find("provisoire")
    login.identifier.type(account.identifier.lower())
    login.password.type(account.password)
    await login.run()
    assert session.phase is Phase.SIGNED_IN


async def test_faults_are_named_and_nothing_is_sent(login: SignIn, network: Network) -> None:
    """Every fault of the form is said at once, before anything leaves; each refusal is announced anew."""
    login.identifier.type("185")
    await login.run()
    assert login.identifier.problem is not None
    assert login.identifier.problem.fault is Fault.TOO_SHORT
    assert login.password.problem is not None
    assert login.password.problem.fault is Fault.EMPTY
    assert network.asked == []
    before = login.attempts
    await login.run()
    assert login.attempts == before + 1


async def test_typing_takes_a_fields_error_away(login: SignIn) -> None:
    """The error goes when its field is being mended, and the other one stays."""
    await login.run()
    login.identifier.type("1")
    assert login.identifier.problem is None
    assert login.password.problem is not None
    login.password.type("x")
    assert login.password.problem is None


async def test_a_waiting_number_leads_to_the_identifiant_provisoire(login: SignIn) -> None:
    """A number that starts with 7 or 8 is never called wrong: the person is shown the other way in."""
    login.identifier.type("7 85 05 78 006 084")
    login.password.type("Motdepasse1")
    await login.run()
    assert login.identifier.temporary
    login.swap_kind()
    assert not login.identifier.temporary
    assert login.identifier.kind is IdentifierKind.PROVISIONAL
    assert login.password.text == "Motdepasse1"


async def test_a_refusal_keeps_what_was_typed(login: SignIn, session: Session, find: Find) -> None:
    """After a wrong password nothing has to be typed again but what is wrong."""
    account = find("responsable-couple")
    login.identifier.type(account.identifier)
    login.password.type("Faux1motdepasse")
    await login.run()
    assert isinstance(login.submit.error, CredentialsRefused)
    assert (login.identifier.text, login.password.text) == (account.identifier, "Faux1motdepasse")
    assert session.phase is Phase.SIGNED_OUT


async def test_a_lost_network_keeps_what_was_typed(login: SignIn, network: Network, find: Find) -> None:
    """Without a network nothing typed is lost; once it is back, pressing again signs in."""
    fill(login, find("responsable-couple"))
    network.cut = True
    await login.run()
    assert isinstance(login.submit.error, ConnectionFailed)
    network.cut = False
    await login.run()
    assert login.submit.completed


async def test_a_double_press_signs_in_once(
    login: SignIn, network: Network, find: Find, until: Until
) -> None:
    """A double tap opens one session, not two."""
    fill(login, find("responsable-couple"))
    network.hold()
    first = asyncio.create_task(login.run())
    await until(lambda: bool(network.asked))
    await login.run()
    network.release()
    await first
    assert network.asked.count("POST /v1/sessions") == 1


@pytest.mark.parametrize("role", ["responsable-couple", "code-a-la-connexion"])
async def test_nothing_typed_stays_for_the_next_person(
    login: SignIn, session: Session, find: Find, role: str
) -> None:
    """Who did not ask to be remembered leaves an empty form behind."""
    fill(login, find(role))
    await login.run()
    await session.sign_out()
    assert (login.identifier.text, login.password.text, login.recalled) == ("", "", None)


async def test_the_identifier_alone_is_remembered(login: SignIn, store: MemoryStore, find: Find) -> None:
    """With the box ticked the device keeps the identifier, without its key, and nothing else."""
    account = find("responsable-couple")
    login.identifier.type(f"{account.identifier} 91")
    login.password.type(account.password)
    await login.set_remember(ticked=True)
    assert store.saved == []
    await login.run()
    assert store.saved == [account.identifier]


async def test_nobody_is_remembered_after_a_refusal(login: SignIn, store: MemoryStore, find: Find) -> None:
    """An identifier that did not sign in is not kept: it may be somebody else's."""
    login.identifier.type(find("responsable-couple").identifier)
    login.password.type("Faux1motdepasse")
    await login.set_remember(ticked=True)
    await login.run()
    assert store.kept is None


async def test_the_remembered_person_comes_back_masked(
    session: Session, store: MemoryStore, find: Find
) -> None:
    """On return only the password is asked; of the identifier three characters show."""
    account = find("responsable-couple")
    store.kept = account.identifier
    login = SignIn(session, store)
    await login.recall()
    assert login.remember
    assert login.recalled_shown == "• •• •• •• ••• 084"
    login.password.type(account.password)
    await login.run()
    assert session.phase is Phase.SIGNED_IN
    assert store.saved == []


async def test_a_provisional_person_comes_back(session: Session, store: MemoryStore, find: Find) -> None:
    """The remembered identifiant provisoire is sent as one."""
    account = find("provisoire")
    store.kept = account.identifier
    login = SignIn(session, store)
    await login.recall()
    assert login.identifier.kind is IdentifierKind.PROVISIONAL
    login.password.type(account.password)
    await login.run()
    assert session.phase is Phase.SIGNED_IN


async def test_the_remembered_person_is_disowned(login: SignIn, store: MemoryStore, find: Find) -> None:
    """Pressing "Ce n'est pas moi" empties form and device."""
    store.kept = find("provisoire").identifier
    await login.recall()
    await login.forget()
    assert (login.recalled, login.remember, login.identifier.kind, store.kept) == (
        None,
        False,
        IdentifierKind.NIR,
        None,
    )


async def test_unticking_forgets_at_once(
    login: SignIn, session: Session, store: MemoryStore, find: Find
) -> None:
    """Unticked, the box empties the device before anything is sent, and the form once the person has left."""
    account = find("responsable-couple")
    store.kept = account.identifier
    await login.recall()
    await login.set_remember(ticked=False)
    assert store.kept is None
    login.password.type(account.password)
    await login.run()
    assert session.phase is Phase.SIGNED_IN
    assert (login.recalled, store.kept) == (None, None)


async def test_ticking_again_remembers_again(login: SignIn, store: MemoryStore, find: Find) -> None:
    """A box unticked by mistake and ticked again keeps its word."""
    account = find("responsable-couple")
    store.kept = account.identifier
    await login.recall()
    await login.set_remember(ticked=False)
    await login.set_remember(ticked=True)
    login.password.type(account.password)
    await login.run()
    assert store.kept == account.identifier


async def test_a_late_store_does_not_block_the_form(
    login: SignIn, session: Session, store: MemoryStore, find: Find
) -> None:
    """A keyring unlocked after the form was refused for want of an identifier brings one, and the form goes on."""
    account = find("responsable-couple")
    login.password.type(account.password)
    await login.run()
    assert login.identifier.problem is not None
    store.kept = account.identifier
    await login.recall()
    await login.run()
    assert session.phase is Phase.SIGNED_IN


async def test_a_late_store_takes_nothing_from_who_types(login: SignIn, store: MemoryStore) -> None:
    """What is being typed is not replaced by whom the device remembers."""
    login.identifier.type("2 88")
    store.kept = "1850578006084"
    await login.recall()
    assert (login.recalled, login.identifier.text) == (None, "2 88")


async def test_a_locked_store_is_said_and_stops_nobody(
    login: SignIn, session: Session, store: MemoryStore, find: Find
) -> None:
    """A keyring that refuses is said once, plainly, and the sign-in goes on."""
    store.locked = True
    await login.recall()
    assert login.storage_refused
    fill(login, find("responsable-couple"))
    await login.set_remember(ticked=True)
    await login.run()
    assert session.phase is Phase.SIGNED_IN
    assert session.storage_refused
    assert login.recalled is None


async def test_a_store_that_says_nothing(session: Session, find: Find) -> None:
    """A keyring whose dialogue nobody sees holds up neither a sign-in, nor the end of it, nor the next; it is said."""
    answers = asyncio.Event()

    class Silent:
        async def load(self) -> str | None:
            return None

        async def save(self, _: str) -> None:
            await answers.wait()
            raise StorageRefused

        async def forget(self) -> None:
            await answers.wait()

    login = SignIn(session, Silent())
    for role in ("responsable-couple", "responsable-seul"):
        fill(login, find(role))
        await login.set_remember(ticked=True)
        await login.run()
        assert session.phase is Phase.SIGNED_IN
        assert not session.storage_refused
        await session.sign_out()
        await login.forget()
    answers.set()
    async with asyncio.timeout(60):
        while not session.storage_refused:  # noqa: ASYNC110 - the store does not tell
            await asyncio.sleep(0.01)


async def test_the_store_is_asked_once(login: SignIn, store: MemoryStore) -> None:
    """Coming back to the form does not open the keyring's dialogue again."""
    store.locked = True
    await login.recall()
    store.locked, store.kept = False, "1850578006084"
    await login.recall()
    assert login.recalled is None


async def test_the_password_shows_nowhere(login: SignIn, session: Session, find: Find) -> None:
    """Neither password nor identifier is in what a log line would print of the states."""
    account = find("responsable-couple")
    fill(login, account)
    for text in (repr(login), repr(session), repr(login.submit)):
        assert account.password not in text
        assert account.identifier not in text
