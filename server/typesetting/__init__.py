"""Papers drawn by Typst: accessible (PDF/UA-1) and made to be kept (PDF/A-2a), each in a process of its own.

A process that ends gives back all its memory, can be ended where the paper is no longer wanted, and holds up nobody
else: it takes the processor only when no request does.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from importlib import resources
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from server.typesetting import drawing
from server.typesetting.drawing import DrawingError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Drawing", "DrawingError", "DrawingLost", "DrawingStopped"]

_LONGEST_SECONDS: Final = 60

# Requests go first, from the start of the interpreter on, which takes as long as a request does.
_NICE: Final = shutil.which("nice")
_LAST: Final = (_NICE, "-n", "10") if _NICE else ()


class DrawingLost(Exception):
    """The process ended before the paper was drawn: it may be tried again."""


class DrawingStopped(Exception):
    """Somebody stopped the drawing."""


class Drawing:
    """One paper to draw.

    Args:
        package: the package whose folder has the template.
        template: name of the template there, which finds JSON at `sys.inputs.content`.
        content: what is to stand on the paper, as JSON values.
        pictures: words to show as QR codes, by the name of the input at which the template finds the picture (SVG).
    """

    def __init__(
        self,
        package: str,
        template: str,
        content: Mapping[str, Any],
        pictures: Mapping[str, str] | None = None,
    ) -> None:
        self._asked = {
            "template": resources.files(package).joinpath(template).read_text(encoding="utf-8"),
            # Typst's smart quotes know no apostrophe in a string that comes from outside.
            "content": json.dumps(content, ensure_ascii=False).replace("'", "’"),
            "pictures": dict(pictures or {}),
        }
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False
        self._lock = Lock()

    def run(self) -> bytes:
        """Return the paper as PDF. It takes some tenths of a second.

        Raises:
            DrawingError: it cannot be drawn.
            DrawingLost: its process ended by itself, or took too long.
            DrawingStopped: `stop` was called, before or meanwhile.
        """
        # A packaged desktop application has no interpreter to start; there, nobody else waits.
        if not Path(sys.executable).stem.lower().startswith("python"):
            return drawing.draw(self._asked)
        process = self._begin()
        try:
            drawn, _ = process.communicate(json.dumps(self._asked).encode(), timeout=_LONGEST_SECONDS)
        except (subprocess.TimeoutExpired, OSError) as error:
            raise DrawingLost from error
        finally:
            process.kill()
            process.wait()
        if self._stopped:
            raise DrawingStopped
        if process.returncode == drawing.REFUSED:
            raise DrawingError
        if process.returncode:
            raise DrawingLost
        return drawn

    def stop(self) -> None:
        """End the drawing, from any thread."""
        with self._lock:
            self._stopped = True
            if self._process is not None:
                self._process.kill()

    @property
    def process_id(self) -> int | None:
        """The process that draws; None before it begins."""
        return self._process.pid if self._process else None

    def _begin(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._stopped:
                raise DrawingStopped
            self._process = subprocess.Popen(  # noqa: S603 - this interpreter, and a file of ours
                # -P: nothing is imported from the folder where it is started, nor from its own.
                [*_LAST, sys.executable, "-P", str(drawing.__file__)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # its output may repeat what was to be drawn
            )
            return self._process
