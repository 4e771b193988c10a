"""Programs of a fund send records in pieces: checked, written, stopped, killed and resumed, each once."""

from __future__ import annotations

import json
import os
import signal
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import httpx
import psutil
import pytest
from sqlalchemy import func, select, update

from server import Settings
from server.back_office.rules import ClientScope
from server.back_office.service import Clients
from server.db import Store
from server.imports.records import id_of
from server.imports.tables import Batch, BatchPiece
from server.people.tables import File, Member
from tests.server.composed import composed
from tests.server.conftest import serving, wait_until
from tests.server.imports.records import NIR, household, member, payment
from tests.support.patience import PATIENCE_S
from tests.support.plain import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.server.conftest import NewDatabase

PATH = "/back-office/batches"
MANY = 12_000


class Fund:
    """A program of a fund, with its token."""

    def __init__(self, http: httpx.Client, name: str, secret: str) -> None:
        form = {"grant_type": "client_credentials"}
        token = http.post("/back-office/token", data=form, auth=(name, secret)).json()["access_token"]
        self._http = http
        self._headers = {"Authorization": f"Bearer {token}"}

    def ask(self, method: str, path: str = "", **more: Any) -> httpx.Response:
        return self._http.request(method, f"{PATH}{path}", headers=self._headers, **more)

    def begun(self, **parts: bytes | list[bytes]) -> str:
        """Begin a batch with files, whole or in pieces; return its path."""
        path = f"/{self.ask('POST', json={}).json()['batch_id']}"
        for name, content in parts.items():
            for position, piece in enumerate([content] if isinstance(content, bytes) else content):
                sent = self.ask("PUT", f"{path}/parts/{name.replace('_', '.')}/{position}", content=piece)
                assert sent.status_code == 204, sent.text
        return path

    def state(self, path: str) -> dict[str, Any]:
        found: dict[str, Any] = self.ask("GET", path).json()
        return found

    def act(self, path: str, act: str, until: str) -> dict[str, Any]:
        """Do something with a batch, and wait until it stands where it should."""
        asked = self.ask("POST", f"{path}/{act}")
        assert asked.status_code == 202, asked.text
        wait_until(lambda: self.state(path)["state"] not in {"checking", "writing"})
        found = self.state(path)
        assert found["state"] == until, found
        return found


@pytest.fixture(scope="module")
def database(new_database: NewDatabase, database_kind: str) -> str:
    return new_database(database_kind)


@pytest.fixture(scope="module")
def secrets(database: str) -> dict[str, str]:
    # Before the server: a second one in its process would have SQLite forget what the first has locked.
    with composed(Settings(database=database)) as services:
        clients = services[Clients]
        return {name: clients.create(name, [ClientScope.BATCHES]) for name in ("lots", "autre")}


@pytest.fixture(scope="module")
def store(database: str, secrets: dict[str, str]) -> Iterator[Store]:
    store = Store(database)
    yield store
    store.close()


@pytest.fixture(scope="module")
def http(database: str, secrets: dict[str, str]) -> Iterator[httpx.Client]:
    with (
        serving(Settings(database=database)) as url,
        httpx.Client(base_url=url, verify=PLAIN, timeout=PATIENCE_S) as http,
    ):
        yield http


@pytest.fixture
def fund(http: httpx.Client, secrets: dict[str, str]) -> Fund:
    return Fund(http, "lots", secrets["lots"])


def lines(*records: dict[str, Any]) -> bytes:
    return "".join(f"{json.dumps(each)}\n" for each in records).encode()


def test_a_batch_is_sent_in_pieces_checked_and_written(fund: Fund, store: Store) -> None:
    """Pieces are cut anywhere, and gone once they are written; a check alone writes nothing."""
    sent = lines(household(), member())
    csv = b"key;household;benefit;amount;since\nD-1;F-1;af;15100;2024-01-01\n"
    path = fund.begun(records_jsonl=[sent[:70], sent[70:]], entitlement_csv=csv)
    parts = {part["name"]: (part["pieces"], part["size"]) for part in fund.state(path)["parts"]}
    # What is of mixed kinds is read last: this right refers to a household that comes later.
    assert parts == {"records.jsonl": (2, len(sent)), "entitlement.csv": (1, len(csv))}
    with store.read() as transaction:
        assert NIR.encode() not in b"".join(transaction.scalars(select(BatchPiece.sealed)))
    assert fund.act(path, "check", "refused")["fault_count"] == 1
    (fault,) = fund.ask("GET", f"{path}/faults").json()["items"]
    assert (fault["file"], fault["line"], fault["field"], fault["code"]) == (
        "entitlement.csv", 2, "household", "comes_later",
    )  # fmt: skip
    fund.ask("DELETE", path)
    path = fund.begun(records_jsonl=[sent[:70], sent[70:]])
    checked = fund.act(path, "check", "checked")
    assert (checked["records"], checked["written"]) == (2, 0)
    written = fund.act(path, "start", "written")
    assert (written["written"], written["kinds"], written["parts"]) == (2, {"household": 1, "member": 1}, [])
    with store.read() as transaction:
        assert transaction.get_one(Member, id_of("member", "P-1")).name == "MAELLE LE GOFF"
        assert transaction.scalars(select(BatchPiece.id)).all() == []
    assert fund.ask("POST", f"{path}/start").json()["code"] == "changed_meanwhile"


def test_what_is_wrong_is_told_and_never_whose(fund: Fund) -> None:
    """Faults have their place and a sentence, no value; a part that was corrected is sent again by itself."""
    wrong = payment("V-5", household="F-5", amount=1), member("P-5", household="F-5", nir=f"{NIR}99")
    path = fund.begun(household_jsonl=lines(household("F-5", "7000005")), payment_jsonl=lines(*wrong))
    assert fund.act(path, "start", "refused")["written"] == 0
    told = fund.ask("GET", f"{path}/faults")
    assert [(each["file"], each["line"], each["field"], each["code"]) for each in told.json()["items"]] == [
        ("payment.jsonl", 1, None, "sum"), ("payment.jsonl", 2, "nir", "nir_key"),
    ]  # fmt: skip
    assert told.json()["items"][0]["message"].startswith("le montant n’est pas la somme")
    assert NIR[:10] not in told.text
    right = lines(payment("V-5", household="F-5"))
    assert fund.ask("PUT", f"{path}/parts/payment.jsonl/0", content=right).status_code == 204
    assert fund.act(path, "start", "written")["written"] == 2


def test_what_makes_no_sense_is_refused(fund: Fund, http: httpx.Client, secrets: dict[str, str]) -> None:
    """A batch without pieces, with a gap, or of another client; files of no kind; pieces that are too large."""
    path = fund.begun()
    assert fund.ask("POST", f"{path}/check").json()["errors"] == [{"field": "parts", "code": "missing"}]
    for name, code in (("foyers.csv", 422), ("household.xlsx", 422), ("..%2Fx.csv", 404)):
        assert fund.ask("PUT", f"{path}/parts/{name}/0", content=b"x").status_code == code, name
    assert fund.ask("PUT", f"{path}/parts/household.csv/1", content=b"x").status_code == 204
    gap = fund.ask("POST", f"{path}/start").json()["errors"]
    assert gap == [{"field": "parts.household.csv", "code": "gap"}]
    large = fund.ask("PUT", f"{path}/parts/household.csv/0", content=bytes(8 * 1024 * 1024 + 1))
    assert large.status_code == 413
    other = Fund(http, "autre", secrets["autre"])
    assert other.ask("GET", path).status_code == 404
    assert other.ask("GET").json() == {"items": []}
    assert path[1:] in [each["batch_id"] for each in fund.ask("GET").json()["items"]]
    assert fund.ask("DELETE", path).status_code == 204
    assert fund.ask("GET", path).status_code == 404


def test_a_batch_that_is_stopped_or_killed_goes_on_where_it_was(fund: Fund, store: Store) -> None:
    """Stopped by its client, then killed with nobody to say so: each time the rest is written, and once."""
    many = [household(f"G-{number}", f"{number:07}") for number in range(MANY)]
    path = fund.begun(household_jsonl=lines(*many))
    assert fund.ask("POST", f"{path}/start").status_code == 202
    assert (
        fund.ask("POST", f"{fund.begun(household_jsonl=lines(household()))}/start").json()["code"]
        == "batch_busy"
    )
    wait_until(lambda: fund.state(path)["written"] > 0)
    assert fund.ask("POST", f"{path}/cancel").status_code == 202
    wait_until(lambda: fund.state(path)["state"] != "writing")
    stopped = fund.state(path)
    assert stopped["state"] == "cancelled"
    assert 0 < int(stopped["written"]) < MANY
    assert fund.ask("POST", f"{path}/start").status_code == 202
    _kill(path[1:])
    with store.write() as transaction:
        long_ago = datetime.now(UTC) - timedelta(minutes=5)
        transaction.execute(update(Batch).where(Batch.state == "writing").values(heard_at=long_ago))
    assert fund.state(path)["cut_off"]
    assert fund.act(path, "start", "written")["written"] == MANY
    with store.read() as transaction:
        keys = [id_of("household", each["key"]) for each in (many[0], many[-1])]
        assert transaction.scalar(select(func.count()).where(File.id.in_(keys))) == 2
        assert (transaction.scalar(select(func.count()).select_from(File)) or 0) >= MANY


def _kill(batch_id: str) -> None:
    """End the process of a batch as a lack of memory would."""

    def found() -> list[psutil.Process]:
        return [each for each in psutil.Process().children(recursive=True) if batch_id in _command(each)]

    wait_until(lambda: bool(found()))
    for process in found():
        os.kill(process.pid, signal.SIGKILL)
    wait_until(lambda: not found())


def _command(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []
