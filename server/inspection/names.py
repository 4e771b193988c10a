"""The name of a file, which is shown and never opens anything."""

from __future__ import annotations

import re

from text_rules.cleaning import cleaned

_LONGEST = 200
_FOLDERS = re.compile(r"[/\\]")


def tidy_file_name(name: str) -> str:
    """Return the last part of a path, without the marks that nobody sees; `document` where nothing is left."""
    last = _FOLDERS.split(cleaned(name))[-1].strip(" .")
    return "".join(filter(str.isprintable, last))[:_LONGEST] or "document"
