"""A paper on its way: how far it is, what went wrong, and one press that brings it."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import NamedTuple

import flet as ft

from api_client.errors import ClientError, Refused
from app.steps.paper import FetchedPaper, Paper, PaperKind, PaperRequest, file_name_of
from views.design import tokens
from views.design.button import link, row, saves_file, secondary, shows_file
from views.design.card import align_start, column
from views.design.notice import Tone, notice
from views.design.progress import progress
from views.shell.form_view import failure_notice
from views.steps.paper_text import PaperText


class Saving(NamedTuple):
    """What keeps papers, and what shows them.

    Attributes:
        save: hands the person a paper, to be kept.
        ways: returns what can be done with a paper that is ready, called so, beside keeping it.
        acts: what can be done with the one that was kept.
    """

    save: Callable[[FetchedPaper | None], Awaitable[None]]
    ways: Callable[[Paper, str], list[ft.Control]]
    acts: list[ft.Control]


def use_saving(request: PaperRequest) -> Saving:
    """Return what saves papers where the person says, or where their browser keeps files."""
    picker: ft.FilePicker = ft.use_memo(ft.FilePicker, [])
    web = ft.context.page.web
    phone = ft.context.page.platform in {ft.PagePlatform.ANDROID, ft.PagePlatform.IOS}
    launcher: ft.UrlLauncher | None = ft.use_memo(lambda: None if web or phone else ft.UrlLauncher(), [])
    sharing: ft.Share | None = ft.use_memo(lambda: ft.Share() if phone and not web else None, [])

    async def save(fetched: FetchedPaper | None) -> None:
        if fetched is None:
            return
        try:
            path = await picker.save_file(file_name=fetched.name, src_bytes=fetched.content)
        except (RuntimeError, TimeoutError, OSError):
            request.tell_saved(kept=False)
            return
        # A browser saves the file itself and gives no path; elsewhere no path means that the person gave up.
        if web or path is not None:
            request.tell_saved(kept=True, path=None if web else path)

    def ways(paper: Paper, name: str) -> list[ft.Control]:
        if launcher is not None:
            return [_opening(launcher, request, paper, name)]
        if sharing is not None:
            return [_sharing(sharing, request, paper, name)]
        return [_beside(request, paper, name)]

    return Saving(save, ways, _acts(request, launcher, ways))


def _beside(request: PaperRequest, paper: Paper, name: str) -> ft.Control:
    """Return the link by which a browser shows a paper itself, in a tab of its own."""

    async def content() -> bytes | None:
        return await request.read(paper)

    path = f"{paper.document_id}/{paper.file_name}"
    return shows_file(PaperText.BESIDE, path, content, spoken=PaperText.called(PaperText.BESIDE, name))


def _opening(launcher: ft.UrlLauncher, request: PaperRequest, paper: Paper, name: str) -> ft.Control:
    """Return what has the program of a desktop that shows PDFs show one, from a folder in which nothing stays."""

    async def press() -> None:
        path = await request.open(paper)
        if path is not None:
            await launcher.launch_url(path.as_uri())

    return link(PaperText.SHOW, press, spoken=PaperText.called(PaperText.SHOW, name), size=tokens.TEXT_SIZE)


def _sharing(sharing: ft.Share, request: PaperRequest, paper: Paper, name: str) -> ft.Control:
    """Return what has a phone offer to whom a paper is sent, or on what it is printed."""

    async def press() -> None:
        fetched = await request.fetch(paper)
        if fetched is not None:
            file = ft.ShareFile.from_bytes(fetched.content, mime_type="application/pdf", name=fetched.name)
            await sharing.share_files([file])

    return link(PaperText.SEND, press, spoken=PaperText.called(PaperText.SEND, name), size=tokens.TEXT_SIZE)


def _acts(
    request: PaperRequest,
    launcher: ft.UrlLauncher | None,
    ways: Callable[[Paper, str], list[ft.Control]],
) -> list[ft.Control]:
    """Return what can be done with the paper that was kept: a desktop opens the file that the person chose."""

    async def open_it() -> None:
        if launcher is not None and request.path is not None:
            await launcher.launch_url(Path(request.path).as_uri())

    if launcher is not None:
        return [align_start(secondary(PaperText.OPEN, open_it))] if request.path is not None else []
    return [align_start(each) for each in ways(request.paper, "")] if request.paper is not None else []


def paper_news(request: PaperRequest, saving: Saving) -> list[ft.Control]:
    """Return how far the paper is, or what went wrong, with what can be done."""
    if request.prepare.running:
        percent = request.paper.progress if request.paper is not None else 0
        return [
            progress(PaperText.progress(percent), percent),
            align_start(secondary(PaperText.CANCEL, request.cancel)),
        ]
    if request.download.slow:
        return [notice(Tone.INFORMATION, PaperText.FETCHING, live=True)]
    if request.failed:
        return [notice(Tone.ERROR, PaperText.FAILED, PaperText.FAILED_MORE, live=True)]
    if request.saved is False:
        return [notice(Tone.ERROR, PaperText.UNSAVED, PaperText.UNSAVED_MORE, live=True)]
    if request.saved:
        return [notice(Tone.SUCCESS, PaperText.SAVED, live=True), *saving.acts]
    return paper_failure(request.prepare.error or request.download.error)


def paper_failure(error: ClientError | None) -> list[ft.Control]:
    """Return why a paper could not be had, in words of its own where there is nothing that it could state."""
    if isinstance(error, Refused) and error.code == "nothing_to_certify":
        return [notice(Tone.INFORMATION, PaperText.NOTHING, PaperText.NOTHING_MORE, live=True)]
    return failure_notice(error)


@ft.component
def paper_press(request: PaperRequest, label: str, kind: PaperKind, month: str) -> ft.Control:
    """Return a row whose one press has a paper of that month (`YYYY-MM`) made, fetched and saved."""
    saving = use_saving(request)

    async def press() -> None:
        await saving.save(await request.get(kind, month, month))

    news = paper_news(request, saving)
    if not news and request.prepare.error is not None:
        # It names a field, and here is none.
        news = [notice(Tone.ERROR, PaperText.FAILED, PaperText.FAILED_MORE, live=True)]
    return column(saves_file(row(label, press), file_name_of(kind, month)), *news)
