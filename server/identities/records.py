"""Records of a fund that identities are checked with: the register of documents."""

from collections.abc import Sequence
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator
from sqlalchemy import delete, tuple_
from sqlalchemy.orm import Session as Transaction

from server.db.bulk import upsert
from server.feature import Importable
from server.identities.tables import RegisteredDocument
from server.imports.records import Day, Record, Text, fault
from server.rules.birth_dates import BirthDate
from server.rules.documents import DocumentKind, number_error
from server.services import Services


def _born(text: str) -> str:
    if BirthDate.read(text) is None:
        raise fault("birth_date")
    return text


class RegisteredDocumentRecord(Record):
    """An identity document of the register that enrolments are checked with. Its key is its kind and number."""

    kind: Literal["registered_document"]
    document: Literal[DocumentKind.CNI, DocumentKind.PASSPORT, DocumentKind.RESIDENCE_PERMIT]
    number: str = Field(max_length=12)
    birth_name: Text
    first_name: Text
    birth_date: Annotated[str, AfterValidator(_born)] = Field(
        description="YYYY-MM-DD; 00 for a month or a day that the document does not have."
    )
    expires_on: Day

    @model_validator(mode="after")
    def _is_named_after_it(self) -> Self:
        if number_error(self.document, self.number):
            raise fault("document_number")
        if self.key != f"{self.document.value}:{self.number}":
            raise fault("document_key")
        return self


def _write(_: Services, transaction: Transaction, records: Sequence[RegisteredDocumentRecord]) -> None:
    rows = [
        {
            "kind": each.document,
            "number": each.number,
            "birth_name": each.birth_name,
            "first_name": each.first_name,
            "birth_date": BirthDate.read(each.birth_date),
            "expires_on": each.expires_on,
        }
        for each in records
    ]
    upsert(transaction, RegisteredDocument, rows)


def _erase(transaction: Transaction, keys: Sequence[str]) -> None:
    named = [tuple(key.split(":", 1)) for key in keys if ":" in key]
    own = tuple_(RegisteredDocument.kind, RegisteredDocument.number)
    kinds = set(DocumentKind)
    known = [(DocumentKind(kind), number) for kind, number in named if kind in kinds]
    transaction.execute(delete(RegisteredDocument).where(own.in_(known)))


IMPORTABLE = (
    Importable(kind="registered_document", model=RegisteredDocumentRecord, write=_write, erase=_erase),
)
