"""The reach of accounts: an unproved identity opens little, and gives way to a person who proves it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import MetaData, insert, select, update

import server.db
from server import Settings, prepare
from server.clock import Clock
from server.closings.service import erase_closed
from server.db import Store
from server.identities.holders import Holders, status_of
from server.identities.tables import Identity, RegisteredDocument
from server.limits.tables import KnownOrigin
from server.people.doors import Role
from server.people.reach import Reach, wait_before
from server.people.tables import Account, File, Member
from server.rules.documents import DocumentKind, Verdict
from tests.server.composed import composed
from tests.server.conftest import ACCOUNTS
from tests.server.enrolment_steps import NEWCOMER, PASSWORD, PNG, Draft, civil_status
from tests.server.franceconnect_steps import join, outcome_of
from tests.server.settings_steps import SignedInPerson

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

    from server.services import Services
    from tests.server.conftest import Api, NewDatabase

ROLE = "portee-limitee"
LIMITED = ACCOUNTS[ROLE]
SQUATTER = "squatter@example.org"


def create(
    http: httpx.Client,
    case: str,
    contact: str,
    *,
    document: bool = True,
    scan: bool = False,
    password: str = PASSWORD,
    **changed: Any,
) -> dict[str, Any]:
    """Create the account of a newcomer, who says to have no document unless `document` is given; return the answer."""
    draft, person = Draft.begun(http), NEWCOMER[case]
    assert draft.put("civil-status", civil_status(person, confirmed=True, **changed)).status_code == 200
    shown = document and person.document_number is not None
    said = {"kind": person.document_kind, "number": person.document_number} if shown else {"kind": "none"}
    assert draft.put("identity", said).status_code == 200
    if scan:
        scan_id = draft.announce(len(PNG)).json()["scan_id"]
        assert draft.send(scan_id, 0, PNG).status_code == 200
    if not shown:
        assert draft.post("identity/continue").status_code == 200
    draft.put("contact", {"channel": "mail", "value": contact})
    assert draft.verify(draft.last_code()).status_code == 200
    draft.put("password", {"password": password})
    answer = draft.complete()
    assert answer.status_code == 201, answer.text
    done: dict[str, Any] = answer.json()
    return done


def entered(api: Api, identifier: str, password: str = PASSWORD) -> dict[str, Any]:
    answer = api.try_sign_in(identifier, password)
    assert answer.status_code == 201, answer.text
    session: dict[str, Any] = answer.json()["session"]
    return session


def nir(case: str) -> str:
    return NEWCOMER[case].nir or ""


def me(api: Api, session: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = api.get("/v1/me", session).json()
    return found


def told(api: Api, to: str) -> list[str]:
    """Return the subjects of messages to a contact, the newest first, without those of codes."""
    sent = api.http.get("/demo/messages").json()
    return [message["subject"] for message in sent if message["to"] == to and not message["code"]]


@pytest.mark.parametrize(
    ("case", "how", "limit"),
    [
        ("avec-nir", {}, None),
        ("sans-nir", {}, None),
        ("verification-en-panne", {}, "document_to_check"),
        ("avec-nir", {"document": False}, "document_wanted"),
        ("avec-nir", {"document": False, "scan": True}, "scan_to_check"),
        ("sans-piece", {}, "document_wanted"),
        ("sans-piece", {"scan": True}, "scan_to_check"),
        ("avec-nir", {"nir": "2930335238114"}, "number_to_check"),
        ("avec-nir", {"nir": "2920344109114"}, "number_to_check"),
        ("avec-nir", {"nir": "1920335238114"}, None),
    ],
)
def test_what_is_proved_decides_the_reach(
    api: Api, case: str, how: dict[str, Any], limit: str | None
) -> None:
    """A verified document gives full reach; an unchecked one, none, or another person's NIR does not."""
    done = create(api.http, case, "new@example.org", **how)
    session = entered(api, done["provisional"] or how.get("nir") or nir(case))
    found = me(api, session)
    assert (found["reach"], found["limit"]) == ("limited" if limit else "full", limit)
    assert found["creation"]["benefit"] == "apl"
    assert found["files"] == []
    held = api.get("/v1/me/identity", session).json()
    assert (held["reach"], held["limit"]) == (found["reach"], limit)


def test_franceconnect_proves(api: Api) -> None:
    """An enrolment with a vouched identity is full, and so is an account once it is linked to the same person."""
    outcome = outcome_of(api.http, ROLE)
    assert (outcome["kind"], outcome["account"]) == ("join_required", "unchecked")
    session = api.sign_in(ROLE)
    assert me(api, session)["reach"] == "limited"
    assert join(api.http, session, outcome["ticket"]).status_code == 200
    assert me(api, session)["reach"] == "full"
    assert "Votre identité est vérifiée" in told(api, "salome.bertin@example.org")
    assert api.get(f"/v1/files/{uuid4()}/overview", session).status_code == 404


def test_another_persons_franceconnect_proves_nothing(api: Api) -> None:
    """Another vouched person does not prove an account's identity."""
    outcome = outcome_of(api.http, "avec-nir")
    session = api.sign_in(ROLE)
    assert api.problem(join(api.http, session, outcome["ticket"])) == (409, "franceconnect_mismatch")
    assert me(api, session)["reach"] == "limited"


@pytest.mark.parametrize(
    ("verdict", "reach", "limit", "subject"),
    [
        ("verified", "full", None, "Votre identité est vérifiée"),
        ("not_found", "limited", "document_refused", "Votre pièce d’identité est à changer"),
        ("mismatch", "limited", "document_refused", "Votre pièce d’identité est à changer"),
        ("expired", "limited", "document_refused", "Votre pièce d’identité est à changer"),
    ],
)
def test_the_register_answers_later(
    api: Api, verdict: str, reach: str, limit: str | None, subject: str
) -> None:
    """A later verdict is notified, and an open session has the new reach at once."""
    session = api.sign_in(ROLE)
    assert api.http.post("/demo/checks", json={"verdict": verdict}).status_code == 204
    found = me(api, session)
    assert (found["reach"], found["limit"]) == (reach, limit)
    assert told(api, "salome.bertin@example.org") == [subject]


def test_another_document_settles(api: Api) -> None:
    """A wrong document is refused without a change; a scan is accepted, and the fund looks at it."""
    session = api.sign_in(ROLE)
    headers = api.bearer(session)
    api.http.post("/demo/checks", json={"verdict": "not_found"})
    other = api.http.put("/v1/me/identity", json={"kind": "cni", "number": "T7X4K2M91"}, headers=headers)
    assert (api.problem(other), other.json()["verdict"]) == ((422, "document_refused"), "mismatch")
    ill = api.http.put("/v1/me/identity", json={"kind": "passport", "number": "1"}, headers=headers)
    assert api.problem(ill) == (422, "validation_failed")
    assert me(api, session)["limit"] == "document_refused"
    said = {"file_name": "passeport.png", "size": len(PNG)}
    scan = api.http.post("/v1/me/identity/scans", json=said, headers=headers).json()
    piece = {"Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
    path = f"/v1/me/identity/scans/{scan['scan_id']}"
    assert api.http.patch(path, content=PNG, headers=headers | piece).json()["state"] == "complete"
    assert me(api, session)["limit"] == "scan_to_check"
    assert api.http.get(path, headers=headers).json()["received"] == len(PNG)
    assert len(api.get("/v1/me/identity", session).json()["scans"]) == 1
    assert api.http.delete(path, headers=headers).status_code == 204
    assert me(api, session)["limit"] == "document_wanted"


def test_a_proved_account_is_asked_for_nothing(api: Api) -> None:
    """A proved account needs no document, and none can put it in doubt."""
    session = api.sign_in("responsable-seul")
    body = {"kind": "cni", "number": "T7X4K2M91"}
    refused = api.http.put("/v1/me/identity", json=body, headers=api.bearer(session))
    assert api.problem(refused) == (409, "identity_checked")
    assert me(api, session)["limit"] is None


def test_the_holder_takes_the_identity_over(api: Api) -> None:
    """Who proves an identity closes a stranger's account, with its sessions and identifier; both are notified."""
    create(api.http, "avec-nir", SQUATTER, document=False, password="Voleur2026sombre")
    stranger = entered(api, nir("avec-nir"), "Voleur2026sombre")
    create(api.http, "avec-nir", "holder@example.org")
    assert api.get("/v1/me", stranger).status_code == 401
    assert api.refresh(stranger["refresh_token"]).status_code == 401
    assert api.try_sign_in(nir("avec-nir"), "Voleur2026sombre").status_code == 401
    assert me(api, entered(api, nir("avec-nir")))["reach"] == "full"
    assert told(api, SQUATTER)[0] == "Votre compte est fermé"
    assert told(api, "holder@example.org") == ["Mon Compte est créé"]
    assert "Il est fermé" in api.http.get("/demo/messages").json()[0]["body"]


def test_several_who_prove_it_at_once_make_one_account(api: Api) -> None:
    """Of concurrent proofs the first makes the account, and the stranger's is closed once."""
    create(api.http, "avec-nir", SQUATTER, document=False, password="Voleur2026sombre")
    drafts = [Draft.at(api.http, "summary", contact=f"device{n}@example.org") for n in range(5)]
    with ThreadPoolExecutor(5) as threads:
        assert list(threads.map(lambda draft: draft.complete().status_code, drafts)) == [201] * 5
    sent = [message["subject"] for message in api.http.get("/demo/messages").json()]
    assert sent.count("Votre compte est fermé") == 1
    assert sent.count("Mon Compte est créé") == 2, "the stranger's, and that of one of them"
    assert me(api, entered(api, nir("avec-nir")))["reach"] == "full"


def test_who_has_no_number_takes_it_over_too(api: Api) -> None:
    """Without a NIR the civil status identifies the person who takes over."""
    squatted = create(api.http, "sans-nir", SQUATTER, document=False)["provisional"]
    mine = create(api.http, "sans-nir", "holder@example.org")["provisional"]
    assert api.try_sign_in(squatted, PASSWORD).status_code == 401
    assert me(api, entered(api, mine))["reach"] == "full"


def test_franceconnect_takes_the_identity_over(api: Api) -> None:
    """A vouched person gets an account in place of a stranger's, whose password they never knew."""
    stranger = api.sign_in(ROLE)
    outcome = outcome_of(api.http, ROLE)
    begun = api.http.post(
        "/v1/franceconnect/enrolments", json={"ticket": outcome["ticket"], "benefit": "apl"}
    ).json()
    draft = Draft(api.http, begun["token"])
    said = {
        "nir": LIMITED.identifier, "civility": "madame", "birth_name": "Bertin", "used_name": None,
        "first_names": ["Salomé"], "birth_date": "1995-06-08", "confirmed": False,
        "birth_place": {"kind": "commune", "code": "69123"},
    }  # fmt: skip
    assert draft.put("civil-status", said).status_code == 200
    draft.put("contact", {"channel": "mail", "value": "holder@example.org"})
    draft.verify(draft.last_code())
    draft.put("password", {"password": PASSWORD})
    assert draft.complete().status_code == 201
    assert api.get("/v1/me", stranger).status_code == 401
    assert api.try_sign_in(LIMITED.identifier, LIMITED.password).status_code == 401
    assert me(api, entered(api, LIMITED.identifier))["reach"] == "full"
    assert told(api, "salome.bertin@example.org")[0] == "Votre compte est fermé"
    assert outcome_of(api.http, ROLE)["kind"] == "session"


def test_a_second_unchecked_document_takes_nothing_over(api: Api) -> None:
    """A second unchecked document takes nothing over and reveals nothing; only the first contact is notified."""
    made = create(api.http, "avec-nir", "first@example.org", document=False)
    again = create(api.http, "avec-nir", "second@example.org", document=False, password="Autre2026compte")
    assert again | {"masked_destination": ""} == made | {"masked_destination": ""}
    assert again["reach"] == "limited"
    assert api.try_sign_in(nir("avec-nir"), "Autre2026compte").status_code == 401
    assert me(api, entered(api, nir("avec-nir")))["contact"]["mail"] == "first@example.org"
    assert told(api, "first@example.org")[0] == "Vous avez déjà un compte"
    assert told(api, "second@example.org") == []


def test_another_persons_number_takes_nothing_over(api: Api) -> None:
    """A document proves a civil status, and no NIR with another date of birth."""
    create(api.http, "avec-nir", "first@example.org", document=False)
    create(api.http, "passeport", "thief@example.org", nir=nir("avec-nir"), password="Autre2026compte")
    assert api.try_sign_in(nir("avec-nir"), "Autre2026compte").status_code == 401
    assert me(api, entered(api, nir("avec-nir")))["contact"]["mail"] == "first@example.org"


def test_a_full_account_is_never_taken_over(api: Api) -> None:
    """A full account is taken over neither by a verified document nor by FranceConnect."""
    session = api.sign_in("responsable-seul")
    create(api.http, "deja-un-compte", "other@example.org")
    assert me(api, session)["reach"] == "full"
    assert api.try_sign_in(nir("deja-un-compte"), PASSWORD).status_code == 401
    assert outcome_of(api.http, "responsable-seul")["account"] == "current"


def test_a_contact_that_the_fund_knows_proves(api: Api) -> None:
    """A code from a contact known to the fund gives full reach and the file; another contact does not."""
    create(api.http, "connu-de-la-caf", SQUATTER, password="Voleur2026sombre")
    stranger = entered(api, nir("connu-de-la-caf"), "Voleur2026sombre")
    found = me(api, stranger)
    assert (found["reach"], found["files"]) == ("limited", [])
    known = NEWCOMER["connu-de-la-caf"].known_contact or ""
    create(api.http, "connu-de-la-caf", known)
    assert api.get("/v1/me", stranger).status_code == 401
    found = me(api, entered(api, nir("connu-de-la-caf")))
    assert found["reach"] == "full"
    assert [(file["number"], file["role"]) for file in found["files"]] == [("1073915", "responsable")]
    assert told(api, SQUATTER)[0] == "Votre compte est fermé"


def test_a_contact_that_the_fund_knows_proves_later(api: Api) -> None:
    """A contact known to the fund proves the identity when it is added later, too."""
    create(api.http, "connu-de-la-caf", "elsewhere@example.org")
    session = entered(api, nir("connu-de-la-caf"))
    person = SignedInPerson(api, ROLE, session)
    assert person.replace(NEWCOMER["connu-de-la-caf"].known_contact or "").status_code == 200
    found = me(api, session)
    assert (found["reach"], len(found["files"])) == ("full", 1)


@pytest.mark.parametrize(
    ("identifier", "contact", "attached"),
    [
        ("1850578006084", "elsewhere@example.org", True),
        ("P20260117S", "elsewhere@example.org", False),
        ("P20260117S", "known@example.org", True),
    ],
)
def test_a_namesake_is_not_put_in_a_household(
    services: Services, identifier: str, contact: str, *, attached: bool
) -> None:
    """Without a NIR, name and date of birth open no family's file: a contact of it must be proved."""
    with services[Store].write() as transaction:
        account = transaction.scalars(select(Account)).one()
        account.identifier, account.mail, account.mail_verified = identifier, contact, True
        account.reach = Reach.FULL
        status = status_of(account, transaction.scalars(select(Identity)).one())
        file = File(
            id=uuid4(), number="1234567", marital="single", children_count=0, account_masked="•••• 1234"
        )
        number = services[Holders].number_hash(status.nir) if status.nir else None
        known = services[Holders].fingerprint(status)
        transaction.add(file)
        transaction.flush()
        member = Member(
            id=uuid4(), file_id=file.id, role=Role.RESPONSABLE, authorised=False, name="Thomas Martin", position=0,
            nir_hash=number, fingerprint=known, birth_date=str(status.birth_date), known_mail="known@example.org",
        )  # fmt: skip
        transaction.add(member)
        transaction.flush()
        services[Holders].attach(transaction, account, status)
        assert (member.account_id == account.id) is attached
        member.account_id, account.reach = None, Reach.LIMITED
        transaction.flush()
        services[Holders].attach(transaction, account, status)
        assert member.account_id is None, "an account of limited reach stands in no household"


@pytest.fixture
def services(new_database: NewDatabase, database_kind: str, tmp_path: Path) -> Iterator[Services]:
    """Yield the services of a real server, with one account whose document waits for the register."""
    settings = Settings(database=new_database(database_kind), scans=tmp_path)
    with composed(settings) as found:
        _open(found, "1850578006084")
        yield found


def _open(services: Services, identifier: str) -> UUID:
    account_id = uuid4()
    with services[Store].write() as transaction:
        transaction.add(
            Account(
                id=account_id, identifier=identifier, password_hash="", legacy=False, code_channel=None,
                civility="monsieur", first_names=["Thomas"], last_name="Martin",
                birth_date=datetime(1985, 5, 23, tzinfo=UTC).date(), mail=None, mail_verified=False,
                phone=None, phone_verified=False, address=None, reach=Reach.LIMITED,
            )
        )  # fmt: skip
        transaction.flush()
        transaction.add(
            Identity(
                account_id=account_id, fingerprint=b"f", birth_name="Martin", used_name=None,
                birth_place_kind="commune", birth_place_code="78006", document_kind=DocumentKind.PASSPORT,
                document_number="18FV99999", verdict=Verdict.TO_CHECK, check_at=services[Clock].now(),
            )
        )  # fmt: skip
    return account_id


def _identity(services: Services) -> tuple[Reach, Identity]:
    with services[Store].read() as transaction:
        identity = transaction.scalars(select(Identity)).one()
        return transaction.get_one(Account, identity.account_id).reach, identity


def _register(services: Services, **changed: Any) -> None:
    held = {
        "kind": DocumentKind.PASSPORT, "number": "18FV99999", "birth_name": "MARTIN", "first_name": "Thomas",
        "birth_date": datetime(1985, 5, 23, tzinfo=UTC).date(),
        "expires_on": datetime(2099, 1, 1, tzinfo=UTC).date(), **changed,
    }  # fmt: skip
    with services[Store].write() as transaction:
        transaction.add(RegisteredDocument(**held))


@pytest.mark.parametrize(
    ("held", "reach", "verdict"),
    [
        ({}, Reach.FULL, Verdict.VERIFIED),
        ({"birth_name": "Durand"}, Reach.LIMITED, Verdict.MISMATCH),
        ({"number": "00XX00000"}, Reach.LIMITED, Verdict.NOT_FOUND),
        ({"expires_on": datetime(2001, 1, 1, tzinfo=UTC).date()}, Reach.LIMITED, Verdict.EXPIRED),
    ],
)
def test_the_sweep_asks_again(
    services: Services, held: dict[str, Any], reach: Reach, verdict: Verdict
) -> None:
    """The sweep checks again, ever less often, until the register answers."""
    services[Holders].recheck()
    _, waiting = _identity(services)
    assert (waiting.verdict, waiting.checks) == (Verdict.TO_CHECK, 1)
    assert waiting.check_at is not None
    assert waiting.check_at > services[Clock].now()
    _register(services, **held)
    services[Holders].recheck()
    assert _identity(services)[1].verdict is Verdict.TO_CHECK, "asked before its time"
    services[Clock].offset += timedelta(days=1)
    services[Holders].recheck()
    found, settled = _identity(services)
    assert (found, settled.verdict, settled.check_at) == (reach, verdict, None)
    if reach is Reach.FULL:
        with services[Store].write() as transaction:
            services[Holders].settle(transaction, settled.account_id, Verdict.NOT_FOUND)
        assert _identity(services)[0] is Reach.FULL, "what is proved stays proved"


def test_waits_grow_up_to_a_day() -> None:
    """The wait between checks doubles, up to a day."""
    waits = [wait_before(check) for check in range(60)]
    assert waits == sorted(waits)
    assert waits[0] == timedelta(minutes=15)
    assert waits[-1] == timedelta(days=1)


def test_what_was_replaced_is_erased_after_thirty_days(services: Services) -> None:
    """A replaced account is erased after thirty days, like every closed account."""
    with services[Store].write() as transaction:
        account = transaction.scalars(select(Account)).one()
        seen = services[Clock].now()
        transaction.add(KnownOrigin(hash=b"stranger's", account_id=account.id, last_seen_at=seen))
        transaction.flush()
        services[Holders].replace(transaction, account)
        # Otherwise the stranger's addresses would be known for the holder, who has the same identifier.
        assert transaction.scalars(select(KnownOrigin.hash)).all() == []
        transaction.execute(update(Identity).values(verdict=Verdict.VERIFIED))
    with services[Store].write() as transaction:
        assert services[Holders].settle(transaction, account.id, Verdict.VERIFIED) is Reach.LIMITED
    _open(services, "1850578006084")
    erase_closed(services)
    with services[Store].read() as transaction:
        assert len(transaction.scalars(select(Account.id)).all()) == 2
    services[Clock].offset += timedelta(days=31)
    erase_closed(services)
    with services[Store].read() as transaction:
        assert transaction.scalars(select(Account.identifier)).all() == ["1850578006084"]


def test_older_accounts_reach_as_far_as_what_was_kept_of_them(
    new_database: NewDatabase, database_kind: str
) -> None:
    """Older accounts that a document, FranceConnect or the fund proved are full; unchecked ones are limited."""
    url = new_database(database_kind)
    store = Store(url)
    config = Config()
    config.set_main_option("script_location", str(Path(server.db.__file__).parent / "migrations"))
    cases = {"verified": "verified", "to_check": "to_check", "scan_asked": "scan_asked", "joined": "to_check"}
    ids = {name: uuid4() for name in (*cases, "fund")}

    def known(account_id: UUID) -> Any:
        return account_id.hex if database_kind == "sqlite" else account_id

    with store.write() as transaction:
        config.attributes["connection"] = transaction.connection()
        command.upgrade(config, "0006")
        tables = MetaData()
        tables.reflect(transaction.connection(), only=["accounts", "identities", "franceconnect_links"])
        for number, (name, account_id) in enumerate(ids.items()):
            account = {
                "id": known(account_id), "identifier": f"185057800608{number}", "password_hash": "", "legacy": False,
                "first_names": ["Thomas"], "last_name": "Martin", "mail_verified": False, "phone_verified": False,
                "birth_date": datetime(1985, 5, 23, tzinfo=UTC).date(),
            }  # fmt: skip
            transaction.execute(insert(tables.tables["accounts"]), [account])
            if name in cases:
                identity = {
                    "account_id": known(account_id), "fingerprint": b"f", "birth_name": "Martin",
                    "birth_place_kind": "commune", "birth_place_code": "78006", "document_kind": "passport",
                    "document_number": "18FV99999", "verdict": cases[name],
                }  # fmt: skip
                transaction.execute(insert(tables.tables["identities"]), [identity])
        link = {"subject": b"s", "account_id": known(ids["joined"]), "joined_at": datetime.now(UTC)}
        transaction.execute(insert(tables.tables["franceconnect_links"]), [link])
    prepare(Settings(database=url))
    with store.read() as transaction:
        found = {
            name: transaction.get_one(Account, account_id).reach.value for name, account_id in ids.items()
        }
        asked = transaction.get_one(Identity, ids["to_check"]).check_at
    assert found == {
        "verified": "full", "to_check": "limited", "scan_asked": "limited", "joined": "full", "fund": "full",
    }  # fmt: skip
    assert asked is not None
    assert asked <= datetime.now(UTC)
    store.close()


def test_the_demonstration_shows_one(api: Api) -> None:
    """The demonstration has an account of limited reach, with its limit and benefit, and no file."""
    found = me(api, api.sign_in(ROLE))
    assert (found["reach"], found["limit"], found["files"]) == ("limited", "document_to_check", [])
    assert found["creation"]["benefit"] == "apl"
