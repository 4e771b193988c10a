from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from api_client import ConnectionFailed
from app.benefits.catalogue import Benefits
from app.benefits.paths import benefit_path
from app.core import routes
from app.core.routes import Phase
from tests.app.conftest import DOORS

if TYPE_CHECKING:
    from api_client import Client
    from app.core.session import Session
    from tests.app.conftest import Network


@pytest.fixture
def benefits(client: Client, session: Session) -> Benefits:
    return Benefits(client, observe=session.observe)


async def test_the_catalogue_is_read(benefits: Benefits) -> None:
    """Themes, each with benefits that say for whom they are and what is needed."""
    await benefits.load.run()
    assert benefits.value
    assert all(theme.benefits for theme in benefits.value)
    listed = [benefit for theme in benefits.value for benefit in theme.benefits]
    assert all(benefit.audience and benefit.needed for benefit in listed)


async def test_a_benefit_is_found_by_its_code(benefits: Benefits) -> None:
    """What an address names: one benefit, or none."""
    assert benefits.find("apl") is None
    await benefits.load.run()
    found = benefits.find("apl")
    assert found is not None
    assert found.benefit == "apl"
    assert benefits.find("nothing") is None


async def test_without_a_network_it_is_said_and_read_later(benefits: Benefits, network: Network) -> None:
    """The error stands until it could be read."""
    network.cut = True
    await benefits.load.run()
    assert isinstance(benefits.load.error, ConnectionFailed)
    network.cut = False
    await benefits.load.run()
    assert benefits.value


def test_after_the_sign_in_one_lands_on_the_benefit() -> None:
    """Whoever came to ask for a benefit is sent back to it, not to Mon Compte."""
    wanted = benefit_path("apl")
    there, here = (routes.door_of(path, DOORS) for path in (routes.SIGN_IN, wanted))
    assert routes.redirect(there, Phase.SIGNED_IN, wanted=wanted, left=False) == wanted
    assert routes.redirect(here, Phase.SIGNED_IN, wanted=wanted, left=False) is None
