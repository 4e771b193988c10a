"""Paiements et droits in the browser: from Mon Compte to why, to a debt, by addresses, by the keyboard."""

import re

import pytest
from playwright.async_api import expect

from tests.support.processes import Program
from tests.support.visitor import DESKTOP, Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")

_PAYMENTS = "Paiements et droits"


async def open_payments(visitor: Visitor, role: str) -> None:
    await visitor.sign_in(role)
    await visitor.link("Mes paiements et droits").click()
    await visitor.sees(_PAYMENTS)
    await visitor.reads("Prochain paiement", "Tous les paiements")


_DAY = re.compile(r"^(1er|\d+) [a-zéû]+ \d{4}")


async def test_why_a_month_is_not_the_one_before(visitor: Visitor) -> None:
    """From Mon Compte to the month: each line has its reason, the lines make the difference, a sum is said in words."""
    await visitor.sign_in("responsable-couple")
    await visitor.link("Voir le détail").click()
    await visitor.sees("Paiements de novembre 2026")
    await visitor.reads(
        "Pourquoi 308,42 € de plus qu'en octobre ?",
        "Aide personnalisée au logement : le montant a changé, après votre déclaration du 12 octobre 2026",
        "Prime d'activité : plus rien n'est retenu, le remboursement est terminé depuis le 5 octobre 2026",
        "sans changement",
    )
    why = visitor.page.get_by_role("table", name=re.compile("^Pourquoi"))
    await expect(why).to_match_aria_snapshot("""
      - table:
        - rowgroup:
          - row "Aide et raison Écart"
          - row /plus 77,42 euros$/
          - row /plus 231 euros$/
          - row "Allocations familiales sans changement"
          - row "Prime d’activité sans changement"
          - row "Différence plus 308,42 euros"
    """)
    await visitor.link("Mois d'avant : octobre 2026").click()
    await visitor.sees("Paiements d'octobre 2026")
    paid = visitor.page.get_by_role("table", name=re.compile("^Paiement d.octobre 2026"))
    await expect(paid.get_by_role("row").last).to_have_accessible_name(re.compile("moins 231 euros$"))
    await visitor.page.go_back()
    await visitor.sees("Paiements de novembre 2026")


async def test_a_month_is_a_press_away_in_the_chart(visitor: Visitor) -> None:
    """Each bar says its month and its sum, and shows the way to it; the table has the same figures."""
    await open_payments(visitor, "responsable-couple")
    bars = visitor.page.get_by_role("toolbar", name="Montants versés")
    await expect(bars.get_by_role("button")).to_have_count(24)
    await bars.get_by_role("button", name=re.compile("^Octobre 2026")).click()
    await expect(visitor.link(re.compile("^Octobre 2026"))).to_be_visible()
    await visitor.button("Tableau").click()
    table = visitor.page.get_by_role("table", name="Montants versés")
    await expect(table.get_by_role("row")).to_have_count(25)
    await table.get_by_role("link", name="Octobre 2026").click()
    await visitor.sees("Paiements d'octobre 2026")


async def test_what_is_chosen_stays_in_the_address(visitor: Visitor) -> None:
    """A year and a benefit: loaded anew it is the same list, Back takes one choice back, Forward makes it again."""
    await open_payments(visitor, "responsable-seul")
    rows = visitor.page.get_by_role("main").get_by_role("link", name=_DAY)
    await visitor.link("2024").click()
    await visitor.reads("5 juin 2024")
    await expect(visitor.link("2024")).to_have_attribute("aria-current", re.compile("page|true"))
    await expect(rows.filter(has_not_text="2024")).to_have_count(0)
    await visitor.link("Allocation de rentrée scolaire").click()
    await expect(rows).to_have_count(1)
    assert visitor.page.url.endswith("/mon-compte/paiements?annee=2024&prestation=ars")
    await visitor.page.reload()
    await visitor.sees(_PAYMENTS)
    await expect(rows).to_have_count(1)
    await rows.click()
    await visitor.sees("Paiement d'août 2024")
    await visitor.page.go_back()
    await visitor.sees(_PAYMENTS)
    await expect(rows).to_have_count(1)
    await visitor.page.go_back()
    await expect(rows).to_have_count(12)
    assert visitor.page.url.endswith("?annee=2024")
    await visitor.page.go_forward()
    await expect(rows).to_have_count(1)


async def test_where_a_debt_comes_from(visitor: Visitor) -> None:
    """From the alert on Mon Compte: what is left, what each payment gave back, until when it can be contested."""
    await visitor.sign_in("responsable-seul")
    await visitor.link("Voir ce qui est à rembourser").click()
    await visitor.sees("Somme à rembourser")
    await visitor.reads(
        "150 €",
        "La Caf a versé trop d'argent",
        "votre situation avait changé",
        "Retenu chaque mois",
        "Le délai pour contester s'est terminé le 18 août 2026.",
        "Vous ne pouvez pas rembourser ?",
    )
    taken = visitor.page.get_by_role("table", name="Ce qui a été repris")
    await expect(taken.get_by_role("row")).to_have_count(6)
    await taken.get_by_role("link").first.click()
    await visitor.sees("Paiement de novembre 2026")
    await visitor.reads("moins 50 euros")


async def test_a_payment_that_the_bank_refused(visitor: Visitor) -> None:
    """Nothing came of it: why, and when it was paid again."""
    await visitor.sign_in("responsable-seul")
    await visitor.open("/mon-compte/paiements/2026-06", "Paiements de juin 2026")
    await visitor.reads(
        "Refusé le 5 juin 2026",
        "Ce compte bancaire est fermé. La Caf vous l'a versé à nouveau le 16 juin 2026.",
        "Versé le 16 juin 2026",
    )
    await visitor.link("Voir le paiement refusé").click()
    await visitor.sees("Paiement de juin 2026")
    await visitor.reads("Ce qui devait être versé")


@pytest.mark.parametrize(
    ("path", "heading", "said"),
    [
        ("paiements/2026-13", "Paiements du mois", "Ce mois n'existe pas"),
        ("paiements/11-2026", "Paiements du mois", "Un mois s'écrit avec l'année, puis son numéro"),
        ("paiements/2199-01", "Paiements de janvier 2199", "Ce mois n'est pas encore arrivé"),
        ("paiements/1999-01", "Paiements de janvier 1999", "Ce mois est trop ancien"),
        ("paiements?annee=1999", _PAYMENTS, "Il n'y a pas de paiement à cette date."),
        ("paiements?annee=abc", _PAYMENTS, "Il n'y a pas de paiement à cette date."),
        ("paiements?prestation=%3Cscript%3E", _PAYMENTS, "Aucun paiement ne correspond à ce choix."),
        ("paiements/rien", "Cette page n'existe pas", "L'adresse est peut-être mal tapée"),
        ("indus/rien", "Cette page n'existe pas", "L'adresse est peut-être mal tapée"),
    ],
)
async def test_an_address_that_cannot_be(visitor: Visitor, path: str, heading: str, said: str) -> None:
    """Mistyped, turned round, to come or too long ago: it is answered plainly, and nothing breaks."""
    await visitor.sign_in("responsable-couple")
    await visitor.open(f"/mon-compte/{path}", heading)
    await visitor.reads(said)


async def test_older_payments_by_the_keyboard(visitor: Visitor) -> None:
    """What was asked for comes, the focus on the first of it, and Tab goes on from there, both ways."""
    await open_payments(visitor, "responsable-seul")
    rows = visitor.page.get_by_role("main").get_by_role("link", name=_DAY)
    await expect(rows).to_have_count(12)
    await visitor.press_by_key(visitor.button("Voir les paiements plus anciens"))
    await expect(rows).to_have_count(24)
    await expect(rows.nth(12)).to_be_focused()
    await visitor.hears("12 paiements plus anciens sont affichés.")
    await visitor.page.keyboard.press("Tab")
    await expect(rows.nth(13)).to_be_focused()
    for _ in range(2):
        await visitor.page.keyboard.press("Shift+Tab")
    await expect(rows.nth(11)).to_be_focused()


async def test_the_keyboard_goes_through_as_one_reads(visitor: Visitor) -> None:
    """Tab and Shift+Tab meet the same stops, in one order and the other; a chart is one stop."""
    await visitor.page.set_viewport_size({"width": DESKTOP.width, "height": DESKTOP.height})
    await open_payments(visitor, "responsable-couple")
    first, last = visitor.link("Voir tout novembre 2026"), visitor.button("Voir les paiements plus anciens")
    await visitor.tab_to(first)
    forth = await visitor.stops("Tab", last)
    back = await visitor.stops("Shift+Tab", first)
    assert forth == back[::-1]
    assert len([stop for stop in forth if "2026" in stop and "€" in stop]) < 24


async def test_without_script_a_choice_is_a_link(visitor: Visitor, program: Program) -> None:
    """Years and benefits are addresses: they can be opened beside, and the host draws what they list at once."""
    await open_payments(visitor, "responsable-seul")
    address = await visitor.link("2024").get_attribute("href")
    answer = await visitor.page.context.request.get(program.web.url + str(address))
    text = await answer.text()
    assert "5 juin 2024" in text
    assert "5 juin 2025" not in text


async def test_what_the_fund_gave_up_is_owed_no_more(visitor: Visitor, program: Program) -> None:
    """A debt that was cancelled says so in the list and on its own screen, and asks for nothing."""
    program.api.write("UPDATE debts SET cancelled_on = '2026-10-20' WHERE amount = 40000")
    await visitor.sign_in("responsable-seul")
    await visitor.open("/mon-compte/indus", "Sommes à rembourser")
    await visitor.reads("Annulée")
    await visitor.link(re.compile("^Aide personnalisée au logement")).click()
    await visitor.sees("Somme à rembourser")
    await visitor.reads("La Caf a annulé le reste : vous n'avez plus rien à rembourser")


async def test_a_file_to_which_nothing_was_paid_yet(visitor: Visitor, program: Program) -> None:
    """Paiements et droits and Mon Compte say that nothing came yet, and offer no empty chart, filter or paper."""
    program.api.write("DELETE FROM payments")
    await visitor.sign_in("responsable-couple")
    await visitor.reads("Aucun paiement")
    await expect(visitor.button(re.compile("^Télécharger"))).to_have_count(0)
    await visitor.place("Paiements").click()
    await visitor.sees(_PAYMENTS)
    await visitor.reads("Aucun paiement pour le moment", "Mes droits")
    await expect(visitor.page.get_by_role("toolbar")).to_have_count(0)
    await expect(visitor.page.get_by_text("Tous les paiements")).to_have_count(0)
