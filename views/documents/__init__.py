"""Mes attestations et mes relevés, and Vérifier un document."""

import flet as ft

from app.core.routes import HOME
from app.core.scope import PersonScope
from app.documents.documents import DocumentForm, Documents
from app.documents.paths import DOCUMENTS, VERIFICATION
from app.documents.verification import PaperCheck
from app.steps.easy_words import EASY_WORDS
from views.documents.documents import documents
from views.documents.text import DocumentsSearchText, DocumentsText, VerificationText
from views.documents.verification import verification
from views.shell.feature import Feature, Finds, FootLink, HelpEntry, Route, SearchEntry
from views.shell.guards import private


def _documents(person: PersonScope) -> ft.Control:
    file = person.file
    return documents(
        person.account,
        file.state(DocumentForm.of) if file is not None else None,
        file.state(Documents.of) if file is not None else None,
    )


FEATURE = Feature(
    routes=(
        Route(DOCUMENTS, private(_documents), over=HOME, name=DocumentsText.HEADING),
        Route(
            VERIFICATION,
            lambda page: verification(page.state(PaperCheck.of), page.shared(EASY_WORDS)),
            name=VerificationText.HEADING,
        ),
    ),
    foot=(FootLink(45, VerificationText.HEADING, VERIFICATION),),
    help=(HelpEntry(VerificationText.HEADING, VerificationText.HELP, VERIFICATION),),
    search=(SearchEntry(DOCUMENTS, DocumentsSearchText.DOCUMENTS),),
    finds=(
        Finds(
            "document",
            60,
            DocumentsSearchText.DOCUMENT_CALLED,
            lambda _: DOCUMENTS,
        ),
    ),
)
