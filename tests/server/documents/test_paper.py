"""The PDF of a paper: for everybody, to be kept, and right to the cent.

veraPDF is in no registry that the tests can use. Typst refuses by itself what breaks PDF/UA-1 or PDF/A-2a; what it
wrote is read again here by pypdf: marks and tags, language, title, bookmarks, the standards that its metadata names,
embedded fonts, the text for the picture of the code, an output intent, and that nothing in it is active or encrypted.
"""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.documents.codes import new_code
from server.documents.facts import by_month, figures_of
from server.documents.paper import content, drawing_of
from server.documents.rules import months_between
from server.typesetting.french import BENEFITS, euros, month
from tests.server.documents.paper_steps import Reader
from tests.support.papers import code_on, words_of

if TYPE_CHECKING:
    from server.documents.facts import Facts
    from tests.server.conftest import Api, Eventually

ORIGIN = "https://mon-compte.example"
BASE: dict[str, Any] = {
    "from": None,
    "until": None,
    "made_on": "2026-11-05",
    "number": "1046287",
    "names": ["Thomas Martin", "Inès Martin"],
}
PAYMENT = {
    "paid_on": "2026-11-05",
    "amount": 61742,
    "refused": False,
    "lines": [
        {"benefit": "af", "month": "2026-10", "amount": 15105, "arrears": False},
        {"benefit": "apl", "month": "2026-09", "amount": 51237, "arrears": True},
    ],
    "taken_back": [{"benefit": "prime_activite", "from": "2026-01", "until": "2026-03", "amount": 4600}],
}
PAPERS: dict[str, Facts] = {
    "payment_certificate": {**BASE, "from": "2026-11", "until": "2026-11", "payments": [PAYMENT]},
    "statement": {**BASE, "from": "2026-10", "until": "2026-11", "payments": [PAYMENT]},
    "rights_certificate": {
        **BASE,
        "rights": [{"benefit": "apl", "amount": 27695, "since": "2019-09-01"}],
    },
    "quotient_certificate": {**BASE, "quotient": {"amount": 68700, "month": "2026-11"}},
}
SAID = {
    "payment_certificate": ["Attestation de paiement", "151,05 €", "−46,00 €", "617,42 €", "Novembre 2026"],
    "statement": ["Relevé de compte", "Paiement du 5 novembre 2026", "(rappel)", "0,00 €", "617,42 €"],
    "rights_certificate": ["Attestation de droits", "Aide personnalisée au logement", "276,95 €"],
    "quotient_certificate": ["Attestation de quotient familial", "687,00 €", "Novembre 2026"],
}


def drawn(kind: str, origin: str | None = ORIGIN) -> bytes:
    return drawing_of({**PAPERS[kind], "kind": kind}, new_code(), origin).run()


@pytest.mark.parametrize("kind", PAPERS)
def test_a_paper_is_for_everybody_and_to_be_kept(kind: str) -> None:
    """A paper is tagged, French, titled, with bookmarks, embedded fonts and the standards that it names."""
    reader = pypdf.PdfReader(BytesIO(drawn(kind)))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "fr-FR"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert (reader.metadata.title or "").startswith(SAID[kind][0])
    assert reader.metadata.author == "Caisse d’allocations familiales"
    bookmarks = [each["/Title"] for each in _flat(reader.outline)]
    assert (bookmarks[0], bookmarks[-1]) == (SAID[kind][0], "Vérifier ce document")
    assert not reader.is_encrypted
    assert root["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"
    for active in ("/OpenAction", "/AA", "/AcroForm", "/Names"):
        assert active not in root or "/JavaScript" not in root[active]
    xmp = root["/Metadata"].get_object().get_data().decode()
    assert re.search(r"<pdfuaid:part>1<|pdfuaid:part=\"1\"", xmp)
    assert re.search(r"<pdfaid:part>2<|pdfaid:part=\"2\"", xmp)
    assert re.search(r"<pdfaid:conformance>A<|pdfaid:conformance=\"A\"", xmp)
    for page in reader.pages:
        assert page["/Tabs"] == "/S"
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            described = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(described)
    tags = _tags(root["/StructTreeRoot"])
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Figure"} <= set(tags)
    assert tags["/Figure"][0]["/Alt"] == "Code QR qui mène à la page de vérification de ce document"
    assert all("/Scope" in str(header.get("/A")) for header in tags["/TH"])


@pytest.mark.parametrize("kind", PAPERS)
def test_a_paper_says_what_it_is_for(kind: str) -> None:
    """A paper says its kind, the file, the people, the day and each sum; without an origin it has no QR code."""
    for origin in (ORIGIN, None):
        words = words_of(drawn(kind, origin))
        for expected in [*SAID[kind], "1046287", "Thomas Martin et Inès Martin", "Fait le : 5 novembre 2026"]:
            assert expected in words, expected
        assert ("mon-compte.example/verifier" in words) == (origin is not None)


def test_nobody_writes_a_template_into_a_paper() -> None:
    """Names are words, whatever signs of Typst they have."""
    name = '#read("/etc/passwd") *x* _y_ $z$ <l> @m \\ " \' [n] // o'
    facts = {**PAPERS["quotient_certificate"], "kind": "quotient_certificate", "names": [name]}
    words = words_of(drawing_of(facts, new_code(), ORIGIN).run())
    assert '#read("/etc/passwd") *x* _y_ $z$ <l> @m \\ " ’ [n] // o' in words


@pytest.mark.parametrize("kind", ["payment_certificate", "statement"])
def test_nothing_paid_is_said(kind: str) -> None:
    """Where nothing was paid, and where nothing is due, the paper says it in words."""
    facts = {**BASE, "kind": kind, "from": "2026-10", "until": "2026-10", "payments": []}
    assert "Aucun paiement n’a été versé" in words_of(drawing_of(facts, new_code(), ORIGIN).run())


def test_no_right_is_said() -> None:
    """Where no right is open the paper says it."""
    facts = {**BASE, "kind": "rights_certificate", "rights": []}
    assert "Aucun droit n’est ouvert" in words_of(drawing_of(facts, new_code(), None).run())


_codes = st.sampled_from(sorted(BENEFITS))
_months = st.dates(date(2016, 12, 1), date(2026, 11, 30)).map(lambda day: f"{day:%Y-%m}")
_cents = st.integers(1, 5_000_00)


@st.composite
def histories(draw: st.DrawFn) -> Facts:
    """Return what a statement states, of a history that could be."""
    since, until = sorted((draw(_months), draw(_months)))
    months = months_between(since, until)
    payments = []
    for each in draw(st.lists(st.sampled_from(months), max_size=6)):
        lines: list[dict[str, Any]] = draw(
            st.lists(
                st.fixed_dictionaries(
                    {"benefit": _codes, "month": _months, "amount": _cents, "arrears": st.booleans()}
                ),
                min_size=1,
                max_size=4,
            )
        )
        taken: list[dict[str, Any]] = draw(
            st.lists(
                st.fixed_dictionaries(
                    {"benefit": _codes, "from": _months, "until": _months, "amount": _cents}
                ),
                max_size=2,
            )
        )
        payments.append(
            {
                "paid_on": f"{each}-05",
                "refused": draw(st.booleans()),
                "lines": lines,
                "taken_back": taken,
                "amount": sum(line["amount"] for line in lines) - sum(one["amount"] for one in taken),
            }
        )
    return {**BASE, "kind": "statement", "from": since, "until": until, "payments": payments}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(histories())
def test_the_paper_agrees_with_the_facts_to_the_cent(facts: Facts) -> None:
    """Every sum is on the paper as often as it must be; months, total and the code's figures agree."""
    pdf = drawing_of(facts, new_code(), ORIGIN).run()
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)
    printed = sorted(_cents_of(found) for found in re.findall(r"−?\d{1,3}(?:\xa0\d{3})*,\d\d\xa0€", text))
    months = by_month(facts)
    total = sum(amount for _, amount in months)
    expected = [amount for _, amount in months] + [total]
    for paid in facts["payments"]:
        expected += [line["amount"] for line in paid["lines"]] + [paid["amount"]]
        expected += [-taken["amount"] for taken in paid["taken_back"]]
    assert printed == sorted(expected)
    assert total == sum(paid["amount"] for paid in facts["payments"] if not paid["refused"])
    assert [each["amount"] for each in figures_of(facts)["figures"]] == [amount for _, amount in months]


def _cents_of(words: str) -> int:
    return int(re.sub(r"[\xa0,€]", "", words).replace("−", "-"))


@pytest.mark.parametrize("role", ["responsable-couple", "responsable-seul"])
def test_a_statement_of_the_demonstration_agrees_with_its_months(
    api: Api, eventually: Eventually, role: str
) -> None:
    """The sums of a downloaded statement of ten years are those that the screens show, month by month."""
    person = Reader.of(api, role)
    arrived = [each for each in person.payments() if each["status"] == "paid"]
    until = arrived[0]["paid_on"][:7]
    since = f"{int(until[:4]) - 9}{until[4:]}"
    shown = api.get(f"/v1/files/{person.file_id}/payment-months", person.session, until=until, months=24)
    assert shown.status_code == 200, shown.text
    by_screen = {each["month"]: each["amount"] for each in shown.json()["items"]}
    words = words_of(person.content(person.made(eventually, "statement", since, until)))
    total = 0
    for each in months_between(since, until):
        paid = sum(found["amount"] for found in arrived if found["paid_on"].startswith(each))
        assert by_screen.get(each, paid) == paid
        total += paid
        name = month(each)
        assert f"{name[0].upper()}{name[1:]} {_plain(euros(paid))}" in words
    assert f"Total versé {_plain(euros(total))}" in words


def _plain(words: str) -> str:
    return words.replace("\u00a0", " ")


def test_the_code_on_the_paper_is_its_own() -> None:
    """The code is printed in groups, in the block and at the foot of every page."""
    code = new_code()
    facts = {**PAPERS["statement"], "kind": "statement"}
    pdf = drawing_of(facts, code, ORIGIN).run()
    assert code_on(pdf).replace("-", "") == code
    pages = len(pypdf.PdfReader(BytesIO(pdf)).pages)
    assert words_of(pdf).count(code_on(pdf)) == pages + 1
    assert content(facts, code, None)["verification"]["qr"] is None


def _flat(outline: Any) -> list[Any]:
    return [found for each in outline for found in (_flat(each) if isinstance(each, list) else [each])]


def _tags(root: Any) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    waiting = [root]
    while waiting:
        node = waiting.pop().get_object()
        if isinstance(node, list):
            waiting += list(node)
        elif isinstance(node, dict):
            if "/S" in node:
                found.setdefault(str(node["/S"]), []).append(node)
            if "/K" in node:
                waiting.append(node["/K"])
    return found
