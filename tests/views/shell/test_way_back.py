"""Where a screen lies over another: the way back to it, in every window, and what leads where under which name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.core import routes
from semantics import Landmark, LandmarkKind, Place, marked
from tests.views.flutter import walk
from tests.views.screen_steps import enter
from tests.views.shell.test_fields_stay import settled
from tests.views.test_widths import ACCOUNT
from views.app import MENUS
from views.shell.text import ShellText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.core.session import Session
    from tests.app.conftest import Find
    from tests.views.conftest import Open
    from tests.views.flutter import Flutter

IN_THE_BAR = {place.path for place in MENUS.places(None, wide=False)}


def led_to(screen: Flutter, kind: LandmarkKind) -> Iterator[tuple[str, str]]:
    """The words and the path of each link in such a part of the screen."""
    for part in walk(screen.view):
        landmark = marked(part, Landmark)
        if landmark is not None and landmark.kind is kind:
            for control in walk(part):
                if (place := marked(control, Place)) is not None:
                    yield " ".join(screen.words_of(control)), place.path


@pytest.mark.parametrize("role", ["conjoint-autorise", "enfant"])
async def test_every_screen_leads_back(open_at: Open, session: Session, find: Find, role: str) -> None:
    """A phone shows no breadcrumbs: what is in no bar says by itself how to go back to what it lies over."""
    screen = await enter(open_at, session, find, role)
    missing = []
    for path in ACCOUNT:
        if path in IN_THE_BAR:
            continue
        screen.go(path)
        await screen.until(lambda: not screen.says(ShellText.LOADING))
        await settled(screen)
        ways = list(led_to(screen, LandmarkKind.MAIN))
        if not any(
            words.startswith("Retour") and (routes.is_under(path, to) or to in IN_THE_BAR)
            for words, to in ways
        ):
            missing.append((path, ways))
    assert [path for path, _ in missing] == []
