"""One document: until when, for what, why the last one was refused, and what sends it."""

import flet as ft

from app.steps.document import DocumentSending
from app.uploads.paths import UPLOADS
from app.uploads.uploads import UploadList, Uploads
from views.design.button import link
from views.design.card import align_start, column
from views.design.notice import Tone, notice
from views.design.text import heading, soft
from views.shell.layout import Layout, go, screen
from views.shell.resource_view import resource_view
from views.steps.document import document_sending
from views.steps.document_text import supporting_document
from views.uploads.text import UploadsText

_SKELETON = (320,)


def document(state: Uploads, sending: DocumentSending) -> ft.Control:
    """Return the screen that sends a document."""
    asked = state.asked(sending.document)
    name = supporting_document(sending.document, asked.label if asked is not None else None)
    return screen(
        name,
        heading(name),
        resource_view(state, lambda value: _sending(state, value, sending, name), _SKELETON),
        align_start(link(UploadsText.ALL, go(UPLOADS))),
        layout=Layout.TEXT,
    )


@ft.component
def _sending(state: Uploads, value: UploadList, sending: DocumentSending, name: str) -> ft.Control:
    last = state.last(sending.document)

    def know() -> None:
        sending.arrived = state.load.run
        sending.know(last)

    ft.use_effect(know, [value])
    asked = state.asked(sending.document)
    lines: list[ft.Control] = []
    if asked is not None and asked.until is not None:
        lines.append(soft(UploadsText.until(asked.until)))
    if asked is not None and asked.requests:
        lines.append(soft(UploadsText.requests([each.title for each in asked.requests])))
    if last is not None and last.reason is not None and sending.sent is None:
        lines.append(notice(Tone.WARNING, UploadsText.refused(name), UploadsText.REASONS[last.reason]))
    elif last is not None and not last.under_way and sending.sent is None:
        lines.append(notice(Tone.INFORMATION, UploadsText.sent(last.state, last.sent_at)))
    again = UploadsText.REPLACE if last is not None and not last.under_way else ""
    # What is said of the sending keeps its place: drawn anew elsewhere it would be said again.
    return column(column(*lines, visible=bool(lines)), document_sending(sending, name, again=again))
