"""JSON read key by key, so that what nobody understands is refused, with its place."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, NoReturn, cast

from questionnaires import kinds

WORDS_MAX: Final = 2000
"""The longest sentence of a definition, in characters."""
LABEL_MAX: Final = 300
VALUE_MAX: Final = 60
LIST_MAX: Final = 300
_ID: Final = re.compile(r"[a-z][a-z0-9_]{0,59}")


class DefinitionError(ValueError):
    """What was read is no form.

    Attributes:
        path: where, such as `pages.0.questions.2.kind`.
        reason: why, in English: whoever writes forms reads it.
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path or 'definition'}: {reason}")
        self.path = path
        self.reason = reason


class Reader:
    """An object of the JSON, read key by key; what nobody read is refused."""

    def __init__(self, value: object, path: str) -> None:
        if not isinstance(value, Mapping):
            raise DefinitionError(path, "is not an object")
        self._value = value
        self._unread = set(value)
        self.path = path

    def fail(self, key: str, reason: str) -> NoReturn:
        """Refuse what stands under `key`."""
        raise DefinitionError(self.at(key), reason)

    def at(self, key: str) -> str:
        """Return the path of a key."""
        return f"{self.path}.{key}" if self.path else key

    def take(self, key: str, *default: object) -> Any:  # noqa: ANN401 - JSON
        """Return what stands under `key`; refuse that nothing does, unless there is a default."""
        self._unread.discard(key)
        if key in self._value:
            return self._value[key]
        return default[0] if default else self.fail(key, "is missing")

    def words(self, key: str, most: int, *default: str) -> str:
        """Return a text of 1 to `most` characters; a default may be empty, and stands for null too."""
        value = self.take(key, *default)
        if default and (value is None or value == default[0]):
            return default[0]
        if not isinstance(value, str) or not 0 < len(value.strip()) <= most or not kinds.is_plain(value):
            self.fail(key, f"is not a text of 1 to {most} characters")
        return value

    def optional(self, key: str) -> str | None:
        """Return an id, or None for null or nothing."""
        value = self.take(key, None)
        return None if value is None else self._as_id(key, value)

    def id(self, key: str) -> str:
        """Return an id."""
        return self._as_id(key, self.take(key))

    def _as_id(self, key: str, value: object) -> str:
        if not isinstance(value, str) or not _ID.fullmatch(value):
            self.fail(key, "is not a name of small letters, digits and _")
        return value

    def whole(self, key: str, least: int, most: int, *default: int) -> int:
        """Return a whole number between two."""
        value = self.take(key, *default)
        if type(value) is not int or not least <= value <= most:
            self.fail(key, f"is not a whole number from {least} to {most}")
        return value

    def number(self, key: str) -> float:
        """Return a number."""
        value = self.take(key)
        if type(value) not in {int, float}:
            self.fail(key, "is not a number")
        return cast("float", value)

    def one_of(self, key: str, values: tuple[Any, ...]) -> Any:  # noqa: ANN401 - one of them
        """Return one of these texts."""
        value = self.take(key)
        if value not in values:
            self.fail(key, f"is none of {', '.join(values)}")
        return value

    def list(self, key: str, *, least: int = 0, most: int = LIST_MAX) -> Sequence[Any]:
        """Return a list."""
        value = self.take(key, []) if not least else self.take(key)
        if not isinstance(value, list | tuple) or not least <= len(value) <= most:
            self.fail(key, f"is not a list of {least} to {most}")
        return value

    def expect(self, key: str, value: object, *, optional: bool = False) -> None:
        """Refuse another value than this one."""
        if self.take(key, *([value] if optional else [])) != value:
            self.fail(key, f"is not {value}")

    def has(self, key: str) -> bool:
        """Return whether something stands under `key`."""
        return key in self._value

    def close(self, *passed_over: str) -> None:
        """Refuse keys that nobody read, but these."""
        for key in sorted(self._unread.difference(passed_over)):
            self.fail(key, "is not known here")

    @property
    def raw(self) -> Mapping[str, Any]:
        """The object itself."""
        return self._value
