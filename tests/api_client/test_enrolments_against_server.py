"""The client and the reference server over a real socket: every answer of an enrolment is one that the models read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest

from api_client import (
    CHUNK_BYTES,
    BirthDateRequired,
    Client,
    CodeRefused,
    DocumentRefused,
    NotFound,
    PlaceId,
    Refused,
    Retry,
    ScanRefused,
    SessionExpired,
    SignedIn,
    StepOutOfOrder,
    TooYoung,
)
from launch import embedded
from server.demo.accounts import DEMO_ACCOUNTS, NEWCOMERS
from tests.support.files import pdf
from tests.support.patience import PATIENCE_S
from tests.support.plain import PLAIN

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from server.demo.accounts import Newcomer

PEOPLE = {person.case: person for person in NEWCOMERS}
ACCOUNTS = {account.role: account for account in DEMO_ACCOUNTS}
PASSWORD = "Sycomore48ocre"
PDF = pdf(padding=CHUNK_BYTES)


@pytest.fixture(scope="module")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with embedded.serving(tmp_path_factory.mktemp("enrolment")) as url:
        yield url


@pytest.fixture
async def client(base_url: str) -> AsyncIterator[Client]:
    async with (
        httpx.AsyncClient(base_url=base_url, trust_env=False, verify=PLAIN, timeout=PATIENCE_S) as http,
        Client(base_url, retry=Retry(limit=0), timeout=httpx.Timeout(PATIENCE_S)) as client,
    ):
        (await http.post("/demo/reset")).raise_for_status()
        yield client


async def last_code(client: Client) -> str:
    code = next(message.code for message in await client.demo.messages() if message.code is not None)
    return code.get_secret_value()


async def say_who(client: Client, person: Newcomer, **changes: Any) -> Any:
    said: dict[str, Any] = {
        "nir": person.nir,
        "civility": person.civility,
        "birth_name": person.birth_name,
        "used_name": None,
        "first_names": person.first_names,
        "birth_date": person.birth_date,
        "birth_place": PlaceId(kind=person.birth_place_kind, code=person.birth_place_code),
    }
    return await client.enrolments.civil_status(**said | changes)


@pytest.mark.parametrize("case", ["avec-nir", "passeport", "corse", "sans-nir", "verification-en-panne"])
async def test_a_newcomer_gets_an_account_and_signs_in(client: Client, case: str) -> None:
    """From the first step to the first sign-in, with and without a NIR, each answer understood on the way."""
    person = PEOPLE[case]
    enrolment = client.enrolments
    assert (await enrolment.start("apl")).step == "civil_status"
    taken = await say_who(client, person)
    assert taken.questions == ()
    assert taken.enrolment.civil_status.birth_place.label
    shown = await enrolment.identity(person.document_kind, person.document_number)  # type: ignore[arg-type]
    assert shown.step == "contact"
    assert shown.identity is not None
    assert shown.identity.verdict == ("to_check" if person.outcome == "unavailable" else "verified")
    sent = await enrolment.contact("sms", "06 12 34 56 42")
    assert sent.challenge.channel == "sms"
    assert (await enrolment.verify(await last_code(client))).step == "password"
    assert (await enrolment.password(PASSWORD)).step == "summary"
    completion = await enrolment.complete()
    assert completion == await enrolment.complete()
    assert completion.benefit == "apl"
    provisional = completion.provisional.get_secret_value() if completion.provisional else None
    assert (provisional is None) == (person.nir is not None)
    outcome = await client.sessions.create(identifier=person.nir or provisional or "", password=PASSWORD)
    assert isinstance(outcome, SignedIn)
    assert (await client.accounts.me()).last_name == person.birth_name


async def test_a_scan_goes_through_and_the_enrolment_is_taken_up(base_url: str, client: Client) -> None:
    """Scan in pieces, then another device: the draft is there, and the first device holds it no more."""
    person = PEOPLE["sans-piece"]
    enrolment = client.enrolments
    await enrolment.start()
    await say_who(client, person)
    assert (await enrolment.identity("none")).step == "identity"
    scan = await enrolment.scans.start("pièce.pdf", len(PDF))
    seen: list[int] = []
    done = await enrolment.scans.send(scan, PDF, lambda scan: seen.append(scan.received))
    assert (done.state, done.media_type) == ("complete", "application/pdf")
    assert seen == [CHUNK_BYTES, len(PDF)]
    other = await enrolment.scans.start("page.html", 20)
    with pytest.raises(ScanRefused) as refused:
        await enrolment.scans.send(other, b"<!doctype html>12345")
    assert refused.value.code == "scan_type_refused"
    with pytest.raises(NotFound):
        await enrolment.scans.get(other.scan_id)
    with pytest.raises(ScanRefused) as refused:
        await enrolment.scans.start("film.mov", 11 * 1024 * 1024)
    assert refused.value.limit == 10 * 1024 * 1024
    assert (await enrolment.continue_identity()).step == "contact"
    await enrolment.contact("mail", "pawel@exemple.fr")
    await enrolment.verify(await last_code(client))

    async with Client(base_url, retry=Retry(limit=0), timeout=httpx.Timeout(PATIENCE_S)) as elsewhere:
        resumption = await elsewhere.resumptions.start("mail", "pawel@exemple.fr")
        wrong = "000000" if await last_code(client) != "000000" else "000001"
        with pytest.raises(CodeRefused):
            await elsewhere.resumptions.verify(resumption.resumption_id, wrong)
        with pytest.raises(BirthDateRequired):
            await elsewhere.resumptions.verify(resumption.resumption_id, await last_code(client))
        resumed = await elsewhere.resumptions.verify(
            resumption.resumption_id, await last_code(client), person.birth_date
        )
        assert resumed.step == "password"
        assert resumed.identity is not None
        assert [scan.file_name for scan in resumed.identity.scans] == ["pièce.pdf"]
        with pytest.raises(SessionExpired):
            await enrolment.current()
        token = elsewhere.enrolments.token
        assert token is not None
        enrolment.take_up(token.get_secret_value())
        assert (await enrolment.current()).step == "password"
        await elsewhere.enrolments.abandon()
        with pytest.raises(SessionExpired):
            await enrolment.current()


@pytest.mark.parametrize("case", ["piece-perimee", "piece-d-autrui", "piece-inconnue"])
async def test_a_refused_document_says_why(client: Client, case: str) -> None:
    """The verdict is what the screen needs to say what to do."""
    person = PEOPLE[case]
    await client.enrolments.start()
    await say_who(client, person)
    with pytest.raises(DocumentRefused) as refused:
        await client.enrolments.identity(person.document_kind, person.document_number)  # type: ignore[arg-type]
    assert refused.value.verdict == person.outcome


async def test_refusals_of_the_first_steps(client: Client) -> None:
    """Too young, out of order, faulty fields, questions: each is told as itself."""
    await client.enrolments.start()
    with pytest.raises(TooYoung) as young:
        await say_who(client, PEOPLE["trop-jeune"])
    assert young.value.age_limit == 15
    with pytest.raises(StepOutOfOrder) as order:
        await client.enrolments.password(PASSWORD)
    assert order.value.step == "civil_status"
    person = PEOPLE["avec-nir"]
    with pytest.raises(Refused) as invalid:
        await say_who(client, person, birth_name="", birth_date="2030-01-01")
    assert {"birth_name": "required", "birth_date": "date_future"}.items() <= invalid.value.fields.items()
    asked = await say_who(client, person, civility="monsieur")
    assert asked.questions == ("nir_sex",)
    assert asked.enrolment.step == "civil_status"
    confirmed = await say_who(client, person, civility="monsieur", confirmed=True)
    assert confirmed.enrolment.step == "identity"


async def test_a_forgotten_password_is_replaced(client: Client) -> None:
    """From the identifier to a session, and the old password no longer works."""
    account = ACCOUNTS["responsable-seul"]
    reset = await client.password_resets.start(account.identifier)
    assert reset.channels
    challenge = await client.password_resets.send_code(reset.channels[0].channel)
    assert challenge.code_length == 6
    await client.password_resets.verify(await last_code(client))
    await client.password_resets.choose_password(PASSWORD)
    assert (await client.accounts.me()).files
    with pytest.raises(Refused, match="credentials_refused"):
        await client.sessions.create(identifier=account.identifier, password=account.password)


async def test_an_unknown_identifier_goes_through_the_same_answers(client: Client) -> None:
    """What the client sees tells nothing of whether the account exists."""
    reset = await client.password_resets.start("2890635238134")
    assert reset.channels
    await client.password_resets.send_code(reset.channels[0].channel)
    with pytest.raises(CodeRefused):
        await client.password_resets.verify("123456")
    await client.password_resets.send_old_password(reset.channels[0].channel)


async def test_places_and_catalogue_are_read(client: Client) -> None:
    """What the wizard offers before anything is known of the person."""
    (paris, *_) = await client.places.search("paris")
    assert (paris.label, paris.code) == ("Paris", "75056")
    themes = await client.catalogue.list()
    first = themes[0].benefits[0]
    assert await client.catalogue.get(first.benefit) == first
    with pytest.raises(NotFound):
        await client.catalogue.get("nothing")
