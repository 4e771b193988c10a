"""A file that one press brings: saved where the person says, and shown or shared as the device can."""

import flet as ft

from app.steps.fetched_file import FetchedFile
from views.design import tokens
from views.design.button import link, row, saves_file, shows_file
from views.design.card import align_start, column
from views.design.notice import Tone, notice
from views.shell.form_view import failure_notice
from views.shell.text import ShellText
from views.steps.paper_text import PaperText


@ft.component
def fetched_file(state: FetchedFile, label: str, path: str) -> ft.Control:
    """Return what brings a file.

    Args:
        state: the file.
        label: what the row that saves it is called.
        path: tells it from other files of the program, where a browser shows it by itself.
    """
    picker: ft.FilePicker = ft.use_memo(ft.FilePicker, [])
    web = ft.context.page.web
    phone = ft.context.page.platform in {ft.PagePlatform.ANDROID, ft.PagePlatform.IOS}
    launcher: ft.UrlLauncher | None = ft.use_memo(lambda: None if web or phone else ft.UrlLauncher(), [])
    sharing: ft.Share | None = ft.use_memo(lambda: ft.Share() if phone and not web else None, [])

    async def save() -> None:
        content = await state.content()
        if content is None:
            return
        try:
            kept = await picker.save_file(file_name=state.name, src_bytes=content)
        except (RuntimeError, TimeoutError, OSError):
            state.tell_saved(kept=False)
            return
        # A browser saves the file itself and gives no path; elsewhere no path means that the person gave up.
        if web or kept is not None:
            state.tell_saved(kept=True)

    ways: list[ft.Control] = []
    if sharing is not None:
        ways = [_sharing(sharing, state, label)]
    elif state.is_pdf:
        ways = [_opening(launcher, state, label) if launcher is not None else _beside(state, label, path)]
    waiting = ShellText.WORKING if state.fetch.slow else label
    return column(
        saves_file(row(waiting, save), state.name),
        [align_start(each) for each in ways],
        _news(state),
        spacing=tokens.SPACE_4,
    )


def _beside(state: FetchedFile, label: str, path: str) -> ft.Control:
    """Return the link by which a browser shows a file itself, in a tab of its own."""
    spoken = PaperText.called(PaperText.BESIDE, label)
    return shows_file(PaperText.BESIDE, f"{path}/{state.name}", state.read, spoken=spoken)


def _opening(launcher: ft.UrlLauncher, state: FetchedFile, label: str) -> ft.Control:
    """Return what has the program of a desktop show a file, from a folder in which nothing stays."""

    async def show() -> None:
        at = await state.open()
        if at is not None:
            await launcher.launch_url(at.as_uri())

    return link(PaperText.SHOW, show, spoken=PaperText.called(PaperText.SHOW, label))


def _sharing(sharing: ft.Share, state: FetchedFile, label: str) -> ft.Control:
    """Return what has a phone offer to whom a file is sent, or on what it is printed."""

    async def share() -> None:
        content = await state.content()
        if content is not None:
            await sharing.share_files([ft.ShareFile.from_bytes(content, name=state.name)])

    return link(PaperText.SEND, share, spoken=PaperText.called(PaperText.SEND, label))


def _news(state: FetchedFile) -> list[ft.Control]:
    if state.saved is False:
        return [notice(Tone.ERROR, PaperText.UNSAVED, PaperText.UNSAVED_MORE, live=True)]
    if state.saved:
        return [notice(Tone.SUCCESS, PaperText.SAVED, live=True)]
    return failure_notice(state.fetch.error)
