"""What a fund hands over is written once, however often it comes and however it is cut off."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select

from server import Settings, sqlite_url
from server.clock import Clock
from server.db import Store
from server.entitlements.tables import Entitlement
from server.identities.tables import RegisteredDocument
from server.imports.records import id_of
from server.imports.service import Imports
from server.imports.tables import Batch
from server.payments.tables import Debt, Payment, PaymentEvent, PaymentLine, Recovery
from server.people.tables import File, Member
from tests.server.composed import composed, sweep_all
from tests.server.imports.records import NIR, deletion, entitlement, household, member, payment, written
from tests.support.patience import PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.db.types import Base
    from server.services import Services
    from tests.server.conftest import NewDatabase

EXAMPLE = Path(__file__).parents[3] / "docs" / "import" / "example"
TABLES: tuple[type[Base], ...] = (
    File, Member, Entitlement, Debt, Payment, PaymentLine, Recovery, PaymentEvent, RegisteredDocument,
)  # fmt: skip


@pytest.fixture
def services(new_database: NewDatabase, database_kind: str) -> Iterator[Services]:
    with composed(Settings(database=new_database(database_kind))) as services:
        yield services


def import_(services: Services, path: Path) -> Batch:
    imports = services[Imports]
    batch = imports.run(imports.sources(path))
    assert batch.state == "written", batch.faults
    return batch


def rows(services: Services, *tables: type[Base]) -> dict[str, list[Any]]:
    """Return all rows of the tables."""
    with services[Store].read() as transaction:
        return {
            table.__tablename__: sorted(
                [str(value) for value in row]
                for row in transaction.execute(select(table.metadata.tables[table.__tablename__]))
            )
            for table in tables
        }


def test_the_example_is_imported_and_changes_nothing_a_second_time(services: Services) -> None:
    """The example of the guide is written as it says, and the same again changes no row."""
    batch = import_(services, EXAMPLE)
    assert batch.kinds == {
        "household": 2, "member": 5, "debt": 1, "payment": 3, "payment_event": 1, "entitlement": 3,
        "registered_document": 1,
    }  # fmt: skip
    once = rows(services, *TABLES)
    assert [len(found) for found in once.values()] == [2, 5, 3, 1, 3, 4, 1, 1, 1]
    with services[Store].read() as transaction:
        again = transaction.get_one(Payment, id_of("payment", "V-3"))
        assert (again.refused, again.month) == (transaction.get(Payment, id_of("payment", "V-2")), "2026-10")
        yann = transaction.get_one(Member, id_of("member", "P-2"))
        assert (yann.name, yann.authorised, yann.file.number) == ("Yann Le Goff", True, "2041007")
        right = transaction.get_one(Entitlement, id_of("entitlement", "D-2"))
        assert (right.state, right.ends_when) == ("suspended", ["move", "income_rises"])
    import_(services, EXAMPLE)
    assert rows(services, *TABLES) == once


def test_a_delta_changes_what_it_names_alone(services: Services, tmp_path: Path) -> None:
    """A record that comes again replaces the one with its key, lines included; what people chose here stays."""
    line = {"benefit": "af", "month": "2026-09", "amount": 5000}
    import_(
        services,
        written(
            tmp_path,
            household(),
            member(role="conjoint"),
            payment(amount=10000, lines=[line, line]),
            payment("V-2"),
        ),
    )
    with services[Store].write() as transaction:
        transaction.get_one(Member, id_of("member", "P-1")).authorised = True
    import_(
        services,
        written(
            tmp_path,
            household(marital="married", marital_since="2026-06-01"),
            member(role="conjoint", used_name="Le Roy"),
            payment(amount=5000, lines=[line]),
        ),
    )
    with services[Store].read() as transaction:
        file = transaction.get_one(File, id_of("household", "F-1"))
        assert (file.marital, file.marital_since) == ("married", date(2026, 6, 1))
        (spouse,) = file.members
        assert (spouse.name, spouse.authorised) == ("MAELLE Le Roy", True)
        first, second = (transaction.get_one(Payment, id_of("payment", key)) for key in ("V-1", "V-2"))
        assert ([each.amount for each in first.lines], second.amount) == ([5000], 15100)


def test_what_is_deleted_upstream_goes_with_all_that_belongs_to_it(
    services: Services, tmp_path: Path
) -> None:
    """A deleted household takes members, rights and payments along; another one stays, and twice is no fault."""
    import_(services, EXAMPLE)
    import_(services, written(tmp_path, household(), member(), payment(), entitlement()))
    gone = [deletion("household", "F-2041"), deletion("household", "F-2042"), deletion("debt", "nobody's")]
    for _ in range(2):
        import_(services, written(tmp_path, *gone, deletion("registered_document", "cni:X4RTBPFW4")))
        left = rows(services, *TABLES)
        assert [len(found) for found in left.values()] == [1, 1, 1, 0, 1, 1, 0, 0, 0]
    import_(services, written(tmp_path, deletion("payment", "V-1")))
    assert not rows(services, PaymentLine)["payment_lines"]


def test_what_is_stored_counts_in_a_check(services: Services, tmp_path: Path) -> None:
    """A delta is checked with what is stored: numbers, people in two households, and what it refers to."""
    import_(services, written(tmp_path, household(), member()))
    imports = services[Imports]

    def codes(*records: dict[str, Any]) -> list[str]:
        batch = imports.run(imports.sources(written(tmp_path, *records, name="delta.jsonl")))
        return [each["code"] for each in batch.faults]

    other = household("F-2", "7000002")
    assert codes(household("F-2")) == ["number_taken"]
    assert codes(other, member("P-2", household="F-2")) == ["two_households"]
    assert codes(member("P-2")) == ["nir_twice"]
    assert codes(payment("V-2", household="F-2")) == ["not_there"]
    closed = household("F-3", "7000003", closed_on="2020-01-31")
    assert codes(closed, member("P-3", household="F-3")) == []
    assert codes(member("P-3", household="F-3", used_name="Roy")) == []
    assert codes(deletion("household", "F-1"), other, member("P-2", household="F-2")) == []
    assert codes(payment()) == ["not_there"]


def test_households_may_swap_their_numbers(services: Services, tmp_path: Path) -> None:
    """A number that goes from one household to another in one delta is written, also where both are swapped."""
    import_(
        services, written(tmp_path, household(), household("F-2", "7000002"), household("F-3", "7000003"))
    )
    swapped = (household("F-1", "7000002"), household("F-2", "7000001"), household("F-3", "7000004"))
    import_(services, written(tmp_path, *swapped))
    import_(services, written(tmp_path, household("F-4", "7000004"), household("F-3", "7000003")))
    with services[Store].read() as transaction:
        numbers = {
            key: transaction.get_one(File, id_of("household", key)).number
            for key in ("F-1", "F-2", "F-3", "F-4")
        }
    assert numbers == {"F-1": "7000002", "F-2": "7000001", "F-3": "7000003", "F-4": "7000004"}


def test_batches_are_forgotten_after_a_year(services: Services, tmp_path: Path) -> None:
    """What is known of a batch goes after a year, what it brought stays."""
    import_(services, written(tmp_path, household()))
    services[Clock].offset = timedelta(days=364)
    sweep_all(services)
    assert len(rows(services, Batch)["import_batches"]) == 1
    services[Clock].offset = timedelta(days=366)
    sweep_all(services)
    assert [len(found) for found in rows(services, Batch, File).values()] == [0, 1]


def test_a_refused_batch_writes_nothing(services: Services, tmp_path: Path) -> None:
    """One fault at the end of a folder, and nothing of it is written."""
    imports = services[Imports]
    batch = imports.run(imports.sources(written(tmp_path, household(), payment(), payment("V-2", amount=1))))
    assert (batch.state, batch.fault_count, batch.written) == ("refused", 1, 0)
    assert rows(services, File, Payment) == {"files": [], "payments": []}


def command(database: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "server", "import", "--database", database, *arguments]


def run(database: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(database, *arguments),
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )


def test_an_import_that_is_killed_goes_on_where_it_was(
    new_database: NewDatabase, database_kind: str, tmp_path: Path
) -> None:
    """Killed between two checkpoints, the same command goes on after the last one, and every record is there once."""
    database = new_database(database_kind)
    households = [household(f"F-{number}", f"{number:07}") for number in range(40_000)]
    path = written(tmp_path, *households)
    with subprocess.Popen(command(database, str(path)), stderr=subprocess.PIPE, text=True) as first:
        store = None
        try:
            assert first.stderr is not None
            assert "vérification" in first.stderr.readline()
            store = Store(database)
            while not (begun := _written(store)):
                assert first.poll() is None
        finally:
            first.send_signal(signal.SIGKILL)
            if store is not None:
                store.close()
    store = Store(database)
    begun = _written(store)
    assert 0 < begun < 40_000
    again = run(database, str(path))
    assert again.returncode == 0, again.stderr
    with store.read() as transaction:
        (batch,) = transaction.scalars(select(Batch))
        assert (batch.state, batch.written) == ("written", 40_000)
        assert transaction.scalar(select(func.count()).select_from(File)) == 40_000
    store.close()


def _written(store: Store) -> int:
    with store.read() as transaction:
        return transaction.scalar(select(Batch.written)) or 0


def test_the_command_says_what_is_wrong_and_never_whose(tmp_path: Path) -> None:
    """Faults are told in French with their place; no NIR comes out, whatever is wrong with it."""
    database = sqlite_url(tmp_path / "server.sqlite3")
    (tmp_path / "in").mkdir()
    path = written(tmp_path / "in", household(), member(), member("P-2"), member("P-3", nir=f"{NIR}99"))
    refused = run(database, str(path))
    assert (refused.returncode, refused.stdout) == (1, "")
    assert (
        "records.jsonl, ligne 3, nir : ce numéro de Sécurité sociale est celui d’une autre" in refused.stderr
    )
    assert (
        "records.jsonl, ligne 4, nir : la clé de ce numéro de Sécurité sociale est fausse." in refused.stderr
    )
    assert "2 erreurs. Rien n’a été écrit." in refused.stderr
    assert NIR[:10] not in refused.stderr
    written(tmp_path / "in", household(), member())
    checked = run(database, "--check", str(path.parent))
    assert checked.stdout == "Aucune erreur. Enregistrements lus : 2. Rien n’a été écrit.\n"
    done = run(database, str(path.parent))
    assert done.stdout == "Enregistrements écrits : 2 (1 household, 1 member).\n"
    plain = run(database, str(path.parent), PYTHONIOENCODING="ascii")
    assert plain.stdout.startswith("Enregistrements \\xe9crits"), plain.stderr
    assert run(database, str(tmp_path / "nowhere")).returncode == 2
    assert run(database).returncode == 2
