"""Votre titre d'identité: its kinds, and a copy of it on its way."""

from collections.abc import Mapping

import flet as ft

from app.steps.identity_document import DocumentKind, Identity
from views.design import tokens
from views.design.button import link, picks_file, secondary
from views.design.card import align_start, card
from views.design.choice import choice
from views.design.notice import Tone, notice
from views.design.text import section, soft
from views.shell.form_view import FormView, Shown, shown
from views.shell.text import FieldText
from views.steps.document_text import SendingText
from views.steps.sending import sending_failure, sending_progress
from views.steps.text import IdentityText

_NUMBER_MAX = 40
_EXTENSIONS = ["pdf", "jpg", "jpeg", "png", "heic", "heif"]
_KINDS: tuple[DocumentKind, ...] = ("cni", "passport", "residence_permit", "none")


def shown_number(state: Identity, refused: Mapping[str, str]) -> Shown:
    """Return the number of the document as it is shown; `refused` has the words for the server's verdicts."""
    verdict = refused.get(state.verdict, refused["not_found"]) if state.verdict is not None else ""
    return shown(state.number, IdentityText.NUMBER, FieldText.document, instead=verdict)


def number_field(form: FormView, state: Identity) -> ft.Control:
    """Return the field of the document's number."""
    return form.text(state.number, hint_text=IdentityText.HINTS[state.kind], max_length=_NUMBER_MAX)


def kind_choice(state: Identity, *, spacing: int = tokens.SPACE_4) -> ft.Control:
    """Return the choice of the document, its name `spacing` logical pixels above it."""

    async def choose(value: str) -> None:
        state.choose(next(kind for kind in _KINDS if kind == value))

    kinds: dict[str, str] = {kind: IdentityText.KINDS[kind] for kind in _KINDS}
    return choice(IdentityText.KIND, kinds, state.kind, choose, spacing=spacing, immediate=True)


@ft.component
def scan_card(state: Identity, after: str) -> ft.Control:
    """Return the card that sends a copy; `after` says what comes next."""
    picker: ft.FilePicker = ft.use_memo(ft.FilePicker, [])

    async def pick() -> None:
        files = await picker.pick_files(
            file_type=ft.FilePickerFileType.CUSTOM, allowed_extensions=_EXTENSIONS, with_data=True
        )
        for file in files[:1]:
            if file.bytes is not None:
                await state.send_file(file.name, file.bytes)

    scan = state.scan
    lines: list[ft.Control] = [
        section(IdentityText.SCAN),
        soft(IdentityText.SCAN_LEAD),
        *sending_failure(scan),
    ]
    if scan.file is not None and scan.file.under_way:
        lines += sending_progress(scan, picks_file(secondary(SendingText.CHOOSE_AGAIN, pick), _EXTENSIONS))
    else:
        if scan.file is not None:
            lines.append(notice(Tone.SUCCESS, SendingText.sent(scan.file.file_name), live=True))
            lines.append(align_start(link(SendingText.REMOVE, scan.erase)))
        lines.append(align_start(picks_file(secondary(IdentityText.CHOOSE, pick), _EXTENSIONS)))
    lines.append(soft(after))
    return card(*lines, spacing=tokens.SPACE_12)
