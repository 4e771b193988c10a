"""Mon Compte, as each person sees it."""

import re

import pytest
from playwright.async_api import expect

from tests.support.visitor import ACCOUNTS, Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_responsable_of_a_couple(visitor: Visitor) -> None:
    """Alerts, last payment, quotient, situation, and whether the spouse is authorised: all at first sight."""
    await visitor.sign_in("responsable-couple")
    await visitor.reads(
        "Un document manque", "617,42 €", "687 €", "En couple, 2 enfants", "Vous n'autorisez pas Inès Martin"
    )


async def test_payment_explained(visitor: Visitor) -> None:
    """The detail says what was paid, for which month, what was taken back and why, and when the next one comes."""
    await visitor.sign_in("responsable-seul")
    await visitor.link("Voir le détail").click()
    await visitor.sees("Paiements de novembre 2026")
    await visitor.link("Voir ce paiement seul").click()
    await visitor.sees("Paiement de novembre 2026")
    await visitor.reads(
        "Allocations familiales",
        "151,05 €",
        "moins 50 euros",
        "votre situation avait changé",
        "Prochain paiement le",
    )


async def test_two_years_of_payments(visitor: Visitor) -> None:
    """The list goes back two years, and each payment in it opens."""
    await visitor.sign_in("responsable-seul")
    await visitor.link("Mes paiements et droits").click()
    await visitor.sees("Paiements et droits")
    await visitor.link(re.compile("^5 novembre 2026")).click()
    await visitor.sees("Paiement de novembre 2026")
    await visitor.link("Retour aux paiements").click()
    await visitor.sees("Paiements et droits")


@pytest.mark.parametrize("role", ["conjoint-sans-procuration", "enfant"])
async def test_closed_doors_say_why(visitor: Visitor, role: str) -> None:
    """Who may not see the payments sees the door, closed, with the reason, and no figure."""
    await visitor.sign_in(role)
    await visitor.reads("Mes paiements et mes droits", "Fermé :", "La Caf m'informe")
    await visitor.reads_no("€")


async def test_authorised_spouse_of_two_files(visitor: Visitor) -> None:
    """A person in several files chooses the one to look at; each says who they are in it."""
    await visitor.sign_in("conjoint-autorise")
    await visitor.reads("Dossier 1073915", "Vous pouvez le gérer.", "617,42 €")
    await visitor.link("Changer de dossier").click()
    await visitor.sees("Mes dossiers")
    await visitor.reads("Fermé le 30 juin 2019")
    await visitor.button("Regarder le dossier 0982640").click()
    await visitor.sees("Mon Compte")
    await visitor.reads("Dossier 0982640", "Vous êtes responsable de ce dossier.")
    await visitor.reads_no("617,42 €")


async def test_quotient_unavailable(visitor: Visitor) -> None:
    """Where incomes are unknown the quotient is said to be unavailable, with the reason, and never zero."""
    await visitor.sign_in("provisoire")
    await visitor.reads("Indisponible", "Les revenus du foyer ne sont pas encore connus de la Caf.")


@pytest.mark.parametrize("role", ["ancien-seul", "ancien-couple"])
async def test_old_password(visitor: Visitor, role: str) -> None:
    """Who signs in with 8 digits is told that the connection changes, and sees nothing of the account."""
    await visitor.sign_in(role, heading="Votre connexion change")
    await visitor.stands_at("/nouvelle-connexion")
    await visitor.reads_no("€")
    await visitor.button("Déconnexion").click()
    await expect(visitor.page.get_by_role("heading", level=1)).not_to_have_text("Votre connexion change")


async def test_limited_reach(visitor: Visitor) -> None:
    """Who has not proved who they are sees what is open to them, and why the rest is closed; no sum shows."""
    await visitor.sign_in("portee-limitee")
    await visitor.reads("Ce qui est fermé pour l'instant", "votre identité n'est pas encore vérifiée")
    await visitor.reads_no("€")


async def test_every_role_is_met() -> None:
    """A role that joins the demonstration has to be met here too."""
    assert set(ACCOUNTS) == {
        "responsable-seul",
        "responsable-couple",
        "conjoint-autorise",
        "conjoint-sans-procuration",
        "enfant",
        "ancien-seul",
        "ancien-couple",
        "provisoire",
        "code-a-la-connexion",
        "portee-limitee",
    }
