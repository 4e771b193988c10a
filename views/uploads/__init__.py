"""Documents à fournir."""

import re

import flet as ft

from app.core.routes import HOME
from app.core.scope import PersonScope
from app.steps.document import DocumentSending
from app.uploads.paths import UPLOAD, UPLOADS, upload_path
from app.uploads.uploads import Uploads
from views.shell.feature import Feature, Finds, HelpEntry, Route, SearchEntry
from views.shell.guards import private
from views.uploads.document import document
from views.uploads.text import UploadsSearchText, UploadsText
from views.uploads.uploads import uploads

_CODE = re.compile(r"[a-z][a-z0-9_]{0,31}")


def _state(person: PersonScope) -> Uploads:
    file = person.file
    return person.state(Uploads.of, file.file_id if file is not None else None)


def _document(person: PersonScope) -> ft.Control:
    code = ft.use_route_params().get("document", "")
    state = _state(person)
    # Another address than those that lead here has no kind of document of ours: any may be sent as `other`.
    name = code if _CODE.fullmatch(code) else "other"
    return document(state, person.state(DocumentSending.of, name, state.file_id))


FEATURE = Feature(
    routes=(
        Route(
            UPLOADS,
            private(lambda person: uploads(person.account, _state(person))),
            over=HOME,
            crumb=UploadsText.HEADING,
            name=UploadsText.HEADING,
        ),
        Route(UPLOAD, private(_document), over=UPLOADS),
    ),
    help=(HelpEntry(UploadsText.HEADING, UploadsText.HELP, UPLOADS),),
    search=(SearchEntry(UPLOADS, UploadsSearchText.SEND),),
    finds=(Finds("upload", 70, UploadsSearchText.UPLOAD_CALLED, upload_path),),
)
