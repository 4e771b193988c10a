"""What holds from one screen to the next."""

import re

import pytest

from tests.e2e.conftest import Visit
from tests.support.visitor import Size

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_each_screen_is_shown_from_its_top(visit: Visit) -> None:
    """Whoever has read a long page to its end and follows a link there is not left at the end of the next one."""
    visitor = await visit(size=Size(412, 700))
    await visitor.open("/conditions", "Conditions d'utilisation")
    await visitor.link(re.compile("^Accessibilité : ")).scroll_into_view_if_needed()
    await visitor.link(re.compile("^Accessibilité : ")).click()
    await visitor.sees("Accessibilité")
    heading = await visitor.page.get_by_role("heading", level=1).bounding_box()
    assert heading is not None
    assert heading["y"] > 0


async def test_what_has_the_focus_lies_under_no_bar(visit: Visit) -> None:
    """Where the top bar takes two lines too: who goes backwards through a page sees each thing that the focus is on."""
    visitor = await visit(size=Size(360, 800))
    await visitor.open("/plan-du-site", "Plan du site")
    links = await visitor.page.get_by_role("main").get_by_role("link").all()
    await links[-1].focus()
    for _ in links[1:]:
        await visitor.page.keyboard.press("Shift+Tab")
        hidden = await visitor.page.evaluate(
            "document.activeElement.getBoundingClientRect().top"
            " - document.querySelector('header').getBoundingClientRect().bottom"
        )
        assert hidden >= 0
