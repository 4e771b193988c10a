"""What is posted from a page that runs no script, and files that are sent by one that does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request

from web.calls import File

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import Message

    from web.bounds import Bounds

_MOST_FIELDS: Final = 200
_MOST_FILES: Final = 12
_MARGIN_BYTES: Final = 64 * 1024
"""What stands around a file in a form."""


def _nothing(_: int) -> None:
    """Take no note."""


class Unreadable(Exception):
    """What was sent is no form, or more than a form may hold."""


class TooLarge(Exception):
    """A file is larger than files may be."""


@dataclass(frozen=True, slots=True, repr=False)
class Posted:
    """A form.

    Attributes:
        tab: the token of its tab.
        page: the digest of its page.
        press: the id of what was pressed; empty where Enter sent it, None where nothing is to be pressed.
        fields: texts by the names of the fields; those of checkboxes are there where they are checked.
        files: what was chosen.
    """

    tab: str
    page: str
    press: str | None
    fields: dict[str, str]
    files: tuple[File, ...]


async def read_form(request: Request, bounds: Bounds, note: Callable[[int], None] = _nothing) -> Posted:
    """Return the form of a request; `note` is told of each piece how large it is.

    Raises:
        Unreadable: it is none.
        TooLarge: it holds more than a form may hold.
    """
    bounded = Request(request.scope, _Bounded(request, bounds.file_bytes + _MARGIN_BYTES, note).receive)
    try:
        async with bounded.form(
            max_files=_MOST_FILES, max_fields=_MOST_FIELDS, max_part_size=bounds.message_bytes
        ) as form:
            texts = {name: value for name, value in form.multi_items() if isinstance(value, str)}
            chosen = [
                value for _, value in form.multi_items() if isinstance(value, UploadFile) and value.filename
            ]
            files = tuple([File(_base(each.filename or ""), await each.read()) for each in chosen])
    except (MultiPartException, HTTPException, ClientDisconnect, UnicodeDecodeError, KeyError):
        raise Unreadable from None
    return Posted(
        tab=texts.pop("tab", ""),
        page=texts.pop("page", ""),
        press=texts.pop("press", ""),
        fields={name: value.replace("\r\n", "\n") for name, value in texts.items()},
        files=files,
    )


async def read_file(request: Request, name: str, bounds: Bounds, note: Callable[[int], None]) -> File:
    """Return the file that is the body of a request; `note` is told of each piece how large it is.

    Raises:
        Unreadable: the browser left.
        TooLarge: it is larger than files may be.
    """
    return File(_base(name), await read_body(request, bounds.file_bytes, note))


async def read_body(request: Request, most: int, note: Callable[[int], None] = _nothing) -> bytes:
    """Return the body of a request; `note` is told of each piece how large it is.

    Raises:
        Unreadable: the browser left.
        TooLarge: it is larger than that.
    """
    try:
        return await Request(request.scope, _Bounded(request, most, note).receive).body()
    except ClientDisconnect:
        raise Unreadable from None


def is_large(request: Request, bounds: Bounds) -> bool:
    """Return whether a form may hold a file."""
    return int(request.headers.get("content-length", bounds.file_bytes)) > bounds.message_bytes


class _Bounded:
    """The body of a request, as far as it may go."""

    def __init__(self, request: Request, most: int, note: Callable[[int], None]) -> None:
        self._request = request
        self._left = most
        self._note = note
        if int(request.headers.get("content-length", "0") or 0) > most:
            raise TooLarge

    async def receive(self) -> Message:
        message = await self._request.receive()
        size = len(message.get("body", b""))
        self._left -= size
        self._note(size)
        if self._left < 0:
            raise TooLarge
        return message


def _base(name: str) -> str:
    """Return the name of a file without the folders that a browser may say."""
    return name.replace("\\", "/").rpartition("/")[2]
