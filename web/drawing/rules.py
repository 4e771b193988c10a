"""Styles: each distinct set of declarations is one class, sent once."""

import hashlib
from collections.abc import Mapping
from typing import Final, TypeAlias

Declarations: TypeAlias = Mapping[str, str]

_PHONE: Final = ""


class Rules:
    """All rules that a host has drawn with so far. They say how things look, and nothing of any person."""

    def __init__(self) -> None:
        self._rules: dict[str, str] = {}

    def of(self, declarations: Declarations, varied: Mapping[str, Declarations] | None = None) -> str:
        """Return the class of these declarations; empty where there are none.

        Args:
            declarations: CSS properties and their values.
            varied: more of them by the condition that they hold under, such as `@container (width < 22.5rem)`.
        """
        varied = {condition: each for condition, each in (varied or {}).items() if each}
        if not declarations and not varied:
            return ""
        body = _written(declarations)
        more = [(condition, _written(each)) for condition, each in varied.items()]
        digest = hashlib.blake2b(repr((body, more)).encode(), digest_size=5).hexdigest()
        name = f"r{digest}"
        if name not in self._rules:
            self._rules[name] = f".{name}{{{body}}}" + "".join(
                f"{condition}{{.{name}{{{each}}}}}" for condition, each in more
            )
        return name

    def sheet(self) -> str:
        """Return all of them as one style sheet, in an order of their own."""
        return "\n".join(self._rules[name] for name in sorted(self._rules))

    def text(self, names: set[str]) -> list[str]:
        """Return the rules of these classes."""
        return [self._rules[name] for name in sorted(names) if name in self._rules]


def _written(declarations: Declarations) -> str:
    return ";".join(f"{name}:{value}" for name, value in declarations.items())
