"""Affichage."""

from app.appearance.appearance import Appearance
from app.appearance.paths import APPEARANCE
from app.core.scope import PageScope
from app.steps.easy_words import EASY_WORDS
from views.appearance.appearance import appearance
from views.appearance.text import AppearanceSearchText, AppearanceText
from views.shell.feature import Feature, FootLink, Route, SearchEntry


async def _load(page: PageScope) -> None:
    await page.state(Appearance.of).load()


FEATURE = Feature(
    routes=(
        Route(APPEARANCE, lambda page: appearance(page.state(Appearance.of)), name=AppearanceText.HEADING),
    ),
    foot=(FootLink(40, AppearanceText.HEADING, APPEARANCE),),
    shared={EASY_WORDS: lambda page: page.state(Appearance.of)},
    opens=_load,
    search=(SearchEntry(APPEARANCE, AppearanceSearchText.LOOKS),),
)
