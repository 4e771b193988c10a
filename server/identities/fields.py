"""Fields of requests about identity documents."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from server.http.problems import invalid
from server.http.text_fields import TypedSecret
from server.rules.documents import Document, DocumentKind, number_error
from text_rules.documents import document_number


class DocumentSaid(BaseModel):
    """An identity document, or none."""

    kind: Literal[DocumentKind.CNI, DocumentKind.PASSPORT, DocumentKind.RESIDENCE_PERMIT, DocumentKind.NONE]
    number: Annotated[TypedSecret, Field(max_length=40)] | None = None


def read_document(body: DocumentSaid) -> Document:
    """Read the document of a request.

    Raises:
        Problem: `validation_failed`.
    """
    typed = body.number.get_secret_value() if body.number else ""
    if not typed.strip():
        raise invalid(("number", "required"))
    number = document_number(typed)
    if error := number_error(body.kind, number):
        raise invalid(("number", error))
    return Document(body.kind, number)
