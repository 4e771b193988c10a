"""How far an account reaches, and why not further. What nobody checked opens its own doors and no other.

Whoever knows a number, a name and a date of birth can open an account in that name with an invented document: such an
account must be worth nothing to a stranger, and much to the person who is only waiting for a check.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from server.rules.civil_status import CivilStatus, Question, questions
from server.rules.documents import Verdict


class Reach(StrEnum):
    """`LIMITED`: the person's own data, contact details, access and creation's request, and nothing else."""

    FULL = "full"
    LIMITED = "limited"


class Limit(StrEnum):
    """Why an account is of limited reach, which says what settles it."""

    # A number was given: the register could not be asked, and is asked again.
    DOCUMENT_TO_CHECK = "document_to_check"
    # A picture was sent: the fund looks at it.
    SCAN_TO_CHECK = "scan_to_check"
    # Nothing was given.
    DOCUMENT_WANTED = "document_wanted"
    # The register answered: the document is not this person's, or not good any more.
    DOCUMENT_REFUSED = "document_refused"
    # The civil status is proved; the NIR says another date or place of birth, and nobody proved that it is theirs.
    NUMBER_TO_CHECK = "number_to_check"


_FIRST_CHECK = timedelta(minutes=15)
_LONGEST_WAIT = timedelta(hours=24)
_DOUBLED_AT_MOST = 10


def wait_before(check: int) -> timedelta:
    """How long after the last one the register is asked for the nth time: twice as long each time, up to a day."""
    return min(_LONGEST_WAIT, _FIRST_CHECK * (1 << min(check, _DOUBLED_AT_MOST)))


def speaks_for_number(status: CivilStatus) -> bool:
    """Whether who proves this civil status proves its NIR too.

    The register and FranceConnect know no NIR. Date and place of birth stand in it, so that a stranger's rarely
    agrees; a sex that differs is mostly one that was corrected.
    """
    return not set(questions(status)) - {Question.SEX}


def limit_of(verdict: Verdict, *, scanned: bool) -> Limit:
    """Why an account of that verdict is limited.

    Args:
        verdict: what is known of the document.
        scanned: whether a picture of one has arrived.
    """
    match verdict:
        case Verdict.VERIFIED:
            return Limit.NUMBER_TO_CHECK
        case Verdict.TO_CHECK:
            return Limit.DOCUMENT_TO_CHECK
        case Verdict.SCAN_ASKED:
            return Limit.SCAN_TO_CHECK if scanned else Limit.DOCUMENT_WANTED
        case Verdict.NOT_FOUND | Verdict.MISMATCH | Verdict.EXPIRED:
            return Limit.DOCUMENT_REFUSED
