"""What somebody changes of their own access, without a window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from api_client import (
    ChangedMeanwhile,
    Client,
    CodeRefused,
    ConnectionFailed,
    PasswordRefused,
    PasswordRequired,
    Refused,
    Retry,
)
from app.core.routes import Phase
from app.rules.problem import Fault, Problem
from app.settings.contact_undo import Undo
from app.settings.this_device import ThisDevice
from tests.app.account_states import settings_of
from tests.support.patience import PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from app.core.scope import PageScope
    from app.core.session import Session
    from app.enrolment.wizard import EnrolmentWizard
    from app.settings.settings import AccountSettings
    from tests.app.conftest import Demo, Find, MemoryStore, Network, Time

NEW_PASSWORD = "Platane2027rouge"
ROLE = "responsable-couple"


@pytest.fixture
async def settings(page: PageScope, session: Session, find: Find) -> AccountSettings:
    """The states of somebody who has just signed in."""
    account = find(ROLE)
    await session.sign_in(account.identifier, account.password)
    return settings_of(page)


@pytest.fixture
async def elsewhere(base_url: str, settings: AccountSettings, find: Find) -> AsyncIterator[Client]:
    """Another device of the same person."""
    account = find(ROLE)
    async with Client(base_url, retry=Retry(limit=0), timeout=httpx.Timeout(PATIENCE_S)) as client:
        await client.sessions.create(
            identifier=account.identifier, password=account.password, device_name="Téléphone"
        )
        yield client


async def replace_phone(settings: AccountSettings, demo: Demo, number: str = "07 55 44 33 22") -> None:
    """Change the phone number to the end."""
    state = settings.contacts
    await state.known.open()
    state.contact.choose("sms")
    state.contact.value.type(number)
    await state.run()
    assert state.code is not None
    state.code.typed.type(await demo.code())
    await state.code.run()


async def test_a_contact_is_changed_and_what_is_known_of_the_person_with_it(
    settings: AccountSettings, session: Session, demo: Demo
) -> None:
    """Mon Compte shows the new number at once, and the field is empty for another change."""
    await replace_phone(settings, demo)
    state = settings.contacts
    assert (state.code, state.changed, state.contact.value.text) == (None, "sms", "")
    assert session.account is not None
    assert session.account.me.contact.phone == "+33755443322"
    await state.put_back("sms")
    assert state.restored == "sms"
    assert session.account.me.contact.phone == "0698765418"


async def test_a_fresh_sign_in_is_proof_enough_for_a_while(
    settings: AccountSettings, session: Session, time: Time
) -> None:
    """Then the password is asked for before anything is sent."""
    assert session.fresh
    assert not settings.contacts.contact.reauthentication.asked
    time.advance(5 * 60)
    settings.contacts.contact.reauthentication.open()
    assert settings.contacts.contact.reauthentication.asked
    settings.contacts.contact.value.type("07 55 44 33 22")
    await settings.contacts.run()
    assert settings.contacts.contact.reauthentication.problem is not None
    assert settings.contacts.contact.submit.error is None


async def test_the_server_may_ask_for_the_password_all_the_same(
    settings: AccountSettings, demo: Demo, find: Find
) -> None:
    """Asked for, refused, given: what was typed stays until it served."""
    state = settings.contacts
    await state.known.open()
    await demo.advance(301)
    state.contact.value.type("07 55 44 33 22")
    await state.run()
    assert isinstance(state.contact.submit.error, PasswordRequired)
    assert state.contact.reauthentication.asked
    state.contact.reauthentication.type("Marronnier13loire")
    await state.run()
    assert isinstance(state.contact.submit.error, PasswordRefused)
    assert state.contact.reauthentication.problem == Problem(Fault.REFUSED)
    assert state.contact.value.text == "07 55 44 33 22"
    state.contact.reauthentication.type(find(ROLE).password)
    await state.run()
    assert state.code is not None
    assert state.contact.reauthentication.text == ""


async def test_another_device_was_faster(settings: AccountSettings, elsewhere: Client, demo: Demo) -> None:
    """Nothing is overwritten: the second is told, and sees what is there now."""
    state = settings.contacts
    await state.known.open()
    phone = (await elsewhere.contacts.get()).contacts[1]
    await elsewhere.contacts.change("sms", "0755443311", seen=phone.revision)
    await elsewhere.contacts.verify("sms", await demo.code())
    state.contact.value.type("07 55 44 33 22")
    await state.run()
    assert isinstance(state.contact.submit.error, ChangedMeanwhile)
    now = state.state("sms")
    assert now is not None
    assert now.masked == "07 •• •• •• 11"
    assert state.contact.value.text == "07 55 44 33 22"


async def test_a_change_under_way_is_taken_up(settings: AccountSettings, elsewhere: Client) -> None:
    """Begun on another device, or before the program was closed: the code is waited for."""
    phone = (await elsewhere.contacts.get()).contacts[1]
    await elsewhere.contacts.change("sms", "0755443311", seen=phone.revision)
    await settings.contacts.known.open()
    await settings.contacts.open()
    assert settings.contacts.code is not None


async def test_a_wrong_code_leaves_tries(settings: AccountSettings, demo: Demo) -> None:
    """As for every code."""
    state = settings.contacts
    await state.known.open()
    state.contact.value.type("07 55 44 33 22")
    await state.run()
    assert state.code is not None
    state.code.typed.type(f"{(int(await demo.code()) + 1) % 1_000_000:06d}")
    await state.code.run()
    assert isinstance(state.code.submit.error, CodeRefused)
    state.modify()
    assert state.code is None
    assert state.contact.value.text == "07 55 44 33 22"


async def test_without_a_network_nothing_typed_is_lost(settings: AccountSettings, network: Network) -> None:
    """The failure is told, the fields stay."""
    await settings.contacts.known.open()
    network.cut = True
    settings.contacts.contact.value.type("07 55 44 33 22")
    await settings.contacts.run()
    assert isinstance(settings.contacts.contact.submit.error, ConnectionFailed)
    assert settings.contacts.contact.value.text == "07 55 44 33 22"


async def test_the_password_is_changed(settings: AccountSettings, elsewhere: Client, find: Find) -> None:
    """Missing, wrong, equal to the old one, right: then both fields are empty and the other device is out."""
    state = settings.password
    state.value.type(NEW_PASSWORD)
    state.again.type(NEW_PASSWORD)
    await state.run()
    assert state.current.problem is not None
    assert state.current.problem.fault is Fault.EMPTY
    state.current.type("Marronnier13loire")
    await state.run()
    assert state.current.problem == Problem(Fault.REFUSED)
    state.current.type(find(ROLE).password)
    for type_it in (state.value.type, state.again.type):
        type_it(find(ROLE).password)
    await state.run()
    assert isinstance(state.submit.error, Refused)
    assert state.submit.error.fields == {"new": "unchanged"}
    assert (state.current.problem, state.value.problem) == (None, Problem(Fault.UNCHANGED))
    for type_it in (state.value.type, state.again.type):
        type_it(NEW_PASSWORD)
    await state.run()
    assert state.submit.completed
    assert (state.current.text, state.value.text, state.again.text) == ("", "", "")
    with pytest.raises(Refused):
        await elsewhere.accounts.me()


async def test_what_is_not_known_is_not_said_to_be_saved(settings: AccountSettings) -> None:
    """Pressed before it is read what holds, the button saves nothing, and does not say that it did."""
    await settings.code.run()
    assert not settings.code.submit.completed


async def test_the_code_at_sign_in_is_switched(settings: AccountSettings, elsewhere: Client) -> None:
    """What holds is ticked; another device's switch is told and shown."""
    state = settings.code
    await state.known.open()
    assert state.wanted is None
    state.choose("sms")
    assert state.wanted == "sms"
    await state.run()
    assert state.submit.completed
    seen = await elsewhere.credentials.sign_in_code()
    await elsewhere.credentials.switch_sign_in_code("mail", seen=seen.revision)
    state.choose(None)
    await state.run()
    assert isinstance(state.submit.error, ChangedMeanwhile)
    assert state.wanted == "mail"


async def test_devices_are_signed_out(settings: AccountSettings, elsewhere: Client) -> None:
    """One, also where it went by itself meanwhile; and all others."""
    state = settings.devices
    await state.known.open()
    assert state.known.value is not None
    this, other = state.known.value
    assert (this.current, other.device_name) == (True, "Téléphone")
    await elsewhere.sessions.end()
    await state.sign_out(other)
    assert state.removed == "Téléphone"
    assert len(state.known.value) == 1
    await state.sign_others_out()
    assert state.remove_others.completed


async def test_a_removed_device_is_told_that_its_session_ended(
    settings: AccountSettings, session: Session, elsewhere: Client
) -> None:
    """At its next call: nothing is read in the name of who was shut out."""
    for device in await elsewhere.devices.list():
        if not device.current:
            await elsewhere.devices.remove(device.session_id)
    await settings.devices.known.load.run()
    assert session.phase is Phase.ENDED
    assert session.account is None


async def test_the_account_is_closed_and_kept(
    settings: AccountSettings, session: Session, find: Find
) -> None:
    """The date is known to every screen, until one changes one's mind."""
    state = settings.closing
    await state.run()
    assert state.password.problem is not None
    state.password.type("Marronnier13loire")
    await state.run()
    assert state.password.problem == Problem(Fault.REFUSED)
    state.password.type(find(ROLE).password)
    await state.run()
    assert session.account is not None
    assert session.account.me.closes_at is not None
    assert state.password.text == ""
    await state.take_back.run()
    assert session.account.me.closes_at is None


async def test_the_closing_is_known_where_the_line_is_cut_next(
    settings: AccountSettings, session: Session, network: Network, find: Find
) -> None:
    """The answer to what was asked says all: nothing else has to be read to show it."""
    assert session.account is not None
    for done, known in ((settings.closing.run, True), (settings.closing.take_back.run, False)):
        settings.closing.password.type(find(ROLE).password)
        network.after(1, network.break_off)
        await done()
        network.cut = False
        assert (session.account.me.closes_at is not None) is known


async def test_what_is_typed_waits_for_the_same_person_alone(
    page: PageScope, settings: AccountSettings, session: Session, demo: Demo, find: Find
) -> None:
    """No password, nothing that was read; another person, or one who left, finds nothing."""
    settings.contacts.contact.value.type("07 55 44 33 22")
    settings.contacts.contact.reauthentication.type("Secret")
    settings.closing.password.type("Secret")
    await settings.devices.known.open()
    await demo.advance(16 * 60)
    await settings.devices.known.load.run()
    assert session.phase is Phase.ENDED
    account = find(ROLE)
    await session.sign_in(account.identifier, account.password)
    assert session.account is not None
    assert settings_of(page) is settings
    assert settings.contacts.contact.value.text == "07 55 44 33 22"
    assert (settings.contacts.contact.reauthentication.text, settings.closing.password.text) == ("", "")
    assert settings.devices.known.value is None
    await session.sign_out()
    await session.sign_in(account.identifier, account.password)
    assert settings_of(page) is not settings


async def test_a_change_is_undone_by_its_code(client: Client, session: Session) -> None:
    """Empty and misshapen codes are told before anything is sent; a wrong one by the server."""
    state = Undo(client, observe=session.observe)
    for typed, fault in (("", Fault.EMPTY), ("AB12", Fault.WRONG_SHAPE), ("ABCD_234", Fault.WRONG_SHAPE)):
        state.typed.type(typed)
        await state.run()
        assert state.typed.problem is not None
        assert state.typed.problem.fault is fault
    state.typed.type("abcd 2345")
    await state.run()
    assert isinstance(state.submit.error, CodeRefused)
    assert (state.typed.text, state.attempts) == ("abcd 2345", 4)


async def test_nothing_of_the_person_stays_on_a_forgotten_device(  # noqa: PLR0917 - fixtures are given by name
    page: PageScope,
    settings: AccountSettings,
    client: Client,
    session: Session,
    store: MemoryStore,
    enrolment: EnrolmentWizard,
    key: MemoryStore,
) -> None:
    """Neither the identifier, nor the key of an enrolment, nor the session."""
    await store.save("1850578006084")
    await enrolment.begin.run()
    assert key.kept is not None
    device = page.state(ThisDevice.of)
    await device.forget.run()
    assert (store.kept, key.kept, enrolment.step) == (None, None, None)
    assert session.phase is Phase.SIGNED_OUT
    assert not client.signed_in
