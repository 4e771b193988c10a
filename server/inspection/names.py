"""The name of a file. It is shown, and never used to open anything."""

from __future__ import annotations

import re

from text_rules.cleaning import cleaned

_LONGEST = 200
_FOLDERS = re.compile(r"[/\\]")


def tidy_file_name(name: str) -> str:
    """Return the last part of a path, without invisible characters; `document` where nothing is left."""
    last = _FOLDERS.split(cleaned(name))[-1].strip(" .")
    return "".join(filter(str.isprintable, last))[:_LONGEST] or "document"
