"""A paper as PDF/UA-1 and PDF/A-2a ask for it, read again by other eyes than those that wrote it.

Both standards' validator, veraPDF, is a program in Java that neither PyPI, npm nor Debian has. Typst refuses by itself
what breaks them; pypdf reads here what it wrote, and holds it to the rules that concern a paper without forms, links,
sound or scripts and that a machine can check. `docs/papers.md` lists them.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import pypdf
import pytest
from pypdf.generic import ContentStream

from tests.server.documents.test_paper import PAPERS, drawn

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS: Final = list(PAPERS)
# ISO 32000-1, 14.8.4: the types of which a reader knows the meaning.
STANDARD: Final = frozenset(
    {
        "Document",
        "Part",
        "Sect",
        "Div",
        "Caption",
        "P",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Table",
        "TR",
        "TH",
        "TD",
        "THead",
    }
    | {
        "TBody",
        "TFoot",
        "Span",
        "Figure",
        "Code",
        "Note",
        "Reference",
        "NonStruct",
        *(f"H{n}" for n in range(1, 7)),
    }
)
DRAWS: Final = frozenset(
    {b"Tj", b"TJ", b"'", b'"', b"f", b"F", b"f*", b"S", b"s", b"B", b"B*", b"b", b"b*", b"Do", b"sh"}
)


@cache
def read(kind: str) -> Any:
    """Return the paper, drawn once."""
    return pypdf.PdfReader(BytesIO(drawn(kind)))


def root(kind: str) -> Any:
    return read(kind).trailer["/Root"]


def elements(node: Any) -> Iterator[Any]:
    """Yield the elements of the structure in the order in which they are read."""
    node = node.get_object()
    for held in node if isinstance(node, list) else [node]:
        each = held.get_object() if hasattr(held, "get_object") else held
        if isinstance(each, list):
            yield from elements(each)
        elif isinstance(each, dict):
            if "/S" in each:
                yield each
            if "/K" in each:
                yield from elements(each["/K"])


def kind_of(element: Any, roles: Any) -> str:
    """Return the standard type of an element, by the map of those that are not."""
    name = element["/S"]
    return str(roles.get(name, name)).removeprefix("/")


def children(element: Any) -> list[Any]:
    found = element.get("/K", [])
    found = found.get_object() if hasattr(found, "get_object") else found
    return [each.get_object() for each in (found if isinstance(found, list) else [found])]


def marked(page: Any) -> tuple[list[int], list[str]]:
    """Return the numbers of what is marked on a page, in the order of drawing, and what is drawn unmarked."""
    numbers: list[int] = []
    unmarked: list[str] = []
    open_marks: list[bool] = []
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        if operator in {b"BDC", b"BMC"}:
            told = operands[1] if operator == b"BDC" else {}
            if "/MCID" in told:
                numbers.append(int(told["/MCID"]))
            open_marks.append("/MCID" in told or operands[0] == "/Artifact")
        elif operator == b"EMC":
            open_marks.pop()
        elif operator in DRAWS and not any(open_marks):
            unmarked.append(operator.decode())
    assert not open_marks
    return numbers, unmarked


@pytest.mark.parametrize("kind", KINDS)
def test_all_that_is_drawn_is_read_or_decoration(kind: str) -> None:
    """Each sign is part of the structure, once and in the order of drawing, or marked as what is not read."""
    structure = root(kind)["/StructTreeRoot"]
    drawn_on = [marked(page) for page in read(kind).pages]
    assert [unmarked for _, unmarked in drawn_on] == [[] for _ in drawn_on]
    pages = [page.indirect_reference for page in read(kind).pages]
    told: list[tuple[int, int]] = []
    for element in elements(structure):
        for each in children(element):
            number, page = each, element.get("/Pg")
            if isinstance(each, dict) and each.get("/Type") == "/MCR":
                number, page = each["/MCID"], each.get("/Pg", page)
            if isinstance(number, int):
                told.append(
                    (pages.index(element.raw_get("/Pg") if page is None else page.indirect_reference), number)
                )
    assert told
    assert told == [(n, number) for n, (numbers, _) in enumerate(drawn_on) for number in sorted(numbers)]


@pytest.mark.parametrize("kind", KINDS)
def test_the_structure_has_a_meaning(kind: str) -> None:
    """Types are standard ones; one title, no level left out; rows as long as each other; pictures with words."""
    structure = root(kind)["/StructTreeRoot"]
    roles = structure.get("/RoleMap", {})
    found = [(kind_of(each, roles), each) for each in elements(structure)]
    assert {name for name, _ in found} <= STANDARD
    levels = [int(name[1]) for name, _ in found if name in {"H1", "H2", "H3", "H4", "H5", "H6"}]
    assert levels[0] == 1
    assert Counter(levels)[1] == 1
    assert all(deeper - level <= 1 for level, deeper in pairwise(levels))
    for name, element in found:
        if name == "Table":
            rows = [each for each in elements(element) if kind_of(each, roles) == "TR"]
            widths = {sum(int(_attribute(cell, "/ColSpan") or 1) for cell in children(row)) for row in rows}
            assert len(widths) == 1
            assert {kind_of(cell, roles) for row in rows for cell in children(row)} <= {"TH", "TD"}
        if name == "TH":
            assert _attribute(element, "/Scope") == "/Column"
        if name == "Figure":
            assert element["/Alt"]
            assert _attribute(element, "/BBox") is not None
        if name == "L":
            assert {kind_of(each, roles) for each in children(element)} <= {"LI", "Caption"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_letter_has_its_meaning_and_its_shape(kind: str) -> None:
    """Fonts are in the file, as far as they are used, and each says which letters its shapes are."""
    fonts = [font.get_object() for page in read(kind).pages for font in page["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        assert b"beginbf" in font["/ToUnicode"].get_object().get_data()
        [descendant] = font["/DescendantFonts"]
        described = descendant.get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(described)
        assert font["/BaseFont"][7] == "+"


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_looks_the_same_in_fifty_years(kind: str) -> None:
    """Its colours are those of a profile in it, nothing shines through, nothing moves, and nothing is elsewhere."""
    reader = read(kind)
    assert "/Encrypt" not in reader.trailer
    assert len(reader.trailer["/ID"]) == 2
    [intent] = root(kind)["/OutputIntents"]
    assert intent.get_object()["/DestOutputProfile"].get_object().get_data()[36:40] == b"acsp"
    assert not {"/OpenAction", "/AA", "/AcroForm", "/Names"} & set(root(kind))
    for page in reader.pages:
        assert not {"/Annots", "/AA", "/Group"} & set(page)
        resources = page["/Resources"]
        for space in resources.get("/ColorSpace", {}).values():
            assert space.get_object()[0] == "/ICCBased"
        for state in resources.get("/ExtGState", {}).values():
            assert {"/ca": 1, "/CA": 1, "/SMask": "/None", "/BM": "/Normal"}.items() >= {
                name: value
                for name, value in state.get_object().items()
                if name in {"/ca", "/CA", "/SMask", "/BM"}
            }.items()
        for picture in resources.get("/XObject", {}).values():
            assert not {"/SMask", "/Alternates", "/OPI", "/Ref", "/PS"} & set(picture.get_object())
    for number in range(1, reader.trailer["/Size"]):
        stored = reader.get_object(number)
        if isinstance(stored, dict):
            assert "/LZWDecode" not in str(stored.get("/Filter"))
            assert "/F" not in stored or "/Filter" not in stored


@pytest.mark.parametrize("kind", KINDS)
def test_what_it_says_of_itself_is_one_thing(kind: str) -> None:
    """Its title is the same in both places, the language stands for the whole, and each bookmark leads to a page."""
    reader = read(kind)
    assert reader.metadata is not None
    xmp = reader.xmp_metadata
    assert xmp is not None
    assert xmp.dc_title == {"x-default": reader.metadata.title}
    assert xmp.dc_language == ["fr-FR"]
    waiting = list(reader.outline)
    while waiting:
        each = waiting.pop()
        if isinstance(each, list):
            waiting += each
        else:
            assert reader.get_destination_page_number(each) is not None


def _attribute(element: Any, name: str) -> Any:
    """Return an attribute of an element, which may have several sets of them."""
    sets = element.get("/A", [])
    sets = sets.get_object() if hasattr(sets, "get_object") else sets
    for each in sets if isinstance(sets, list) else [sets]:
        if isinstance(each.get_object(), dict) and name in each.get_object():
            return each.get_object()[name]
    return None
