"""Two devices on one draft, while the fund publishes a newer version of its form: nothing is lost without a word."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from playwright.async_api import expect

from tests.support.patience import PATIENCE_S
from tests.support.questionnaires import every_kind
from tests.support.visitor import ACCOUNTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.e2e.conftest import Visit
    from tests.support.processes import Program
    from tests.support.visitor import Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")

TITLE = "Déclarer un déménagement"
START = "/mon-compte/demarches/commencer/every_kind"
ROLE = "responsable-seul"


def newer() -> dict[str, Any]:
    """Return a version that asks for more, and calls itself otherwise."""
    form = every_kind() | {"version": 4, "title": "Signaler un déménagement"}
    form["pages"][0]["questions"].insert(0, {"name": "floor", "kind": "number", "label": "Étage"})
    form["data"]["properties"]["floor"] = {"type": "integer", "minimum": 0, "maximum": 99}
    form["data"]["required"] = [*form["data"]["required"], "floor"]
    return form


class Fund:
    """What the fund has, and publishes."""

    def __init__(self, program: Program) -> None:
        self._http = httpx.AsyncClient(base_url=program.api.url)

    async def publish(self, form: dict[str, Any]) -> None:
        answer = await self._http.post("/demo/questionnaires", json=form)
        assert answer.status_code == 201, answer.text

    async def sign_in(self) -> None:
        account = ACCOUNTS[ROLE]
        body = {"identifier": account.identifier, "password": account.password}
        session = (await self._http.post("/v1/sessions", json=body)).json()["session"]
        self._http.headers["Authorization"] = f"Bearer {session['access_token']}"

    async def draft(self) -> dict[str, Any]:
        """Return the draft as it is kept."""
        listed = (await self._http.get("/v1/me/requests")).json()["items"]
        request_id = next(each["request_id"] for each in listed if each["questionnaire"] == "every_kind")
        found: dict[str, Any] = (await self._http.get(f"/v1/me/requests/{request_id}")).json()
        return found

    async def keeps(self, told: Callable[[dict[str, Any]], bool]) -> None:
        """Wait until the answers that are kept are so."""
        async with asyncio.timeout(PATIENCE_S):
            while not told((await self.draft())["answers"]):  # noqa: ASYNC110 - the server tells nobody
                await asyncio.sleep(0.2)


async def at_the_first_page(visitor: Visitor, button: str) -> None:
    await visitor.sign_in(ROLE)
    await visitor.open(START, TITLE)
    await visitor.button(button).click()
    await visitor.sees("Votre logement")
    await visitor.radio("Locataire").click()


async def test_two_devices_and_a_newer_form(visit: Visit, program: Program) -> None:
    """What is typed is kept under the fingers, a closed window loses nothing, and who differs from it chooses."""
    visitor, other = await visit(), await visit()
    fund = Fund(program)
    await fund.publish(every_kind())
    await at_the_first_page(visitor, "Commencer")
    await at_the_first_page(other, "Reprendre là où j'en étais")
    await fund.sign_in()

    # Kept while one stays on the page: the caret stays where it is, and so do keys that follow at once.
    rent = visitor.field("Loyer par mois")
    await rent.press_sequentially("65")
    await visitor.hears("Enregistré à")
    await rent.press_sequentially("0")
    await expect(rent).to_be_focused()
    await expect(rent).to_have_value("650")
    await fund.keeps(lambda answers: answers.get("rent") == 650_00)

    # The newer version concerns who begins now.
    await fund.publish(newer())
    await visitor.type("Commune", "Renn")
    await visitor.field("Commune").press_sequentially("es")
    await visitor.page.close()
    await fund.keeps(lambda answers: (answers.get("home") or {}).get("city") == "Rennes")
    assert (await fund.draft())["title"] == TITLE

    # The other device has not seen it, and answers otherwise.
    await other.field("Loyer par mois").press_sequentially("700")
    await other.hears("Pas enregistré : cette démarche a changé sur un autre appareil.")
    await expect(other.field("Loyer par mois")).to_be_focused()
    await other.button("Enregistrer et finir plus tard").click()
    await other.sees("Deux réponses différentes")
    await other.reads("Ici : 700,00 €", "Sur l'autre appareil : 650,00 €")
    await other.radio("Ici : 700,00 €").click()
    await other.button("Continuer").click()
    await other.sees("Votre logement")
    await expect(other.field("Loyer par mois")).to_have_value("700,00")
    await expect(other.field("Commune")).to_have_value("Rennes")
    await fund.keeps(lambda answers: answers.get("rent") == 700_00)

    # Whoever goes on with the draft has the form that it was begun with, wherever they open it.
    again = await other.beside()
    await again.open(START, "Signaler un déménagement")
    await again.button("Reprendre là où j'en étais").click()
    await again.sees("Votre logement")
    await again.reads("Ce formulaire a changé depuis que vous l'avez commencé", "demande aussi : « Étage »")
    await expect(again.page.get_by_label("Étage")).to_have_count(0)
    await expect(again.field("Loyer par mois")).to_have_value("700,00")
