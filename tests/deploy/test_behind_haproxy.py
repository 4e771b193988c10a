"""Two of each behind HAProxy: whoever is killed, the people who were there go on elsewhere, and lose nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.support.browser import new_profile
from tests.support.deployed import Deployed, deployed
from tests.support.patience import PATIENCE_S
from tests.support.visitor import PHONE, Visitor

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from playwright.async_api import Browser

    from tests.server.conftest import NewDatabase

pytestmark = pytest.mark.asyncio(loop_scope="session")

TYPED = "Mon loyer a changé."


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, new_database: NewDatabase) -> Iterator[Deployed]:
    with deployed(tmp_path_factory.mktemp("deployed"), new_database("postgresql")) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def visitor(chromium: Browser, running: Deployed) -> AsyncIterator[Visitor]:
    async with await new_profile(chromium, ignore_https_errors=True) as context:
        visitor = await Visitor.enter(context, running.url)
        await visitor.page.set_viewport_size({"width": PHONE.width, "height": PHONE.height})
        yield visitor


async def host_of(visitor: Visitor) -> str:
    """Return the name of the host that a browser is sent to."""
    cookies = await visitor.page.context.cookies()
    return next(each["value"] for each in cookies if each["name"] == "host")


async def test_who_acts_goes_on_though_one_of_each_is_killed(visitor: Visitor, running: Deployed) -> None:
    """A message that was typed before its host and a server died is sent on the others, by who is still signed in."""
    await visitor.sign_in("responsable-seul")
    await visitor.page.goto(f"{running.url}/mon-compte/courriers")
    await visitor.sees("Courriers")
    await visitor.link("Écrire à ma Caf").click()
    await visitor.sees("Écrire à ma Caf")
    await visitor.radio("Mon logement").click()
    await visitor.type("Votre message", TYPED)
    died = await host_of(visitor)
    running.hosts[died].kill()
    running.servers[0].kill()
    await expect(visitor.page.get_by_label("Votre message")).to_have_value(TYPED)
    await visitor.button("Envoyer mon message").click()
    await visitor.sees("Mon logement")
    await visitor.reads(TYPED)
    running.hosts[died].start()
    running.servers[0].start()
    running.wait_until_up()
    # Drained: who is there stays until the host stops, who comes is sent to the other.
    other = next(name for name in running.hosts if name != died)
    running.tell(f"set server web/{other} state drain")
    running.servers[1].kill()
    running.hosts[other].stop()
    await visitor.page.reload()
    await visitor.reads(TYPED)
    assert await host_of(visitor) == died
    running.hosts[other].start()
    running.servers[1].start()
    running.tell(f"set server web/{other} state ready")


async def test_what_the_proxy_adds_and_takes_away(running: Deployed) -> None:
    """Browsers are told to come by TLS alone; a visitor's own word on where they come from goes no further."""
    async with httpx.AsyncClient(
        base_url=running.url,
        verify=False,  # noqa: S501 - a certificate of the test's own
        timeout=PATIENCE_S,
    ) as http:
        sent = await http.get(f"{running.plain_url}/aide?x=1")
        assert sent.status_code == 301
        assert sent.headers["location"].startswith("https://127.0.0.1")
        forged = {"X-Forwarded-For": "203.0.113.9", "Host": "api.moncompte.exemple.fr"}
        answer = await http.get("/health", headers=forged)
        assert answer.json()["status"] == "ok"
        assert answer.headers["strict-transport-security"] == "max-age=31536000"
        assert not any(b"203.0.113.9" in log.read_bytes() for log in running.admin.parent.glob("*.log"))
