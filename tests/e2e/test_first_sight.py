"""What is seen at once on a small phone, before anything is scrolled."""

import pytest

from tests.support.visitor import Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")

WIDTH, HEIGHT = 412, 892


@pytest.mark.parametrize("benefit", [False, True], ids=["alone", "for-a-benefit"])
async def test_the_enrolment_begins_above_the_fold(visitor: Visitor, benefit: bool) -> None:  # noqa: FBT001 - a case
    """The button that begins is on the first screenful, whatever the account is created for."""
    await visitor.page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    if benefit:
        await visitor.open("/aides/ars", "Allocation de rentrée scolaire")
        await visitor.button("Faire la demande").click()
        await visitor.button("Créer un compte").click()
        await visitor.sees("Créer Mon Compte")
    else:
        await visitor.open("/creer-mon-compte", "Créer Mon Compte")
    await visitor.button("S'identifier avec FranceConnect").wait_for()
    box = await visitor.button("Commencer").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= HEIGHT
