"""Votre titre d'identité: its kinds, and a copy of it on its way."""

from collections.abc import Mapping

import flet as ft

from app.steps.identity_document import DocumentKind, Identity, Scan
from views.design import tokens
from views.design.button import Press, link, picks_file, secondary
from views.design.card import align_start, card
from views.design.choice import choice
from views.design.notice import Tone, notice
from views.design.text import body, section, soft
from views.shell.error_text import ErrorText
from views.shell.errors import explain
from views.shell.form_view import FormView, Shown, shown
from views.shell.text import FieldText
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

    lines: list[ft.Control] = [section(IdentityText.SCAN), soft(IdentityText.SCAN_LEAD)]
    scan = state.scan
    if state.too_large:
        lines.append(notice(Tone.ERROR, ErrorText.SCAN_TOO_LARGE, live=True))
    if (error := state.upload.error or state.remove.error) is not None:
        message = explain(error)
        lines.append(notice(Tone.ERROR, message.title, message.text, live=True))
    if scan is not None and scan.state == "complete":
        lines.append(notice(Tone.SUCCESS, IdentityText.sent(scan.file_name), live=True))
        lines.append(align_start(link(IdentityText.REMOVE, state.remove_scan)))
    elif scan is not None:
        lines += _under_way(state, scan, pick)
    if scan is None or scan.state == "complete":
        lines.append(align_start(picks_file(secondary(IdentityText.CHOOSE, pick), _EXTENSIONS)))
    lines.append(soft(after))
    return card(*lines, spacing=tokens.SPACE_12)


def _under_way(state: Identity, scan: Scan, pick: Press) -> list[ft.Control]:
    """Return how much of a file was sent, and what can be done about it."""
    share = round(100 * scan.received / max(1, scan.size))
    words = IdentityText.sending(scan.file_name, share)
    lines: list[ft.Control] = [
        body(words),
        ft.ProgressBar(value=share / 100, color=tokens.PRIMARY, semantics_label=words),
    ]
    if state.upload.running:
        return [*lines, align_start(link(IdentityText.CANCEL, state.cancel_upload))]
    if state.interrupted:
        # The program was stopped while sending: it no longer has the file.
        lines.append(notice(Tone.WARNING, IdentityText.INTERRUPTED, IdentityText.INTERRUPTED_MORE))
        lines.append(align_start(picks_file(secondary(IdentityText.CHOOSE_AGAIN, pick), _EXTENSIONS)))
    else:
        lines.append(align_start(secondary(IdentityText.RETRY, state.retry_upload)))
    return [*lines, align_start(link(IdentityText.REMOVE, state.remove_scan))]
