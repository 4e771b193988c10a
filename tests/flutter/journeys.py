"""The screens at which Flutter's drawing is looked at: enough to see each component of views/design once.

Each says which it is there for; brand, bar or rail, text, card and button are on all of them.
"""

import re

from playwright.async_api import expect

from tests.audit.journeys import Journey
from tests.audit.screen import Screen, Screens
from tests.support.processes import Program
from tests.support.visitor import ACCOUNTS, NIR, PASSWORD, Visitor

_COUPLE = ACCOUNTS["responsable-couple"]
_LOADING = "Chargement en cours"
_LASTS_MS = 14_000
"""Longer than a screen is looked at, and less than the client waits for an answer."""


async def flutter_public(visitor: Visitor, program: Program) -> Screens:
    """Show what needs no account."""
    program.api.fail("/v1/catalogue", latency_ms=_LASTS_MS)
    await visitor.open("/aides", "Aides et démarches")
    waiting = visitor.page.get_by_label(_LOADING).or_(visitor.page.get_by_text(_LOADING))
    await expect(waiting.first).to_be_attached()
    yield Screen("flutter/aides", "Flutter : Aides, pas encore lues")  # skeleton
    await visitor.link("Affichage").click()
    await visitor.sees("Affichage")
    yield Screen("flutter/affichage", "Flutter : Affichage")  # choice
    await visitor.open("/creer-mon-compte", "Créer Mon Compte")
    await visitor.button("Commencer").click()
    await visitor.sees("Votre état civil")
    await visitor.type("Lieu de naissance", "rennes")
    await expect(visitor.option(re.compile(r"^Rennes \(")).first).to_be_visible()
    yield Screen("flutter/creation-etat-civil", "Flutter : état civil")  # stepper, group, combobox


async def flutter_sign_in(visitor: Visitor, _: Program) -> Screens:
    """Show a sign-in that is refused twice, and what is behind it."""
    await visitor.open("/connexion", "Connexion")
    await visitor.button("Se connecter").click()
    await visitor.reads("2 corrections à faire")
    await visitor.hears("2 corrections à faire")
    await visitor.told(NIR, "Tapez votre numéro de Sécurité sociale.")
    await visitor.told(PASSWORD, "Tapez votre mot de passe.")
    yield Screen("flutter/connexion-vide", "Flutter : Connexion, rien de tapé")  # field, checkbox, notice
    await visitor.type(NIR, _COUPLE.identifier)
    await visitor.type(PASSWORD, "Marronnier13loire")
    await visitor.button("Se connecter").click()
    await visitor.reads("Identifiant ou mot de passe incorrect")
    await visitor.type(PASSWORD, _COUPLE.password)
    await visitor.button("Se connecter").click()
    await visitor.sees("Mon Compte")
    await visitor.reads("617,42 €")
    yield Screen("flutter/mon-compte", "Flutter : Mon Compte")  # chart, items, details


async def flutter_account(visitor: Visitor, program: Program) -> Screens:
    """Show what takes a while, and a question over a screen."""
    await visitor.sign_in(_COUPLE.role, "/mon-compte/gerer/mes-donnees", "Mes données")
    program.api.fail("/v1/me/exports", latency_ms=_LASTS_MS)
    await visitor.button("Préparer mes données").click()
    await visitor.reads("Préparation en cours")
    yield Screen("flutter/gerer-donnees", "Flutter : Mes données, en préparation")  # progress, breadcrumbs
    await visitor.link("Retour à Gérer mon compte").click()
    await visitor.sees("Gérer mon compte")
    await visitor.link(re.compile("^Mes autorisations")).click()
    await visitor.sees("Mes autorisations")
    await visitor.button("Donner l'autorisation").click()
    await expect(visitor.page.get_by_role("alertdialog")).to_be_visible()
    yield Screen("flutter/autorisations-donner", "Flutter : une question")  # dialog


async def flutter_payments(visitor: Visitor, _: Program) -> Screens:
    """Show two years of months, as bars of which one is pressed, and as a table."""
    await visitor.sign_in("responsable-seul")
    await visitor.link("Mes paiements et droits").click()
    await visitor.sees("Paiements et droits")
    await visitor.button(re.compile("^Juin 2026, ")).click()
    await expect(visitor.link(re.compile("^Juin 2026"))).to_be_visible()
    yield Screen(
        "flutter/paiements", "Flutter : Paiements et droits, une barre choisie"
    )  # chart, switch, badge
    await visitor.button("Tableau").first.click()
    await visitor.reads("Mois", "Juin 2026")
    yield Screen("flutter/paiements-tableau", "Flutter : Paiements et droits, tableau")  # table


JOURNEYS: tuple[Journey, ...] = (flutter_public, flutter_sign_in, flutter_account, flutter_payments)
