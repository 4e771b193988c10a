from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from api_client.errors import ConnectionFailed
from app.core import routes
from app.franceconnect.identification import Ending, FranceConnect, Stage

if TYPE_CHECKING:
    from api_client import Client
    from app.core.session import Session
    from app.enrolment.wizard import EnrolmentWizard
    from tests.app.conftest import BrowserOfTest, Network, Until


async def test_the_browser_is_not_waited_for_for_ever(
    franceconnect: FranceConnect, browser: BrowserOfTest, network: Network, until: Until
) -> None:
    """Once the server takes no answer any more, the program that waits says so, and can start again."""
    browser.stays = network.hasty = True
    await franceconnect.start()
    await until(lambda: franceconnect.ending is Ending.EXPIRED)
    assert (franceconnect.stage, franceconnect.waiting) == (Stage.ENDED, None)
    network.hasty = False
    await franceconnect.start()
    assert franceconnect.stage is Stage.WAITING
    await franceconnect.cancel.run()


@pytest.mark.parametrize(
    ("error", "ending"), [("access_denied", Ending.DENIED), ("server_error", Ending.UNAVAILABLE)]
)
async def test_given_up_there(
    franceconnect: FranceConnect, browser: BrowserOfTest, error: str, ending: Ending
) -> None:
    """A refusal and a failure are told apart, and nothing is kept on the device."""
    await franceconnect.start()
    assert browser.keeper.kept is not None
    await browser.choose(error=error)
    await franceconnect.come_back()
    assert (franceconnect.stage, franceconnect.ending) == (Stage.ENDED, ending)
    assert browser.keeper.kept is None


async def test_given_up_here(franceconnect: FranceConnect, browser: BrowserOfTest, network: Network) -> None:
    """Cancelled: the server is told, the device keeps nothing, and what the browser brings is taken by nobody."""
    await franceconnect.start()
    await franceconnect.cancel.run()
    assert franceconnect.stage is Stage.NOTHING
    assert browser.keeper.kept is None
    assert network.asked[-1].startswith("DELETE /v1/franceconnect/authorizations/")
    browser.bring("code=something")
    await franceconnect.come_back()
    assert franceconnect.ending is Ending.EXPIRED


async def test_started_again_the_first_is_over(
    franceconnect: FranceConnect, browser: BrowserOfTest, network: Network
) -> None:
    """The tab was closed: another address, and the first one is given up."""
    await franceconnect.start()
    await franceconnect.start()
    assert len(set(browser.opened)) == 2
    assert any(asked.startswith("DELETE /v1/franceconnect/authorizations/") for asked in network.asked)
    await browser.identify("avec-nir")
    await franceconnect.come_back()
    assert franceconnect.stage is Stage.FOUND


async def test_a_program_that_was_gone_goes_on(
    franceconnect: FranceConnect,
    client: Client,
    session: Session,
    enrolment: EnrolmentWizard,
    browser: BrowserOfTest,
) -> None:
    """A tab loaded anew, a phone's program started again: what the device kept is enough, and serves once."""
    await franceconnect.start()
    await browser.identify("avec-nir")
    again = FranceConnect(
        client, session, enrolment.begin_vouched, browser, browser.keeper, observe=session.observe
    )
    await again.come_back()
    assert again.stage is Stage.FOUND
    assert browser.keeper.kept is None


@pytest.mark.parametrize("kept", ["", "{", "[]", '{"verifier": 1}', '{"wanted": "https://elsewhere"}'])
async def test_what_the_device_kept_may_be_anything(
    franceconnect: FranceConnect, browser: BrowserOfTest, kept: str
) -> None:
    """A store that somebody meddled with ends in a plain screen."""
    browser.keeper.kept = kept
    browser.bring("code=something")
    await franceconnect.come_back()
    assert franceconnect.ending is Ending.EXPIRED


async def test_the_code_of_another_program_is_worth_nothing(
    franceconnect: FranceConnect, browser: BrowserOfTest
) -> None:
    """A stranger's code, brought to the program's address, signs nobody in."""
    await franceconnect.start()
    browser.bring("code=a-code-that-a-stranger-had")
    await franceconnect.come_back()
    assert (franceconnect.stage, franceconnect.ending) == (Stage.ENDED, Ending.EXPIRED)


async def test_a_lost_network_is_tried_again(
    franceconnect: FranceConnect, browser: BrowserOfTest, network: Network
) -> None:
    """The browser is back and the network gone: the code waits for it, and serves."""
    await franceconnect.start()
    await browser.identify("avec-nir")
    network.cut = True
    await franceconnect.come_back()
    assert franceconnect.stage is Stage.CHECKING
    assert isinstance(franceconnect.exchange.error, ConnectionFailed)
    network.cut = False
    await franceconnect.exchange.run()
    assert franceconnect.stage is Stage.FOUND


async def test_a_place_that_a_stranger_wrote_is_not_gone_to(
    franceconnect: FranceConnect,
    client: Client,
    session: Session,
    enrolment: EnrolmentWizard,
    browser: BrowserOfTest,
) -> None:
    """What is kept of the place asked for leads nowhere but under Mon Compte."""
    await franceconnect.start()
    await browser.identify("avec-nir")
    assert browser.keeper.kept is not None
    browser.keeper.kept = browser.keeper.kept.replace("null", '"https://elsewhere.example"')
    again = FranceConnect(
        client, session, enrolment.begin_vouched, browser, browser.keeper, observe=session.observe
    )
    await again.come_back()
    assert again.leads_to == routes.HOME
