"""A device that keeps the last figures, on a real disk, over the real server, with a network that is cut."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import httpx
import pytest

from api_client import Client, ConnectionFailed, Retry
from api_client.documents import PART_BYTES
from app.core.routes import Phase
from app.core.scope import PageScope
from app.core.session import Session
from app.documents.documents import Documents
from app.home.overview import Home
from app.last_known.last_known import LastKnown
from app.payments.payments import PaymentFilter, Payments
from app.platforms.last_answers import KeptAnswers
from app.platforms.vault import Vault
from app.steps.paper import PaperRequest
from tests.app.account_states import file_of
from tests.app.conftest import DECLARED, DOORS, MemoryStore
from tests.support.patience import PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from app.platforms.device import Device
    from tests.app.conftest import Find, Network, Until

FIGURES = (b"Thomas", b"Martin", b"1046287", b"payment", b"account", b"amount")


class Finger:
    """The lock of a phone, which recognises its owner or does not."""

    def __init__(self) -> None:
        self.is_right = True

    async def offered(self) -> bool:
        return True

    async def recognise(self) -> bool:
        return self.is_right


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "last-known"


@pytest.fixture
def vault_key() -> MemoryStore:
    """Where the system keeps the key."""
    return MemoryStore()


@pytest.fixture
def answers(folder: Path, vault_key: MemoryStore) -> KeptAnswers:
    return KeptAnswers(Vault(folder, vault_key))


@pytest.fixture
async def last_known(page: PageScope) -> LastKnown:
    state = page.state(LastKnown.of)
    await state.look()
    return state


@pytest.fixture
async def opened_again(
    base_url: str, network: Network, device: Device, answers: KeptAnswers
) -> AsyncIterator[PageScope]:
    """The program as it is opened another day, on the same device: nothing in memory."""
    async with (
        httpx.AsyncClient(transport=network) as http,
        Client(
            base_url, http=http, retry=Retry(limit=0), answers=answers, timeout=httpx.Timeout(PATIENCE_S)
        ) as client,
    ):
        session = Session(client, doors=DOORS)
        yield PageScope(client, session, device, DECLARED)
        session.close()


async def come_in(page: PageScope, find: Find, role: str = "responsable-couple", *, remember: bool) -> None:
    account = find(role)
    await page.session.sign_in(account.identifier, account.password, remember=remember)


async def look_at_all(page: PageScope) -> None:
    """Read Mon Compte and the payments, and have the window close."""
    assert page.person is not None
    assert page.person.file is not None
    await page.person.file.state(Home.of).load.run()
    await page.person.file.state(Payments.of, PaymentFilter()).load.run()
    await page.device.answers.written()


def files(folder: Path) -> dict[str, int]:
    """Return the files that lie there, with their rights; none where there is no folder."""
    return {path.name: path.stat().st_mode & 0o777 for path in folder.glob("*")}


def is_private(folder: Path) -> bool:
    return folder.stat().st_mode & 0o777 == 0o700


def on_disk(folder: Path) -> bytes:
    return b"\n".join(path.name.encode() + path.read_bytes() for path in folder.rglob("*") if path.is_file())


@pytest.mark.usefixtures("last_known")
async def test_without_a_network_the_last_figures_are_there(
    page: PageScope, opened_again: PageScope, network: Network, find: Find
) -> None:
    """Opened again where nobody can be reached, the program shows what it knew, dated, and says that it is old."""
    before = datetime.now(UTC)
    await come_in(page, find, remember=True)
    await look_at_all(page)
    page.session.close()
    network.break_off()
    again = opened_again.state(LastKnown.of)
    await again.look()
    assert again.read_at is not None
    assert again.read_at.replace(microsecond=0) >= before.replace(microsecond=0)
    await again.open.run()
    session = opened_again.session
    assert (session.phase, session.looking_back, session.offline) == (Phase.SIGNED_IN, True, True)
    assert opened_again.person is not None
    assert opened_again.person.file is not None
    home, payments = (
        opened_again.person.file.state(Home.of),
        opened_again.person.file.state(Payments.of, PaymentFilter()),
    )
    await home.load.run()
    await payments.load.run()
    assert home.value is not None
    assert home.value.last_payment is not None
    assert (home.value.last_payment.amount, home.stale) == (61742, True)
    assert home.read_at is not None
    assert home.read_at >= before.replace(microsecond=0)
    assert payments.value


@pytest.mark.usefixtures("last_known")
async def test_papers_that_were_opened_are_there_without_a_network(  # noqa: PLR0917 - fixtures first
    page: PageScope, opened_again: PageScope, network: Network, folder: Path, find: Find, until: Until
) -> None:
    """Listed, and the same files, the one that comes in parts too; what was never opened is said to be away.

    Who reads the disk finds neither PDF, nor figure, nor name; after the sign-out they find nothing.
    """
    await come_in(page, find, remember=True)
    request = file_of(page).state(PaperRequest.of, "test")
    await request.ask("rights_certificate")
    large = await request.get("statement", "2016-12", "2026-11")
    small = await request.get("payment_certificate")
    await page.device.answers.written()
    assert large is not None
    assert small is not None
    assert len(small.content) < PART_BYTES < len(large.content)
    written = on_disk(folder)
    assert len(written) > len(large.content) + len(small.content)
    assert [text for text in (*FIGURES, b"%PDF", b"releve", b"2016-12") if text in written] == []
    network.break_off()
    again = opened_again.state(LastKnown.of)
    await again.look()
    await again.open.run()
    papers, request = (
        file_of(opened_again).state(Documents.of),
        file_of(opened_again).state(PaperRequest.of, "test"),
    )
    await papers.load.run()
    assert papers.value is not None
    third, second, first = papers.value
    assert papers.away == {first.document_id}
    assert await request.fetch(third) == small
    assert await request.fetch(second) == large
    assert await request.fetch(first) is None
    assert isinstance(request.download.error, ConnectionFailed)
    await opened_again.session.sign_out()
    await until(lambda: not files(folder))


@pytest.mark.usefixtures("last_known")
async def test_more_papers_than_fit_leave_the_newest(
    page: PageScope, folder: Path, vault_key: MemoryStore, find: Find, network: Network
) -> None:
    """What a device keeps has a bound: the papers opened last stay."""
    page.device.answers._vault = Vault(folder, vault_key, most_bytes=700_000)
    await come_in(page, find, remember=True)
    request, papers = file_of(page).state(PaperRequest.of, "test"), file_of(page).state(Documents.of)
    for until in ("2026-10", "2026-11"):
        assert await request.get("statement", "2016-12", until) is not None
        await page.device.answers.written()
    assert len(on_disk(folder)) <= 701_000
    network.cut = True
    await papers.load.run()
    assert papers.value is not None
    newest, older = papers.value
    assert papers.away == {older.document_id}
    assert await request.fetch(newest) is not None


async def test_once_the_server_answers_one_signs_in_again(
    page: PageScope, opened_again: PageScope, network: Network, last_known: LastKnown, find: Find
) -> None:
    """Old figures are not left standing as new ones: the place stays, and the sign-in leads back to it."""
    await come_in(page, find, remember=True)
    await look_at_all(page)
    network.break_off()
    again = opened_again.state(LastKnown.of)
    await again.open.run()
    network.cut = False
    await opened_again.session.greet.run()
    assert (opened_again.session.phase, opened_again.session.ended_for) == (Phase.ENDED, "last_known")
    await come_in(opened_again, find, remember=True)
    assert (opened_again.session.phase, opened_again.session.looking_back) == (Phase.SIGNED_IN, False)
    await look_at_all(opened_again)
    assert opened_again.person is not None
    assert opened_again.person.file is not None
    assert not opened_again.person.file.state(Home.of).stale
    assert last_known.read_at is None  # this page had found nothing as it was opened


@pytest.mark.usefixtures("last_known")
async def test_nothing_on_the_disk_can_be_read(
    page: PageScope, folder: Path, vault_key: MemoryStore, find: Find
) -> None:
    """Neither figures, nor names, nor what was asked; each file is its owner's alone."""
    await come_in(page, find, remember=True)
    await look_at_all(page)
    written = on_disk(folder)
    assert len(files(folder)) >= 4
    assert [text for text in FIGURES if text in written] == []
    assert vault_key.kept is not None
    assert vault_key.kept.encode() not in written
    assert set(files(folder).values()) == {0o600}
    assert is_private(folder)


@pytest.mark.usefixtures("last_known")
async def test_the_sign_out_wipes(
    page: PageScope, folder: Path, vault_key: MemoryStore, find: Find, opened_again: PageScope
) -> None:
    """Not a file is left, nor the key, even though something was still being written."""
    await come_in(page, find, remember=True)
    await look_at_all(page)
    assert page.person is not None
    assert page.person.file is not None
    await page.person.file.state(Home.of).load.run()
    await page.session.sign_out()
    assert files(folder) == {}
    await page.device.answers.written()
    assert files(folder) == {}
    assert vault_key.kept is None
    again = opened_again.state(LastKnown.of)
    await again.look()
    assert again.read_at is None


async def test_who_is_not_remembered_leaves_nothing(
    page: PageScope, folder: Path, last_known: LastKnown, find: Find
) -> None:
    """Without "Se souvenir de moi" the disk is not touched, and what was kept of the last person goes."""
    await come_in(page, find, remember=False)
    await look_at_all(page)
    assert files(folder) == {}
    await page.session.sign_out()
    await come_in(page, find, remember=True)
    await look_at_all(page)
    await last_known.look()
    assert last_known.read_at is not None
    page.client.lapse("idle")
    await come_in(page, find, "responsable-seul", remember=False)
    await look_at_all(page)
    assert files(folder) == {}
    assert last_known.read_at is None


@pytest.mark.usefixtures("last_known")
async def test_somebody_else_finds_nothing_of_the_person_before(
    page: PageScope, folder: Path, find: Find, opened_again: PageScope, network: Network
) -> None:
    """Who comes in after a session that ended by itself has their own figures kept, and those alone."""
    await come_in(page, find, remember=True)
    await look_at_all(page)
    before = set(files(folder))
    page.client.lapse("idle")
    assert set(files(folder)) == before
    await come_in(page, find, "responsable-seul", remember=True)
    await look_at_all(page)
    assert not before & set(files(folder))
    network.break_off()
    await opened_again.state(LastKnown.of).open.run()
    assert opened_again.session.account is not None
    assert opened_again.session.account.me.last_name == "Lefèvre"


@pytest.mark.usefixtures("last_known")
async def test_a_device_signed_out_from_elsewhere_is_wiped(
    page: PageScope, folder: Path, base_url: str, find: Find
) -> None:
    """A phone that was lost: the person signs it out from another device, and its figures go."""
    await come_in(page, find, remember=True)
    await look_at_all(page)
    account = find("responsable-couple")
    async with Client(base_url, timeout=httpx.Timeout(PATIENCE_S)) as other:
        await other.sessions.create(identifier=account.identifier, password=account.password)
        (here,) = [device for device in await other.devices.list() if not device.current]
        await other.devices.remove(here.session_id)
    assert page.person is not None
    assert page.person.file is not None
    await page.person.file.state(Home.of).load.run()
    assert page.session.phase is Phase.ENDED
    assert files(folder) == {}


async def test_a_phone_recognises_its_owner_first(
    page: PageScope, answers: KeptAnswers, last_known: LastKnown, find: Find, network: Network
) -> None:
    """Whoever holds the phone does not see the figures; the finger or the face opens them."""
    await come_in(page, find, remember=True)
    await look_at_all(page)
    page.client.lapse("idle")
    network.break_off()
    finger = Finger()
    state = LastKnown(page.client, page.session, answers, finger)
    finger.is_right = False
    await state.open.run()
    assert (state.refused, page.session.account) == (True, None)
    finger.is_right = True
    await state.open.run()
    assert (state.refused, page.session.looking_back) == (False, True)
    assert last_known is not state


@pytest.mark.usefixtures("last_known")
async def test_nothing_can_be_done_without_a_session(
    page: PageScope, opened_again: PageScope, network: Network, find: Find
) -> None:
    """What is no figure says that there is no network, and asks nobody."""
    await come_in(page, find, remember=True)
    await look_at_all(page)
    network.break_off()
    await opened_again.state(LastKnown.of).open.run()
    network.asked.clear()
    assert opened_again.person is not None
    await opened_again.session.extend.run()
    assert opened_again.session.offline
    assert network.asked == []
