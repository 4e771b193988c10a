"""What people find of their declarations of three months."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from server.declarations.rules import Quarter
from server.declarations.tables import Declaration
from server.declarations.text import NAME
from server.feature import Searchable, SearchEntry, Searcher
from server.people.doors import Door
from server.typesetting.french import day, month

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session as Transaction


def _declarations(transaction: Transaction, searcher: Searcher) -> Iterator[SearchEntry]:
    of_files = select(
        Declaration.file_id, Declaration.quarter, Declaration.due_on, Declaration.declared_at
    ).where(Declaration.file_id.in_(searcher.files))
    for file_id, first, due_on, declared_at in transaction.execute(
        of_files.order_by(Declaration.file_id, Declaration.quarter)
    ):
        months = [month(each) for each in Quarter(first).months]
        yield SearchEntry(
            id=f"{file_id}/{first}",
            title=f"{NAME}, {months[0]} à {months[-1]}",
            text=f"Envoyée le {day(declared_at.isoformat())}"
            if declared_at is not None
            else f"À envoyer avant le {day(due_on.isoformat())}",
            words=f"{' '.join(months)} ressources revenus salaire prime d'activité RSA AAH DTR",
            at=due_on,
            file_id=file_id,
        )


SEARCHABLE: Final = (Searchable("declaration", _declarations, Door.CHANGES),)
