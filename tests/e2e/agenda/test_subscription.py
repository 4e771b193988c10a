"""The private address of an agenda: made in a browser, read by a program that has no session, taken back."""

import httpx
import pytest
from httpx import URL
from icalendar import Calendar

from tests.support.plain import PLAIN
from tests.support.visitor import Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_subscription(visitor: Visitor) -> None:
    """What is shown once is what a calendar reads, until it is taken back: then there is nothing."""
    await visitor.sign_in("responsable-couple")
    await visitor.open("/mon-compte/agenda", "Mon agenda")
    await visitor.reads("Attestation de loyer")
    await visitor.link("Ajouter à mon calendrier").click()
    await visitor.sees("Ajouter à mon calendrier")
    await visitor.button("Créer mon adresse privée").click()
    await visitor.reads("elle n'est montrée qu'une fois")
    url = await visitor.page.get_by_text("/agenda/").first.inner_text()
    async with httpx.AsyncClient(verify=PLAIN) as calendar:
        answer = await calendar.get(url.strip())
        assert answer.status_code == 200
        # The host of browsers hands calendars on: its own address is one that they may be given.
        here = URL(visitor.page.url).join(URL(url.strip()).path)
        again = await calendar.get(here)
        assert (again.status_code, again.content) == (200, answer.content)
        assert again.headers["Content-Type"] == answer.headers["Content-Type"]
        known = {"If-None-Match": again.headers["ETag"]}
        assert (await calendar.get(here, headers=known)).status_code == 304
        assert Calendar.from_ical(answer.content).walk("VEVENT")
        await visitor.button("Supprimer l'adresse").click()
        await visitor.button("Oui, la supprimer").click()
        await visitor.reads("L'adresse est supprimée")
        for address in (url.strip(), here):
            assert (await calendar.get(address)).status_code == 404
