"""Documents à fournir: what is asked for, and what was sent."""

import flet as ft

from app.core.account import Account
from app.core.routes import HOME
from app.uploads.paths import upload_path
from app.uploads.uploads import AskedDocument, Upload, UploadList, Uploads
from views.design import tokens
from views.design.button import link, row
from views.design.card import align_start, card, column
from views.design.items import items, rows
from views.design.text import body, heading, hint, section, soft
from views.shell.doors import closed
from views.shell.layout import Layout, go, screen
from views.shell.resource_view import resource_view
from views.shell.text import ShellText
from views.steps.document_text import supporting_document
from views.uploads.text import UploadsText

_SKELETON = (160, 160)


def uploads(account: Account, state: Uploads) -> ft.Control:
    """Return the screen of the person, for the file looked at and for none."""
    del account
    return screen(
        UploadsText.HEADING,
        column(
            align_start(link(ShellText.BACK_HOME, go(HOME))),
            heading(UploadsText.HEADING),
            soft(UploadsText.LEAD),
            spacing=tokens.SPACE_8,
        ),
        resource_view(state, lambda value: _both(state, value), _SKELETON),
        layout=Layout.TEXT,
    )


def _both(state: Uploads, value: UploadList) -> ft.Control:
    shut = [closed(state.closed)] if state.closed else []
    asked = (
        [rows(*map(_asked, value.asked))] if value.asked else [] if shut else [body(UploadsText.NONE_ASKED)]
    )
    sent = (
        [items(*map(_sent, value.items), spacing=tokens.SPACE_16)]
        if value.items
        else [body(UploadsText.NONE_SENT)]
    )
    return column(
        card(section(UploadsText.ASKED), *shut, *asked),
        card(section(UploadsText.SENT), *sent),
    )


def _asked(asked: AskedDocument) -> ft.Control:
    note = UploadsText.short_until(asked.until) if asked.until is not None else ""
    name = supporting_document(asked.document, asked.label)
    line = row(name, go(upload_path(asked.document)), note=note)
    if not asked.requests:
        return line
    return column(line, hint(UploadsText.requests([each.title for each in asked.requests])), spacing=0)


def _sent(upload: Upload) -> ft.Control:
    name = supporting_document(upload.document)
    lines: list[ft.Control] = [
        body(name, bold=True),
        hint(upload.file_name),
        soft(UploadsText.sent(upload.state, upload.sent_at)),
    ]
    if upload.reason is not None:
        lines.append(soft(UploadsText.REASONS[upload.reason]))
    press = {"refused": UploadsText.AGAIN, "uploading": UploadsText.GO_ON}.get(upload.state)
    if press is not None:
        again = link(press, go(upload_path(upload.document)), spoken=f"{press} : {name}")
        lines.append(align_start(again))
    return column(*lines, spacing=tokens.SPACE_4)
