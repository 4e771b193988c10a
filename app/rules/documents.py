"""Numbers of identity documents."""

from app.rules.problem import Fault, Problem
from text_rules.documents import Kind as DocumentKind
from text_rules.documents import document_fault, document_number

_OF_DOCUMENTS = {
    "short": Fault.TOO_SHORT,
    "long": Fault.TOO_LONG,
    "signs": Fault.FORBIDDEN_CHARACTERS,
    "shape": Fault.WRONG_SHAPE,
}


def check_document(kind: DocumentKind, text: str) -> Problem | None:
    """Say whether the number of an identity document is plainly none of that kind."""
    number = document_number(text)
    if not number:
        return Problem(Fault.EMPTY)
    fault = document_fault(kind, number)
    return Problem(_OF_DOCUMENTS[fault[0]], fault[1]) if fault else None
