"""The questionnaires that come with the program."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import Self

    from sqlalchemy.orm import Session as Transaction

    from server.services import Services

_FOLDER = Path(__file__).parents[1] / "questionnaires" / "definitions"


class PackagedDefinitions:
    """The service of what comes with the program."""

    @classmethod
    def from_services(cls, _: Services) -> Self:
        """Build the service."""
        return cls()

    def newest(self, _: Transaction, questionnaire: str) -> dict[str, Any] | None:
        """Return the definition with that id, if there is one."""
        return _all().get(questionnaire)


@cache
def _all() -> dict[str, dict[str, Any]]:
    found = (json.loads(path.read_text(encoding="utf-8")) for path in _FOLDER.glob("*.json"))
    return {each["id"]: each for each in found}
