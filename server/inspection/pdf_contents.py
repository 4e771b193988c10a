"""Search a PDF for active content, in a process of its own.

    python -m server.inspection.pdf_contents FILE START END [whole]

A hostile file can keep a reader busy or fill its memory; here that only ends this process. The output is one word: `ok`
or a `Refusal`.
"""

from __future__ import annotations

import contextlib
import io
import logging
import sys
from pathlib import Path
from typing import Any, Final

from pypdf import PdfReader
from pypdf.errors import LimitReachedError, PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NullObject

from server.inspection.pictures import MOST_PIXELS
from server.inspection.refusals import Refusal, RefusedFileError

MOST_PAGES: Final = 50
"""An identity document has a few; a whole passport has 32."""

_MOST_OBJECTS: Final = 20_000
_MOST_DEPTH: Final = 100
_MOST_MEMORY: Final = 1 << 30

_ACTING_KEYS: Final = frozenset({
    "/JavaScript", "/JS", "/EmbeddedFile", "/EmbeddedFiles", "/EF", "/XFA", "/RichMedia", "/RichMediaContent",
    "/Launch",
})  # fmt: skip
# Actions; /GoTo, /Named and /URI do nothing by themselves.
_ACTIONS: Final = frozenset({
    "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR", "/Rendition", "/Movie", "/Sound",
    "/RichMediaExecute", "/GoTo3DView",
})  # fmt: skip
_KINDS: Final = frozenset({"/EmbeddedFile", "/FileAttachment", "/RichMedia", "/Movie", "/Screen", "/3D"})


def look_through(content: bytes, *, whole: bool) -> None:
    """Check each object that a reader can reach.

    Args:
        content: the file.
        whole: whether the file has its end; without it, a missing object was cut off.

    Raises:
        RefusedFileError: the file is damaged, locked, too complex or unsafe.
    """
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise RefusedFileError(Refusal.LOCKED)
    # Walk the page tree: a page count is only what the file says of itself.
    if not 0 < len(reader.pages) <= MOST_PAGES:
        raise RefusedFileError(Refusal.TOO_COMPLEX if len(reader.pages) else Refusal.DAMAGED)
    waiting: list[tuple[Any, int]] = [(reader.trailer.get("/Root"), 0), (reader.trailer.get("/Info"), 0)]
    seen: set[tuple[int, int]] = set()
    while waiting:
        item, depth = waiting.pop()
        if depth > _MOST_DEPTH or len(seen) > _MOST_OBJECTS:
            raise RefusedFileError(Refusal.TOO_COMPLEX)
        if isinstance(item, IndirectObject):
            name = (item.idnum, item.generation)
            if name in seen:
                continue
            seen.add(name)
            item, depth = item.get_object(), 0
            if not whole and (item is None or isinstance(item, NullObject)):
                raise RefusedFileError(Refusal.DAMAGED)
        if isinstance(item, DictionaryObject):
            _check_object(item)
            waiting += [(value, depth + 1) for value in item.values()]
        elif isinstance(item, ArrayObject):
            waiting += [(value, depth + 1) for value in item]


def _check_object(item: DictionaryObject) -> None:
    if not _ACTING_KEYS.isdisjoint(item):
        raise RefusedFileError(Refusal.UNSAFE)
    if _text(item, "/S") in _ACTIONS or {_text(item, "/Type"), _text(item, "/Subtype")} & _KINDS:
        raise RefusedFileError(Refusal.UNSAFE)
    if (
        _text(item, "/Subtype") == "/Image"
        and _number(item, "/Width") * _number(item, "/Height") > MOST_PIXELS
    ):
        raise RefusedFileError(Refusal.TOO_COMPLEX)


def _text(item: DictionaryObject, key: str) -> str:
    return str(item.get(key, ""))


def _number(item: DictionaryObject, key: str) -> int:
    value = item.get(key)
    return int(value) if isinstance(value, int) else 0


def verdict_of(content: bytes, *, whole: bool) -> str:
    """Return `ok`, or the value of the refusal."""
    try:
        look_through(content, whole=whole)
    except RefusedFileError as refused:
        return refused.refusal.value
    except (LimitReachedError, MemoryError):
        return Refusal.TOO_COMPLEX.value
    # pypdf fails in any of these ways on hostile files. Whichever it is, nobody will be able to open this one.
    except (PyPdfError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError,
            AssertionError, NotImplementedError, OSError):  # fmt: skip
        return Refusal.DAMAGED.value
    return "ok"


def verdict_on(file: Path, span: tuple[int, int], *, whole: bool) -> str:
    """Return `ok`, or the value of the refusal, for the part of a file where the PDF stands."""
    start, end = span
    with file.open("rb") as opened:
        opened.seek(start)
        content = opened.read(end - start)
    return verdict_of(content, whole=whole)


def main() -> None:
    """Judge the file that is named, within a bound on memory."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    file, start, end, *more = sys.argv[1:]
    sys.stdout.write(verdict_on(Path(file), (int(start), int(end)), whole=bool(more)))


if __name__ == "__main__":
    main()
