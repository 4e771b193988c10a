"""A file on its way: how much of it was sent, what went wrong, and what can be done about it."""

from typing import Any

import flet as ft

from app.steps.sending import Sending
from views.design import tokens
from views.design.button import link, secondary
from views.design.card import align_start
from views.design.notice import Tone, notice
from views.design.text import body
from views.shell.error_text import ErrorText
from views.shell.errors import explain
from views.steps.document_text import SendingText


def sending_failure(state: Sending[Any]) -> list[ft.Control]:
    """Return what kept a file from being sent or removed; nothing where nothing did."""
    lines: list[ft.Control] = []
    if state.too_large:
        lines.append(notice(Tone.ERROR, ErrorText.SCAN_TOO_LARGE, live=True))
    if (error := state.upload.error or state.remove.error) is not None:
        message = explain(error)
        lines.append(notice(Tone.ERROR, message.title, message.text, live=True))
    return lines


def sending_progress(state: Sending[Any], choose_again: ft.Control) -> list[ft.Control]:
    """Return how much of a file was sent, and how it is stopped, continued or given up.

    Args:
        state: of a file that has not arrived as a whole.
        choose_again: asks for the file where this device does not hold it.
    """
    if state.file is None:
        return []
    words = SendingText.sending(state.file.file_name, state.percent)
    lines: list[ft.Control] = [
        body(words),
        ft.ProgressBar(value=state.percent / 100, color=tokens.PRIMARY, semantics_label=words),
    ]
    if state.upload.running:
        return [*lines, align_start(link(SendingText.CANCEL, state.cancel))]
    if state.interrupted:
        lines.append(notice(Tone.WARNING, SendingText.INTERRUPTED, SendingText.INTERRUPTED_MORE))
        lines.append(align_start(choose_again))
    else:
        lines.append(align_start(secondary(SendingText.RETRY, state.retry)))
    return [*lines, align_start(link(SendingText.REMOVE, state.erase))]
