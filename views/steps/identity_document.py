"""Votre titre d'identité: its kinds, and a copy of it on its way."""

import flet as ft

from app.core.command import Command
from app.steps.identity_document import DocumentKind, Identity, Scan
from views.design import tokens
from views.design.button import Press, link, secondary
from views.design.card import align_start, card
from views.design.notice import Tone, notice
from views.design.text import body, section, soft
from views.shell.error_text import ErrorText
from views.shell.errors import explain
from views.steps.text import IdentityText

NUMBER_MAX = 40
_EXTENSIONS = ["pdf", "jpg", "jpeg", "png", "heic", "heif"]
KINDS: tuple[DocumentKind, ...] = ("cni", "passport", "residence_permit", "none")


@ft.component
def scan_card(state: Identity, upload: Command, remove: Command, after: str) -> ft.Control:
    """Return where a copy is sent from, with what is said of `after` it."""
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
    if (error := upload.error or remove.error) is not None:
        message = explain(error)
        lines.append(notice(Tone.ERROR, message.title, message.text, live=True))
    if scan is not None and scan.state == "complete":
        lines.append(notice(Tone.SUCCESS, IdentityText.sent(scan.file_name), live=True))
        lines.append(align_start(link(IdentityText.REMOVE, state.remove_scan)))
    elif scan is not None:
        lines += _under_way(state, scan, upload, pick)
    if scan is None or scan.state == "complete":
        lines.append(align_start(secondary(IdentityText.CHOOSE, pick)))
    lines.append(soft(after))
    return card(*lines, spacing=tokens.SPACE_12)


def _under_way(state: Identity, scan: Scan, upload: Command, pick: Press) -> list[ft.Control]:
    """Return how far a file has gone, and what can be done about it."""
    share = round(100 * scan.received / max(1, scan.size))
    words = IdentityText.sending(scan.file_name, share)
    lines: list[ft.Control] = [
        body(words),
        ft.ProgressBar(value=share / 100, color=tokens.PRIMARY, semantics_label=words),
    ]
    if upload.running:
        return [*lines, align_start(link(IdentityText.CANCEL, state.cancel_upload))]
    if state.interrupted:
        # The program was stopped while it was sent: it holds the file no more.
        lines.append(notice(Tone.WARNING, IdentityText.INTERRUPTED, IdentityText.INTERRUPTED_MORE))
        lines.append(align_start(secondary(IdentityText.CHOOSE_AGAIN, pick)))
    else:
        lines.append(align_start(secondary(IdentityText.RETRY, state.retry_upload)))
    return [*lines, align_start(link(IdentityText.REMOVE, state.remove_scan))]
