"""Screens of Paiements et droits: months, lists, debts, and what can go wrong with them."""

import re

from playwright.async_api import expect

from tests.audit.screen import Screen, Screens
from tests.support.processes import Program
from tests.support.visitor import Visitor

_PAYMENTS = "Paiements et droits"
_DEBTS = "Sommes à rembourser"


async def payments(visitor: Visitor, program: Program) -> Screens:
    """Show ten years of payments: as a table, of a year, a month that the bank refused, debts, and faults."""
    await visitor.sign_in("responsable-seul")
    await visitor.link("Mes paiements et droits").click()
    await visitor.sees(_PAYMENTS)
    await visitor.button("Tableau").click()
    await expect(visitor.page.get_by_role("table", name="Montants versés")).to_be_visible()
    await visitor.reads("Tous les paiements", "Juin 2026")
    yield Screen("paiements-tableau", "Paiements et droits, tableau")
    await visitor.link("2024").click()
    await visitor.reads("5 juin 2024")
    yield Screen("paiements-annee", "Paiements et droits, une année")
    await visitor.open("/mon-compte/paiements?prestation=rien", _PAYMENTS)
    await visitor.reads("Aucun paiement ne correspond")
    yield Screen("paiements-rien", "Paiements et droits, aucun paiement ne correspond")
    await visitor.open("/mon-compte/paiements/2026-06", "Paiements de juin 2026")
    await visitor.reads("Votre banque a refusé ce paiement", "Rien n'a changé")
    yield Screen("paiements-mois", "Paiements d'un mois, refusé par la banque puis versé")
    await visitor.open("/mon-compte/paiements/2026-13", "Paiements du mois")
    await visitor.reads("Ce mois n'existe pas")
    yield Screen("paiements-mois-inconnu", "Paiements d'un mois qui n'existe pas")
    await visitor.open("/mon-compte/indus", _DEBTS)
    await visitor.reads("Remboursée")
    yield Screen("indus", _DEBTS)
    await visitor.link(re.compile("^Aide personnalisée au logement")).click()
    await visitor.sees("Somme à rembourser")
    await visitor.reads("Vous n'êtes pas d'accord")
    yield Screen("indu", "Somme à rembourser, en cours")
    await visitor.link("Retour aux sommes à rembourser").click()
    await visitor.sees(_DEBTS)
    await visitor.link(re.compile("^Allocations familiales")).click()
    await visitor.sees("Somme à rembourser")
    await visitor.reads("Tout est remboursé")
    yield Screen("indu-rembourse", "Somme à rembourser, remboursée")
    program.api.write("UPDATE debts SET cancelled_on = '2026-10-20' WHERE amount = 40000")
    await visitor.link("Retour aux sommes à rembourser").click()
    await visitor.sees(_DEBTS)
    await visitor.link(re.compile("^Aide personnalisée au logement")).click()
    await visitor.sees("Somme à rembourser")
    await visitor.reads("La Caf a annulé le reste")
    yield Screen("indu-annule", "Somme à rembourser, annulée")
    program.api.stop()
    await visitor.place("Paiements").click()
    await visitor.sees(_PAYMENTS)
    await visitor.reads("Derniers chiffres connus")
    yield Screen("paiements-hors-ligne", "Paiements et droits hors connexion, derniers chiffres connus")
    program.api.start()


async def payments_begin(visitor: Visitor, program: Program) -> Screens:
    """Show payments that began lately, nothing to pay back, and payments that are awaited or cannot be read."""
    await visitor.sign_in("provisoire")
    await visitor.open("/mon-compte/indus", _DEBTS)
    await visitor.reads("Vous n'avez rien à rembourser")
    yield Screen("indus-vide", "Sommes à rembourser, aucune")
    await visitor.open("/mon-compte/paiements/2026-09", "Paiements de septembre 2026")
    await visitor.reads("C'est votre premier mois de paiement")
    yield Screen("paiements-premier-mois", "Paiements du premier mois")
    program.api.fail("/v1/files", 500)
    await visitor.place("Paiements").click()
    await visitor.sees(_PAYMENTS)
    await visitor.reads("Le service rencontre un problème")
    yield Screen("paiements-panne", "Paiements et droits, panne du serveur")
    program.api.fail("/v1/files", latency_ms=30_000)
    await visitor.button("Réessayer").click()
    await visitor.reads("Chargement")
    yield Screen("paiements-chargement", "Paiements et droits, en attente")


async def payments_none(visitor: Visitor, program: Program) -> Screens:
    """Show a file to which nothing was paid yet."""
    program.api.write("DELETE FROM payments")
    await visitor.sign_in("responsable-couple")
    await visitor.reads("Aucun paiement")
    yield Screen("mon-compte-sans-paiement", "Mon Compte, aucun paiement")
    await visitor.place("Paiements").click()
    await visitor.sees(_PAYMENTS)
    await visitor.reads("Mes droits")
    yield Screen("paiements-aucun", "Paiements et droits, aucun paiement")
