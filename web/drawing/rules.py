"""Styles: each distinct set of declarations is one class, sent once."""

import hashlib
from collections.abc import Collection, Mapping
from typing import Final, TypeAlias

Declarations: TypeAlias = Mapping[str, str]
Conditions: TypeAlias = Mapping[str, Declarations]
"""More declarations by what they hold under: an at-rule (`@container …`), or a state (`:focus`)."""

_RESTING: Final[Conditions] = {}
_MOST_KEYS: Final = 20_000
"""So many looks are known by their keys at once: far more than a program has."""


class Rules:
    """All rules that a host has drawn with so far. They say how things look, and nothing of any person.

    Args:
        base: what its style sheet begins with, whatever is drawn.
    """

    def __init__(self, base: str = "") -> None:
        self._base = base
        self._names: dict[object, str] = {}
        self._rules: dict[str, str] = {}

    def known(self, key: object) -> str | None:
        """Return the class of what looks so, by its key; None where `of` was not told of it."""
        return self._names.get(key)

    def of(self, declarations: Declarations, under: Conditions = _RESTING, *, key: object = None) -> str:
        """Return the class of these declarations, empty where there are none, and know it by its key."""
        name = self._name(declarations, under)
        if key is not None:
            if len(self._names) >= _MOST_KEYS:
                self._names.clear()
            self._names[key] = name
        return name

    def _name(self, declarations: Declarations, under: Conditions) -> str:
        pattern = _rule("&", declarations)
        for condition, each in under.items():
            if not each:
                continue
            if condition.startswith("@"):
                pattern += f"{condition}{{{_rule('&', each)}}}"
            else:
                pattern += _rule(f"&{condition}", each)
        if not pattern:
            return ""
        name = f"r{hashlib.blake2b(pattern.encode(), digest_size=4).hexdigest()}"
        self._rules[name] = pattern.replace("&", f".{name}")
        return name

    def sheet(self) -> str:
        """Return the style sheet: its base, then all of them in an order of their own."""
        return "\n".join([self._base, *(self._rules[name] for name in sorted(self._rules))])

    def text(self, names: Collection[str]) -> list[str]:
        """Return the rules of these classes."""
        return [self._rules[name] for name in sorted(names)]


def _rule(selector: str, declarations: Declarations) -> str:
    if not declarations:
        return ""
    return f"{selector}{{{';'.join(f'{name}:{value}' for name, value in declarations.items())}}}"
