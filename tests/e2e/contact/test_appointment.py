"""An appointment in a browser: taken, moved, in the agenda and in a calendar file, cancelled."""

import re

import pytest
from icalendar import Calendar

from tests.support.visitor import Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")

_SLOT = re.compile(r"^(lundi|mardi|mercredi|jeudi|vendredi) .* à \d+ h")


async def test_an_appointment(visitor: Visitor) -> None:
    """From the subject to a slot, to another one, to the agenda and a file that a calendar reads, and to its end."""
    await visitor.sign_in("responsable-couple")
    await visitor.link("Contacter ma Caf").click()
    await visitor.sees("Contacter ma Caf")
    await visitor.link("Mon logement").click()
    await visitor.sees("Mon logement")
    await visitor.reads("Ce que vous pouvez faire vous-même", "32 30")
    await visitor.link("Prendre rendez-vous").click()
    await visitor.sees("Prendre rendez-vous")
    await visitor.button(_SLOT).first.click()
    await visitor.button("Oui, je le prends").click()
    await visitor.sees("Mon rendez-vous")
    await visitor.reads("Votre rendez-vous est pris")
    await visitor.link("Déplacer").click()
    await visitor.sees("Déplacer mon rendez-vous")
    await visitor.button(_SLOT).first.click()
    await visitor.button("Oui, je le prends").click()
    await visitor.sees("Mon rendez-vous")
    await visitor.reads("Votre rendez-vous est déplacé")
    async with visitor.page.expect_download() as download:
        await visitor.button("Ajouter à mon calendrier").click()
    content = (await (await download.value).path()).read_bytes()
    [event] = Calendar.from_ical(content).walk("VEVENT")
    assert "Rendez-vous" in str(event["SUMMARY"])
    await visitor.open("/mon-compte/agenda", "Mon agenda")
    await visitor.link(re.compile("Rendez-vous avec la Caf")).click()
    await visitor.sees("Mon rendez-vous")
    await visitor.button("Annuler le rendez-vous").click()
    await visitor.button("Oui, annuler").click()
    await visitor.sees("Contacter ma Caf")
    await visitor.reads_no("Vos rendez-vous")
