"""The small texts that a browser keeps for the program, in one sealed cookie: the host keeps nobody's."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from collections.abc import Set as AbstractSet

_MOST_TEXTS: Final = 32
_KEY_CHARACTERS: Final = 64
_VALUE_CHARACTERS: Final = 1024


class Refused(ValueError):
    """The browser cannot keep it: it is too much, or too long."""


class Kept:
    """Texts by their keys.

    Attributes:
        revision: how often they have changed, so that of two cookies one knows which is the newer.
    """

    def __init__(
        self,
        texts: Mapping[str, str] | None = None,
        revision: int = 0,
        *,
        fits: Callable[[bytes], bool],
        changed: Callable[[str], None],
    ) -> None:
        """Take what the browser has kept.

        Args:
            texts: by their keys.
            revision: theirs.
            fits: tells whether a browser would hold so much.
            changed: told the key after each change of the program's.
        """
        self.revision = revision
        self._texts = dict(texts or {})
        self._fits = fits
        self._changed = changed
        self._watchers: dict[str, list[Callable[[], None]]] = {}

    def __bool__(self) -> bool:
        return bool(self._texts)

    def keys(self) -> AbstractSet[str]:
        """Return the keys under which something is kept."""
        return self._texts.keys()

    def items(self) -> AbstractSet[tuple[str, str]]:
        """Return what is kept, with its keys."""
        return self._texts.items()

    def get(self, key: str) -> str | None:
        """Return what is kept under `key`, None when nothing is."""
        return self._texts.get(key)

    def set(self, key: str, value: str) -> None:
        """Keep `value` under `key`.

        Raises:
            Refused: the browser cannot; what was kept stays.
        """
        if self._texts.get(key) == value:
            return
        texts = self._texts | {key: value}
        if len(key) > _KEY_CHARACTERS or len(value) > _VALUE_CHARACTERS or len(texts) > _MOST_TEXTS:
            raise Refused
        try:
            fits = self._fits(packed(texts, self.revision + 1))
        except UnicodeEncodeError:
            fits = False  # half of a character
        if not fits:
            raise Refused
        self._put(key, texts)

    def remove(self, key: str) -> None:
        """Keep nothing under `key`."""
        if key in self._texts:
            self._put(key, {each: text for each, text in self._texts.items() if each != key})

    def watch(self, key: str, told: Callable[[], None]) -> Callable[[], None]:
        """Have `told` called after each change of what is kept under `key`; return what ends that."""
        self._watchers.setdefault(key, []).append(told)

        def stop() -> None:
            watchers = self._watchers.get(key, [])
            if told in watchers:
                watchers.remove(told)
            if not watchers:
                self._watchers.pop(key, None)

        return stop

    def take(self, texts: Mapping[str, str], revision: int) -> None:
        """Take what a browser brought, if it is newer: another process had it changed."""
        if revision <= self.revision:
            return
        before, self._texts, self.revision = self._texts, dict(texts), revision
        for key in sorted(before.keys() | texts.keys()):
            if before.get(key) != texts.get(key):
                self._tell(key)

    def packed(self) -> bytes:
        """Return them as they are sealed."""
        return packed(self._texts, self.revision)

    def _put(self, key: str, texts: dict[str, str]) -> None:
        self._texts, self.revision = texts, self.revision + 1
        self._changed(key)
        self._tell(key)

    def _tell(self, key: str) -> None:
        for told in tuple(self._watchers.get(key, ())):
            told()


def packed(texts: Mapping[str, str], revision: int) -> bytes:
    """Return texts as they are sealed."""
    return json.dumps([revision, texts], ensure_ascii=False, separators=(",", ":")).encode()


def unpacked(content: bytes) -> tuple[dict[str, str], int] | None:
    """Return the texts that were packed, and their revision; None for anything else."""
    try:
        revision, texts = json.loads(content)
    except (ValueError, TypeError):
        return None
    if not isinstance(revision, int) or not isinstance(texts, dict):
        return None
    return {str(key): str(text) for key, text in texts.items()}, revision
