"""The process that draws one paper: JSON comes in, a PDF goes out.

It is started as a file, and imports nothing of the server: that would take longer than the drawing.
"""

from __future__ import annotations

import json
import sys
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

STANDARDS: Final = ("ua-1", "a-2a")
"""What every paper conforms to: Typst refuses to draw one that does not."""

REFUSED: Final = 3
"""Exit status of a process whose paper cannot be drawn, however often it is tried."""


class DrawingError(Exception):
    """The paper cannot be drawn; to try again would change nothing."""


def draw(asked: Mapping[str, Any]) -> bytes:
    """Return the paper as PDF.

    Raises:
        DrawingError: Typst refuses it.
    """
    import typst

    inputs = {"content": asked["content"]}
    inputs |= {name: _qr(words) for name, words in asked["pictures"].items()}
    try:
        drawn = typst.compile(
            asked["template"].encode(),
            format="pdf",
            pdf_standards=list(STANDARDS),
            ignore_system_fonts=True,
            sys_inputs=inputs,
        )
    except typst.TypstError as error:
        raise DrawingError from error
    return bytes(drawn)


def _qr(words: str) -> str:
    """Return words as a QR code of medium correction, as SVG."""
    import segno

    picture = BytesIO()
    segno.make(words, error="m", micro=False).save(
        picture, kind="svg", xmldecl=False, border=0, omitsize=True
    )
    return picture.getvalue().decode()


def _main() -> None:
    try:
        drawn = draw(json.load(sys.stdin.buffer))
    except DrawingError:
        sys.exit(REFUSED)
    sys.stdout.buffer.write(drawn)


if __name__ == "__main__":
    _main()
