from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from api_client import ConnectionFailed, CredentialsRefused
from app.core.routes import Phase
from app.platforms.last_answers import KeptAnswers
from app.platforms.secret_store import StorageRefused
from app.rules.identifiers import IdentifierKind
from app.rules.problem import Fault
from app.sign_in.sign_in import SignIn

if TYPE_CHECKING:
    from app.core.session import Session
    from server.demo.accounts import DemoAccount
    from tests.app.conftest import Find, MemoryStore, Network, Until


def fill(sign_in: SignIn, account: DemoAccount) -> None:
    sign_in.identifier.type(account.identifier)
    sign_in.password.type(account.password)


async def test_what_is_typed_signs_in(sign_in: SignIn, session: Session, find: Find) -> None:
    """Grouped, pasted, with its key: the number signs in, and the password does not stay in memory."""
    sign_in.identifier.type("1\u00a085\u202f05 78 006 084 91")
    sign_in.password.type(find("responsable-couple").password)
    sign_in.identifier.leave()
    assert sign_in.identifier.text == "1 85 05 78 006 084 91"
    await sign_in.run()
    assert session.phase is Phase.SIGNED_IN
    assert sign_in.password.text == ""


async def test_an_identifiant_provisoire_signs_in(sign_in: SignIn, session: Session, find: Find) -> None:
    """The link swaps the field, emptied, and the identifiant provisoire is taken in any case."""
    sign_in.identifier.type("1 85")
    sign_in.swap_kind()
    assert (sign_in.identifier.kind, sign_in.identifier.text) == (IdentifierKind.PROVISIONAL, "")
    account = find("provisoire")
    sign_in.identifier.type(account.identifier.lower())
    sign_in.password.type(account.password)
    await sign_in.run()
    assert session.phase is Phase.SIGNED_IN


async def test_faults_are_named_and_nothing_is_sent(sign_in: SignIn, network: Network) -> None:
    """Every fault of the form is said at once, before anything leaves; each refusal is announced anew."""
    sign_in.identifier.type("185")
    await sign_in.run()
    assert sign_in.identifier.problem is not None
    assert sign_in.identifier.problem.fault is Fault.TOO_SHORT
    assert sign_in.password.problem is not None
    assert sign_in.password.problem.fault is Fault.EMPTY
    assert network.asked == []
    before = sign_in.attempts
    await sign_in.run()
    assert sign_in.attempts == before + 1


async def test_typing_takes_a_fields_error_away(sign_in: SignIn) -> None:
    """The error goes when its field is being mended, and the other one stays."""
    await sign_in.run()
    sign_in.identifier.type("1")
    assert sign_in.identifier.problem is None
    assert sign_in.password.problem is not None
    sign_in.password.type("x")
    assert sign_in.password.problem is None


async def test_a_waiting_number_leads_to_the_identifiant_provisoire(sign_in: SignIn) -> None:
    """A number that starts with 7 or 8 is never called wrong: the person is shown the other way in."""
    sign_in.identifier.type("7 85 05 78 006 084")
    sign_in.password.type("Motdepasse1")
    await sign_in.run()
    assert sign_in.identifier.temporary
    sign_in.swap_kind()
    assert not sign_in.identifier.temporary
    assert sign_in.identifier.kind is IdentifierKind.PROVISIONAL
    assert sign_in.password.text == "Motdepasse1"


async def test_a_refusal_keeps_what_was_typed(sign_in: SignIn, session: Session, find: Find) -> None:
    """After a wrong password nothing has to be typed again but what is wrong."""
    account = find("responsable-couple")
    sign_in.identifier.type(account.identifier)
    sign_in.password.type("Faux1motdepasse")
    await sign_in.run()
    assert isinstance(sign_in.submit.error, CredentialsRefused)
    assert (sign_in.identifier.text, sign_in.password.text) == (account.identifier, "Faux1motdepasse")
    assert session.phase is Phase.SIGNED_OUT


async def test_a_lost_network_keeps_what_was_typed(sign_in: SignIn, network: Network, find: Find) -> None:
    """Without a network nothing typed is lost; once it is back, pressing again signs in."""
    fill(sign_in, find("responsable-couple"))
    network.cut = True
    await sign_in.run()
    assert isinstance(sign_in.submit.error, ConnectionFailed)
    network.cut = False
    await sign_in.run()
    assert sign_in.submit.completed


async def test_a_double_press_signs_in_once(
    sign_in: SignIn, network: Network, find: Find, until: Until
) -> None:
    """A double tap opens one session, not two."""
    fill(sign_in, find("responsable-couple"))
    network.hold()
    first = asyncio.create_task(sign_in.run())
    await until(lambda: bool(network.asked))
    await sign_in.run()
    network.release()
    await first
    assert network.asked.count("POST /v1/sessions") == 1


@pytest.mark.parametrize("role", ["responsable-couple", "code-a-la-connexion"])
async def test_nothing_typed_stays_for_the_next_person(
    sign_in: SignIn, session: Session, find: Find, role: str
) -> None:
    """Who did not ask to be remembered leaves an empty form behind."""
    fill(sign_in, find(role))
    await sign_in.run()
    await session.sign_out()
    assert (sign_in.identifier.text, sign_in.password.text, sign_in.recalled) == ("", "", None)


async def test_the_identifier_alone_is_remembered(sign_in: SignIn, store: MemoryStore, find: Find) -> None:
    """With the box ticked the device keeps the identifier, without its key, and nothing else."""
    account = find("responsable-couple")
    sign_in.identifier.type(f"{account.identifier} 91")
    sign_in.password.type(account.password)
    await sign_in.set_remember(ticked=True)
    assert store.saved == []
    await sign_in.run()
    assert store.saved == [account.identifier]


async def test_a_screen_left_as_one_signs_in_still_knows_whom_it_remembers(
    session: Session, find: Find
) -> None:
    """What is put away with the screen is the form: signed out again, the person is asked for the password alone."""

    class Leaving:
        async def load(self) -> str | None:
            return None

        async def save(self, _: str) -> None:
            sign_in.put_away()

        async def forget(self) -> None:
            return None

    sign_in = SignIn(session, Leaving(), KeptAnswers())
    account = find("responsable-couple")
    fill(sign_in, account)
    await sign_in.set_remember(ticked=True)
    await sign_in.run()
    assert (sign_in.recalled, sign_in.remember) == (account.identifier, True)


async def test_nobody_is_remembered_after_a_refusal(sign_in: SignIn, store: MemoryStore, find: Find) -> None:
    """An identifier that did not sign in is not kept: it may be somebody else's."""
    sign_in.identifier.type(find("responsable-couple").identifier)
    sign_in.password.type("Faux1motdepasse")
    await sign_in.set_remember(ticked=True)
    await sign_in.run()
    assert store.kept is None


async def test_the_remembered_person_comes_back_masked(
    session: Session, store: MemoryStore, find: Find
) -> None:
    """On return only the password is asked; of the identifier three characters show."""
    account = find("responsable-couple")
    store.kept = account.identifier
    sign_in = SignIn(session, store, KeptAnswers())
    await sign_in.recall()
    assert sign_in.remember
    assert sign_in.recalled_shown == "• •• •• •• ••• 084"
    sign_in.password.type(account.password)
    await sign_in.run()
    assert session.phase is Phase.SIGNED_IN
    assert store.saved == []


async def test_a_provisional_person_comes_back(session: Session, store: MemoryStore, find: Find) -> None:
    """The remembered identifiant provisoire is sent as one."""
    account = find("provisoire")
    store.kept = account.identifier
    sign_in = SignIn(session, store, KeptAnswers())
    await sign_in.recall()
    assert sign_in.identifier.kind is IdentifierKind.PROVISIONAL
    sign_in.password.type(account.password)
    await sign_in.run()
    assert session.phase is Phase.SIGNED_IN


async def test_the_remembered_person_is_disowned(sign_in: SignIn, store: MemoryStore, find: Find) -> None:
    """Pressing "Ce n'est pas moi" empties form and device."""
    store.kept = find("provisoire").identifier
    await sign_in.recall()
    await sign_in.forget()
    assert (sign_in.recalled, sign_in.remember, sign_in.identifier.kind, store.kept) == (
        None,
        False,
        IdentifierKind.NIR,
        None,
    )


async def test_unticking_forgets_at_once(
    sign_in: SignIn, session: Session, store: MemoryStore, find: Find
) -> None:
    """Unticked, the box empties the device before anything is sent, and the form once the person has left."""
    account = find("responsable-couple")
    store.kept = account.identifier
    await sign_in.recall()
    await sign_in.set_remember(ticked=False)
    assert store.kept is None
    sign_in.password.type(account.password)
    await sign_in.run()
    assert session.phase is Phase.SIGNED_IN
    assert (sign_in.recalled, store.kept) == (None, None)


async def test_ticking_again_remembers_again(sign_in: SignIn, store: MemoryStore, find: Find) -> None:
    """A box unticked by mistake and ticked again keeps its word."""
    account = find("responsable-couple")
    store.kept = account.identifier
    await sign_in.recall()
    await sign_in.set_remember(ticked=False)
    await sign_in.set_remember(ticked=True)
    sign_in.password.type(account.password)
    await sign_in.run()
    assert store.kept == account.identifier


async def test_a_late_store_does_not_block_the_form(
    sign_in: SignIn, session: Session, store: MemoryStore, find: Find
) -> None:
    """A keyring unlocked after the form was refused for want of an identifier brings one, and the form goes on."""
    account = find("responsable-couple")
    sign_in.password.type(account.password)
    await sign_in.run()
    assert sign_in.identifier.problem is not None
    store.kept = account.identifier
    await sign_in.recall()
    await sign_in.run()
    assert session.phase is Phase.SIGNED_IN


async def test_a_late_store_takes_nothing_from_who_types(sign_in: SignIn, store: MemoryStore) -> None:
    """What is being typed is not replaced by whom the device remembers."""
    sign_in.identifier.type("2 88")
    store.kept = "1850578006084"
    await sign_in.recall()
    assert (sign_in.recalled, sign_in.identifier.text) == (None, "2 88")


async def test_a_locked_store_is_said_and_stops_nobody(
    sign_in: SignIn, session: Session, store: MemoryStore, find: Find
) -> None:
    """A keyring that refuses is said once, plainly, and the sign-in goes on."""
    store.locked = True
    await sign_in.recall()
    assert sign_in.storage_refused
    fill(sign_in, find("responsable-couple"))
    await sign_in.set_remember(ticked=True)
    await sign_in.run()
    assert session.phase is Phase.SIGNED_IN
    assert session.storage_refused
    assert sign_in.recalled is None


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

    sign_in = SignIn(session, Silent(), KeptAnswers())
    for role in ("responsable-couple", "responsable-seul"):
        fill(sign_in, find(role))
        await sign_in.set_remember(ticked=True)
        await sign_in.run()
        assert session.phase is Phase.SIGNED_IN
        assert not session.storage_refused
        await session.sign_out()
        await sign_in.forget()
    answers.set()
    async with asyncio.timeout(60):
        while not session.storage_refused:  # noqa: ASYNC110 - the store does not tell
            await asyncio.sleep(0.01)


async def test_the_store_is_asked_once(sign_in: SignIn, store: MemoryStore) -> None:
    """Coming back to the form does not open the keyring's dialogue again."""
    store.locked = True
    await sign_in.recall()
    store.locked, store.kept = False, "1850578006084"
    await sign_in.recall()
    assert sign_in.recalled is None


async def test_the_password_shows_nowhere(sign_in: SignIn, session: Session, find: Find) -> None:
    """Neither password nor identifier is in what a log line would print of the states."""
    account = find("responsable-couple")
    fill(sign_in, account)
    for text in (repr(sign_in), repr(session), repr(sign_in.submit)):
        assert account.password not in text
        assert account.identifier not in text
