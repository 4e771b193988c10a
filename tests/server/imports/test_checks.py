"""What is wrong with a fund's files is told by file, line and field, and nothing is written."""

from __future__ import annotations

import json
import tracemalloc
from typing import TYPE_CHECKING, Any

import pytest

from server import Settings, sqlite_url
from server.imports.checking import Fault
from server.imports.reading import Source, entries
from server.imports.service import Imports, UnknownFiles
from server.imports.text import ImportText, known_codes
from tests.server.composed import composed
from tests.server.imports.records import NIR, deletion, entitlement, household, member, payment, written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOUSEHOLD = b"key,number,marital,children_count,account_end\n"
MEMBER = b"key,household,role,birth_name,first_names,birth_date,nir\n"
PAYMENT = b"key,household,paid_on,amount,lines.benefit,lines.month,lines.amount\n"
FIRST_ROW = PAYMENT + b"V-1,F-1,2026-10-05,300,af,2026-09,100\n"
SECOND = household("F-2", "7000002")
CLOSED = household("F-2", "7000002", closed_on="2020-01-31")
THERE = member("P-2", household="F-2")
CHILD_THERE = member("P-2", household="F-2", role="enfant")
TAKEN = {"debt": "I-1", "month": "2026-03", "amount": 100}
PAPER = {
    "kind": "registered_document",
    "key": "cni:1",
    "document": "cni",
    "number": "T7X4K2M91",
    "birth_name": "Roy",
    "first_name": "Max",
    "birth_date": "1990-01-01",
    "expires_on": "2030-01-01",
}


@pytest.fixture(scope="module")
def imports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Imports]:
    settings = Settings(database=sqlite_url(tmp_path_factory.mktemp("imports") / "server.sqlite3"))
    with composed(settings) as services:
        yield services[Imports]


def faults(imports: Imports, *paths: Path, encoding: str = "utf-8") -> list[tuple[int, str | None, str]]:
    """Return line, field and code of each fault."""
    sources = [source for path in paths for source in imports.sources(path, encoding)]
    found = imports.check(sources).faults.kept
    assert {each.code for each in found} <= known_codes(), "a fault without a sentence"
    return [(each.line, each.field, each.code) for each in found]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("household.csv", HOUSEHOLD + b"F-1,7000001,single,0,1234\n", []),
        ("household.csv", b"\xef\xbb\xbf" + HOUSEHOLD + b"F-1,7000001,single,0,1234\r\n", []),
        ("household.csv", HOUSEHOLD.replace(b",", b";") + b"F-1;7000001;single;0;1234\n", []),
        ("household-2026.csv", HOUSEHOLD + b'"F-1","7000001","single","0","1234"\n', []),
        ("household.csv", HOUSEHOLD + b"F-1,7000001,single,0\n", [(2, None, "columns")]),
        ("household.csv", HOUSEHOLD + b"F-1,7000001,single,0,12", [(2, None, "cut")]),
        ("household.csv", HOUSEHOLD + b'F-1,7000001,single,0,"12\n', [(2, None, "cut")]),
        ("household.csv", HOUSEHOLD + b'F-1,7000001,sin"gle",0,1234\nF-2,"1"2,x\n', [(3, None, "quotes")]),
        ("household.csv", HOUSEHOLD + b"F-1,7000001,mari\xe9,0,1234\n", [(2, None, "encoding")]),
        ("household.csv", HOUSEHOLD.decode().encode("utf-16"), [(1, None, "encoding")]),
        ("household.csv", b"cle,number\n", [(1, "cle", "unknown")]),
        ("household.csv", b"key,key\n", [(1, "key", "column_twice")]),
        ("household.csv", b"number\n", [(1, "key", "missing")]),
        ("household.csv", b"", [(1, "key", "missing")]),
        ("household.csv", HOUSEHOLD + b"F 1,7000001,single,0,1234\n", [(2, "key", "shape")]),
        ("payment.csv", FIRST_ROW + b"V-1,,,,apl,2026-09,x\n", [(3, "lines.1.amount", "integer")]),
        ("payment.csv", FIRST_ROW + b"V-1,,2026-10-06,,apl,2026-09,200\n", [(3, "paid_on", "row_differs")]),
        ("records.jsonl", b'{"kind": "household", "key": "F-1"', [(1, None, "cut")]),
        ("records.jsonl", b'{"kind": "household", "key": \n', [(1, None, "json")]),
        ("records.jsonl", b'{"kind": "foyer", "key": "F-1"}\n', [(1, "kind", "kind")]),
        ("records.jsonl", b'{"key": "F-1"}\n', [(1, "kind", "kind")]),
        ("records.jsonl", b"[]\n", [(1, None, "record")]),
        ("records.jsonl", b'{"kind": "household", "nom": "\xe9"}\n', [(1, None, "encoding")]),
        ("records.jsonl", b"x" * 1_000_001, [(1, None, "line_too_long")]),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_says_where(
    imports: Imports, tmp_path: Path, name: str, content: bytes, expected: list[Any]
) -> None:
    """What spreadsheets write is read by one rule or refused; a cut line is never taken for a whole one."""
    path = tmp_path / name
    path.write_bytes(content)
    found = faults(imports, path)
    assert [each for each in found if each[2] != "not_there"] == expected


def test_letters_of_windows_are_read_if_they_are_said_to_be(imports: Imports, tmp_path: Path) -> None:
    """Latin-1 is never guessed: it is read where the operator says so."""
    path = tmp_path / "member.csv"
    path.write_bytes(MEMBER + "P-1,F-1,responsable,Lefèvre,Zoé|Aïcha,1992-03-17,\n".encode("cp1252"))
    assert faults(imports, path) == [(2, None, "encoding")]
    assert faults(imports, path, encoding="cp1252") == [(2, "household", "not_there")]


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([household(), household(number="7000002")], [(2, "key", "key_twice")]),
        ([household(), household("F-2")], [(2, "number", "number_taken")]),
        ([household(), member(), member("P-2", first_names=["ANNA"])], [(3, "nir", "nir_twice")]),
        ([household(), SECOND, member(), THERE], [(4, "nir", "two_households")]),
        ([household(), CLOSED, member(), THERE], []),
        ([household(), SECOND, member(role="enfant"), CHILD_THERE], []),
        ([member()], [(1, "household", "not_there")]),
        ([member(), household()], [(1, "household", "comes_later")]),
        ([household(), member(nir="29203352381")], [(2, "nir", "nir_shape")]),
        ([household(), member(nir=f"{NIR}00")], [(2, "nir", "nir_key")]),
        ([household(), member(nir="7920335238114")], [(2, "nir", "nir_temporary")]),
        ([household(), member(birth_date="1992-02-31")], [(2, "birth_date", "birth_date")]),
        ([household(), member(birth_name="M4ëlle")], [(2, "birth_name", "name")]),
        ([household(), member(first_names=["\u0000"])], [(2, "first_names.0", "signs")]),
        ([household(), member(mail="maelle")], [(2, "mail", "mail")]),
        ([household(), member(phone="06 39 98 12 0a")], [(2, "phone", "phone")]),
        ([household(), member(password="x")], [(2, "password", "unknown")]),
        ([household(), payment(amount=15000)], [(2, None, "sum")]),
        ([household(), payment(lines=[])], [(2, "lines", "missing")]),
        ([household(), payment(paid_on="2026-02-30")], [(2, "paid_on", "date")]),
        ([household(), payment(paid_on=1793145600)], [(2, "paid_on", "date")]),
        ([household(), payment(amount=10**12)], [(2, "amount", "range")]),
        ([household(), payment(retry_of="V-0")], [(2, "retry_of", "not_there")]),
        ([household(), payment(amount=15000, recoveries=[TAKEN])], [(2, "recoveries.0.debt", "not_there")]),
        ([household(), entitlement(until="2023-01-01")], [(2, None, "dates_order")]),
        ([household(), entitlement(state="ouvert")], [(2, "state", "choice")]),
        ([deletion("household", "F-1"), deletion("foyer", "F-1")], [(2, "of", "kind")]),
        ([household(), deletion("household", "F-1")], [(2, "key", "key_twice")]),
        ([deletion("household", "F-1"), payment()], [(2, "household", "comes_later")]),
        ([PAPER], [(1, None, "document_key")]),
    ],
)  # fmt: skip
def test_records_that_contradict_say_where(
    imports: Imports, tmp_path: Path, records: list[dict[str, Any]], expected: list[Any]
) -> None:
    """Each record is checked by itself and with the others, before anything is written."""
    assert faults(imports, written(tmp_path, *records)) == expected


def test_files_of_no_known_kind_are_named(imports: Imports, tmp_path: Path) -> None:
    """A file whose lines are of no known kind is refused by name: nothing is left out in silence."""
    for name in ("foyers.csv", "household.xlsx"):
        (tmp_path / name).write_text("")
    with pytest.raises(UnknownFiles) as refused:
        imports.sources(tmp_path)
    assert refused.value.names == ["foyers.csv", "household.xlsx"]


def test_kinds_are_read_in_the_order_in_which_they_refer(imports: Imports, tmp_path: Path) -> None:
    """The files of a folder are read by kind, whatever their alphabet says; those of mixed kinds come last."""
    for name in ("delta.jsonl", "payment-2026-10.csv", "member.csv", "payment_event.csv", "household.csv"):
        (tmp_path / name).write_text("")
    names = [source.name for source in imports.sources(tmp_path)]
    assert names == ["household.csv", "member.csv", "payment-2026-10.csv", "payment_event.csv", "delta.jsonl"]


def test_a_fault_never_repeats_what_stands_there() -> None:
    """The sentences of faults have the place and the rule, never a value."""
    found = Fault(file="member.csv", line=3, field="nir", code="nir_twice", other="member.csv:2")
    assert ImportText.fault(found) == (
        "member.csv, ligne 3, nir : ce numéro de Sécurité sociale est celui d’une autre personne du même foyer "
        "(voir member.csv:2)."
    )


def test_a_long_file_is_never_in_memory(imports: Imports, tmp_path: Path) -> None:
    """A file is read record by record: what is held does not grow with it."""
    path = tmp_path / "records.jsonl"
    line = f"{json.dumps(household())}\n" * 1_000
    with path.open("w") as file:
        for _ in range(100):
            file.write(line)
    tracemalloc.start()
    try:
        count = sum(1 for _ in entries(Source(path.name, path), imports.kinds.models))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 100_000
    assert peak < path.stat().st_size / 10
