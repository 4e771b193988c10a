"""How the person wants the program to look, kept on the device."""

import asyncio
from enum import Enum
from typing import Final, Self

from app.core.scope import PageScope
from app.core.state import Observed
from app.platforms.preferences import Preferences

_ENTRIES: Final = ("scheme", "contrast", "text-size", "motion", "words")


class Scheme(Enum):
    """Light or dark."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Contrast(Enum):
    """How strong colours stand against each other."""

    SYSTEM = "system"
    NORMAL = "normal"
    HIGH = "high"


class TextSize(Enum):
    """How large text is shown, in per cent of what the system asks for."""

    USUAL = "100"
    LARGE = "125"
    LARGER = "150"
    LARGEST = "200"

    @property
    def factor(self) -> float:
        """What sizes are multiplied by."""
        return int(self.value) / 100


class Motion(Enum):
    """Whether things may move."""

    SYSTEM = "system"
    REDUCED = "reduced"


class Words(Enum):
    """In which words what is only read is written."""

    USUAL = "usual"
    EASY = "easy"
    """As for who reads with difficulty: facile à lire et à comprendre."""


class Appearance(Observed):
    """The theme chosen, and what the system asks for where nothing is.

    Attributes:
        scheme: light, dark, or as the system.
        contrast: high, normal, or as the system.
        text_size: how large text is shown, on top of what the system asks for.
        motion: whether things may move as far as the system lets them, or not at all.
        words: in which words what is only read is written.
        system_contrast: whether the system asks for high contrast.
    """

    def __init__(self, preferences: Preferences) -> None:
        self._preferences = preferences
        self._watching: list[object] = []
        self._hearing: asyncio.Task[None] | None = None
        self.system_contrast = False
        self.scheme = Scheme.SYSTEM
        self.contrast = Contrast.SYSTEM
        self.text_size = TextSize.USUAL
        self.motion = Motion.SYSTEM
        self.words = Words.USUAL

    @classmethod
    def of(cls, page: PageScope) -> Self:
        """Return the state of that page."""
        state = cls(page.device.preferences)
        state._watching = [page.device.presence.watch(entry, state.hear) for entry in _ENTRIES]
        return state

    @property
    def high_contrast(self) -> bool:
        """Whether the high-contrast colours are shown."""
        return self.contrast is Contrast.HIGH or (self.contrast is Contrast.SYSTEM and self.system_contrast)

    @property
    def easy(self) -> bool:
        """Whether pages are shown in easy words."""
        return self.words is Words.EASY

    async def load(self) -> None:
        """Take up the choices made on this device before."""
        self.system_contrast = await self._preferences.prefers_contrast()
        scheme = await self._preferences.get("scheme")
        contrast = await self._preferences.get("contrast")
        if scheme in {choice.value for choice in Scheme}:
            self.scheme = Scheme(scheme)
        if contrast in {choice.value for choice in Contrast}:
            self.contrast = Contrast(contrast)
        text_size = await self._preferences.get("text-size")
        motion = await self._preferences.get("motion")
        if text_size in {choice.value for choice in TextSize}:
            self.text_size = TextSize(text_size)
        if motion in {choice.value for choice in Motion}:
            self.motion = Motion(motion)
        words = await self._preferences.get("words")
        if words in {choice.value for choice in Words}:
            self.words = Words(words)

    def hear(self) -> None:
        """Take note that another tab of this browser has chosen otherwise."""
        self._hearing = asyncio.create_task(self.load())

    async def choose_scheme(self, scheme: Scheme) -> None:
        """Show light or dark colours from now on."""
        self.scheme = scheme
        await self._preferences.set("scheme", scheme.value)

    async def choose_contrast(self, contrast: Contrast) -> None:
        """Show strong or usual colours from now on."""
        self.contrast = contrast
        await self._preferences.set("contrast", contrast.value)

    async def choose_text_size(self, text_size: TextSize) -> None:
        """Show text that large from now on."""
        self.text_size = text_size
        await self._preferences.set("text-size", text_size.value)

    async def choose_motion(self, motion: Motion) -> None:
        """Let things move, or not, from now on."""
        self.motion = motion
        await self._preferences.set("motion", motion.value)

    async def choose_words(self, words: Words) -> None:
        """Show pages in these words from now on."""
        self.words = words
        await self._preferences.set("words", words.value)

    async def choose_easy(self, *, easy: bool) -> None:
        """Show pages in easy words from now on, or in usual ones."""
        await self.choose_words(Words.EASY if easy else Words.USUAL)
