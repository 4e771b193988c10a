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
