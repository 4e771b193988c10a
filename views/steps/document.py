"""A document that is sent: photographs with what can be done to each, and their way to the server."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial

import flet as ft

from app.steps.document import DocumentSending, Leaves
from app.steps.photos import SIDES, Crop
from views.design import tokens
from views.design.button import link, picks_photos, primary, secondary, switched
from views.design.card import align_start, card, column
from views.design.items import items, side_by_side_items
from views.design.notice import Tone, notice
from views.design.text import body, hint, section, soft
from views.shell.text import ShellText
from views.steps.document_text import DocumentSendingText, SendingText
from views.steps.sending import sending_failure, sending_progress

_PREVIEW_HEIGHT = 200
_PREVIEW_WIDTH = 160
_KINDS = ["pdf", "jpg", "jpeg", "png", "heic", "heif"]


class _Choosing:
    """What lets the person choose files for a document."""

    def __init__(self, state: DocumentSending, picker: ft.FilePicker) -> None:
        self._state = state
        self._picker = picker

    async def add(self) -> None:
        """Take photographs, or a file, beside what is there."""
        await self._give(self._state.take, several=True)

    async def again(self) -> None:
        """Take once more what was being sent."""
        await self._give(self._state.again)

    async def retake(self, rank: int) -> None:
        """Take a photograph in the place of a page."""
        self._state.replace(rank)
        await self._give(self._state.take)

    async def _give(self, take: Callable[[str, bytes], Awaitable[None]], *, several: bool = False) -> None:
        for file in await self._picker.pick_files(
            file_type=ft.FilePickerFileType.CUSTOM,
            allowed_extensions=_KINDS,
            allow_multiple=several,
            with_data=True,
        ):
            if file.bytes is not None:
                await take(file.name, file.bytes)


@ft.component
def document_sending(
    state: DocumentSending, name: str, *, again: str = "", headed: bool = True
) -> ft.Control:
    """Return what sends a document.

    Args:
        state: the document.
        name: what it is called.
        again: asks for one more where one was sent before.
        headed: whether it is a card of its own, not a part of one.
    """
    choosing = _Choosing(state, ft.use_memo(ft.FilePicker, []))
    cropping, set_cropping = ft.use_state(-1)
    sending = state.sending
    news = _news(state, name)
    if sending.file is not None and sending.file.under_way:
        choose_again = picks_photos(secondary(SendingText.CHOOSE_AGAIN, choosing.again), several=False)
        return _framed(news, sending_progress(sending, choose_again), headed=headed)
    pages = [
        _page(state, rank, choosing, cropping=cropping == rank, crop=set_cropping)
        for rank in range(len(state.parts))
    ]
    listed = (
        [items(*pages, spacing=tokens.SPACE_16, ordered=True, label=DocumentSendingText.PAGES)]
        if pages
        else []
    )
    label = DocumentSendingText.MORE if state.chosen else again or DocumentSendingText.CHOOSE
    add = [align_start(picks_photos(secondary(label, choosing.add)))] if state.takes_more else []
    send = [_send(state, headed=headed)] if state.chosen else []
    # Each keeps its rank: what chooses files is the same for all those that were chosen at once.
    return _framed(news, listed, _file(state), add, send, headed=headed)


def _send(state: DocumentSending, *, headed: bool) -> ft.Control:
    """Return what sends; as a part of a form it is not what the form is sent by."""
    if not headed:
        return align_start(secondary(DocumentSendingText.SEND_IT, state.send))
    waiting = ShellText.WORKING if state.busy else None
    return primary(DocumentSendingText.SEND, state.send, busy=waiting)


def _news(state: DocumentSending, name: str) -> list[ft.Control]:
    """Return what became of the last file, and of the document that was sent last."""
    lines: list[ft.Control] = []
    if state.fault is not None:
        lines.append(notice(Tone.ERROR, *DocumentSendingText.FAULTS[state.fault], live=True))
    lines += sending_failure(state.sending)
    if state.sent is not None:
        more = DocumentSendingText.SENT_MORE
        lines.append(notice(Tone.SUCCESS, DocumentSendingText.sent(name), more, live=True))
    return lines


def _framed(*parts: Sequence[ft.Control], headed: bool) -> ft.Control:
    lead = soft(DocumentSendingText.LEAD)
    if headed:
        return card(section(DocumentSendingText.HEADING), lead, *parts, spacing=tokens.SPACE_12)
    return column(lead, *parts, spacing=tokens.SPACE_12)


def _file(state: DocumentSending) -> list[ft.Control]:
    """Return the file that would be sent as it is, if there is one."""
    if not state.file_name:
        return []
    remove = link(SendingText.REMOVE, state.drop_file, spoken=f"{SendingText.REMOVE} : {state.file_name}")
    return [body(state.file_name, bold=True), align_start(remove)]


def _page(
    state: DocumentSending, rank: int, choosing: _Choosing, *, cropping: bool, crop: Callable[[int], None]
) -> ft.Control:
    """Return a part: how a photograph looks or what a PDF is called, and what can be done to it."""
    part = state.parts[rank]
    first, last = state.span(rank)
    page = DocumentSendingText.pages(first, last, state.pages)
    many = len(state.parts) > 1

    def act(label: str, press: Callable[..., object], *given: object) -> ft.Control:
        return link(label, partial(press, *given), spoken=f"{label} : {page}")

    retake = picks_photos(act(DocumentSendingText.RETAKE, choosing.retake, rank), several=False)
    moves = [
        *([act(DocumentSendingText.EARLIER, state.move, rank)] if many and rank else []),
        act(SendingText.REMOVE, state.drop, rank),
    ]
    if isinstance(part, Leaves):
        return column(
            hint(page, bold=True),
            body(part.name),
            side_by_side_items(retake, *moves, label=page),
            spacing=tokens.SPACE_8,
        )
    cut = {side: getattr(part.crop, side) for side in SIDES}
    shape = DocumentSendingText.shape(first, part.turns, cut)
    acts = [
        act(DocumentSendingText.TURN, state.turn, rank),
        switched(act(DocumentSendingText.CROP, crop, -1 if cropping else rank), on=cropping),
        retake,
        *moves,
    ]
    sides = [act(DocumentSendingText.SIDES[side], state.crop, rank, side) for side in SIDES]
    if part.crop != Crop():
        sides.append(act(DocumentSendingText.UNCROP, state.uncrop, rank))
    return column(
        hint(page, bold=True),
        ft.Image(
            src=part.preview,
            width=_PREVIEW_WIDTH,
            height=_PREVIEW_HEIGHT,
            fit=ft.BoxFit.CONTAIN,
            semantics_label=DocumentSendingText.picture(first),
        ),
        # A picture that changes is seen alone.
        ft.Semantics(live_region=True, container=True, content=hint(shape)),
        side_by_side_items(*acts, label=page),
        *([side_by_side_items(*sides, label=DocumentSendingText.CROP)] if cropping else []),
        spacing=tokens.SPACE_8,
    )
