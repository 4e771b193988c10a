"""The content of a paper in French, of the facts that it states."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from server.documents import text
from server.documents.codes import grouped
from server.documents.facts import by_month
from server.documents.rules import PaperKind
from server.typesetting import Drawing
from server.typesetting.french import BENEFITS, day, euros, month

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from server.documents.facts import Facts

VERIFICATION_PATH = "/verifier"
"""Where the program checks a code."""

_Content = dict[str, Any]


def drawing_of(facts: Facts, code: str, origin: str | None) -> Drawing:
    """Return the drawing of a paper.

    Args:
        facts: what it states.
        code: its code, in canonical form.
        origin: where its QR code leads, `https://…` without a path; None for none.
    """
    address = f"{origin}{VERIFICATION_PATH}" if origin else None
    return Drawing(
        "server.documents",
        "paper.typ",
        content(facts, code, address),
        pictures={"qr": f"{address}?code={grouped(code)}"} if address else {},
    )


def content(facts: Facts, code: str, address: str | None) -> _Content:
    """Return what stands on a paper, for the template."""
    kind = PaperKind(facts["kind"])
    since, until = facts["from"], facts["until"]
    known = [
        (text.NUMBER, facts["number"]),
        (text.NAMES[len(facts["names"]) > 1], " et ".join(facts["names"])),
    ]
    if since:
        known.append((text.PERIOD, text.period(since, until)))
    known.append((text.MADE_ON, day(facts["made_on"])))
    return {
        "title": text.TITLES[kind] + (f" – {text.period(since, until)}" if since else ""),
        "heading": text.TITLES[kind],
        "issuer": text.ISSUER,
        "facts": known,
        "lead": text.lead(kind, since, until, facts["made_on"]),
        "sections": list(_sections(kind, facts)),
        "verification": {
            "heading": text.VERIFICATION,
            "code_name": text.VERIFICATION_CODE,
            "code": grouped(code),
            "lead": text.verification_lead(urlsplit(address).netloc + VERIFICATION_PATH if address else None),
            "kept": text.VERIFIABLE,
            "qr": text.VERIFICATION_QR if address else None,
        },
    }


def _sections(kind: PaperKind, facts: Facts) -> Iterable[_Content]:
    match kind:
        case PaperKind.QUOTIENT_CERTIFICATE:
            quotient = facts["quotient"]
            yield _section(
                text.QUOTIENT,
                columns=(text.QUOTIENT_MONTH, text.AMOUNT),
                rows=[(_capital(month(quotient["month"])), euros(quotient["amount"]))],
            )
        case PaperKind.RIGHTS_CERTIFICATE:
            yield _section(
                text.RIGHTS,
                texts=[] if facts["rights"] else [text.NO_RIGHT],
                columns=(text.BENEFIT, text.SINCE, text.PER_MONTH),
                rows=[
                    (_benefit(right["benefit"]), day(right["since"]), euros(right["amount"]))
                    for right in facts["rights"]
                ],
            )
        case _:
            yield _months(facts)
            if kind is PaperKind.STATEMENT:
                yield from map(_payment, facts["payments"])


def _months(facts: Facts) -> _Content:
    """Return the table of months; an attestation of one month names its benefits in it."""
    months = by_month(facts)
    arrived = [paid for paid in facts["payments"] if not paid["refused"]]
    total = (text.TOTAL_ARRIVED, euros(sum(amount for _, amount in months)))
    texts = [] if arrived else [text.NO_PAYMENT]
    if len(months) > 1 or facts["kind"] == PaperKind.STATEMENT:
        rows = [(_capital(month(each)), euros(amount)) for each, amount in months]
        return _section(text.MONTHS, texts, (text.MONTH, text.AMOUNT), rows, total)
    lines = [row for paid in arrived for row in _lines(paid)]
    return _section(
        _capital(month(months[0][0])),
        texts,
        (text.BENEFIT, text.DUE_FOR, text.AMOUNT),
        lines,
        ((total[0], "", total[1])) if lines else None,
    )


def _payment(paid: Facts) -> _Content:
    return _section(
        text.payment_heading(paid["paid_on"]),
        [text.REFUSED] if paid["refused"] else [],
        (text.BENEFIT, text.DUE_FOR, text.AMOUNT),
        list(_lines(paid)),
        (text.TOTAL if paid["refused"] else text.ARRIVED, "", euros(paid["amount"])),
    )


def _lines(paid: Facts) -> Iterable[tuple[str, str, str]]:
    for line in paid["lines"]:
        name = _benefit(line["benefit"]) + (f" ({text.ARREARS})" if line["arrears"] else "")
        yield name, month(line["month"]), euros(line["amount"])
    for taken in paid["taken_back"]:
        due_for = text.months_words(taken["from"], taken["until"])
        yield text.withheld(_benefit(taken["benefit"])), due_for, euros(-taken["amount"])


def _section(
    heading: str,
    texts: Sequence[str] = (),
    columns: Sequence[str] = (),
    rows: Sequence[Sequence[str]] = (),
    total: Sequence[str] | None = None,
) -> _Content:
    """Return a section; the last column of its table is of sums."""
    return {
        "heading": heading,
        "texts": list(texts),
        "columns": list(columns),
        "rows": [list(row) for row in rows],
        "total": list(total) if total else None,
    }


def _benefit(code: str) -> str:
    return BENEFITS.get(code, code)


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
