"""The forms that come with the program."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from questionnaires.parsing import parse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from questionnaires.definition import Definition

FOLDER = Path(__file__).parent / "definitions"


@cache
def packaged() -> Mapping[str, Definition]:
    """Return each form by its id.

    Raises:
        DefinitionError: one of the files is no form; a test reads them all.
    """
    read: list[dict[str, Any]] = [
        json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json"))
    ]
    return MappingProxyType({each["id"]: parse(each) for each in read})
