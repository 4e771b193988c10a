"""The reach of an account: full, or limited while the identity of its holder is not proved.

Anybody who knows a NIR, a name and a date of birth can open an account in that name with an invented document. Such an
account must be worth nothing to a stranger, and still be useful to a person who only waits for a check.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from server.rules.civil_status import CivilStatus, Question, questions
from server.rules.documents import Verdict


class Reach(StrEnum):
    """`LIMITED` gives access to the person's own data, contacts, credentials and enrolment, and nothing else."""

    FULL = "full"
    LIMITED = "limited"


class Limit(StrEnum):
    """Why an account is of limited reach, and so what makes it full."""

    # The number of a document was given; the register did not answer, and is asked again.
    DOCUMENT_TO_CHECK = "document_to_check"
    # A scan was sent; the fund looks at it.
    SCAN_TO_CHECK = "scan_to_check"
    # Nothing was given.
    DOCUMENT_WANTED = "document_wanted"
    # The register answered: the document is not this person's, or no longer valid.
    DOCUMENT_REFUSED = "document_refused"
    # The civil status is proved, but the NIR contradicts its date or place of birth and is not proved.
    NUMBER_TO_CHECK = "number_to_check"


_FIRST_CHECK = timedelta(minutes=15)
_LONGEST_WAIT = timedelta(hours=24)
_DOUBLED_AT_MOST = 10


def wait_before(check: int) -> timedelta:
    """Return the wait before the nth check with the register: it doubles each time, up to a day."""
    return min(_LONGEST_WAIT, _FIRST_CHECK * (1 << min(check, _DOUBLED_AT_MOST)))


def speaks_for_number(status: CivilStatus) -> bool:
    """Return whether proof of this civil status is proof of its NIR too.

    The register and FranceConnect do not know the NIR. It holds date and place of birth, with which a stranger's NIR
    rarely agrees. A different sex was most often corrected since.
    """
    return not set(questions(status)) - {Question.SEX}


def limit_of(verdict: Verdict, *, scanned: bool) -> Limit:
    """Return why an account with that verdict is limited.

    Args:
        verdict: the verdict on its document.
        scanned: whether a scan of one was sent.
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
