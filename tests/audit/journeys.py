"""Every screen and every state of one, each registered once: the audit and the pictures both go through them.

A journey is what one person does at one tab. It gives a screen each time there is one to look at.
"""

import re
from collections.abc import Callable

from playwright.async_api import expect

from tests.audit import (
    agenda_journeys,
    declarations_journeys,
    documents_journeys,
    enrolment_journeys,
    franceconnect_journeys,
    help_journeys,
    messages_journeys,
    migration_journeys,
    payments_journeys,
    profile_journeys,
    requests_journeys,
    resources_journeys,
    search_journeys,
    settings_journeys,
    simulation_journeys,
    uploads_journeys,
)
from tests.audit.screen import Screen, Screens
from tests.support.processes import Program
from tests.support.visitor import ACCOUNTS, NIR, PASSWORD, PROVISIONAL, Visitor, written

Journey = Callable[[Visitor, Program], Screens]


async def public(visitor: Visitor, _: Program) -> Screens:
    """Show the pages that need no account."""
    await visitor.open("/", "Vos droits, vos paiements, au même endroit")
    yield Screen("accueil", "Accueil")
    for name in (
        "Aide",
        "Accessibilité",
        "Conditions d'utilisation",
        "Données personnelles",
        "À propos",
        "Affichage",
        "Plan du site",
    ):
        # The link to the déclaration names its state, too.
        await visitor.link(re.compile(f"^{name}( : .*)?$")).last.click()
        await visitor.sees(name)
        yield Screen(_file_name(name), name)
    await visitor.link("Affichage").last.click()
    await visitor.sees("Affichage")
    await visitor.radio("Élevé").click()
    yield Screen("affichage-contraste", "Affichage, contraste élevé")
    await visitor.radio(re.compile("^Habituel$")).click()
    # The browser keeps it before it shows what comes after.
    await visitor.link("Aide").last.click()
    await visitor.sees("Aide")
    await visitor.open("/nulle-part", "Cette page n'existe pas")
    yield Screen("introuvable", "Page introuvable")


async def report(visitor: Visitor, _: Program) -> Screens:
    """Show the form for what is inaccessible: empty, refused, sent."""
    heading, sent = "Signaler un défaut d'accessibilité", "Envoyer le signalement"
    await visitor.open("/accessibilite", "Accessibilité")
    await visitor.link(heading).click()
    await visitor.sees(heading)
    yield Screen("signaler", heading)
    await visitor.type("Adresse mail (facultatif)", "lea.martin")
    await visitor.button(sent).click()
    await visitor.reads("2 corrections à faire")
    await visitor.told("Ce qui ne marche pas", "Dites ce qui ne marche pas")
    yield Screen("signaler-refuse", f"{heading}, refusé")
    await visitor.type("Ce qui ne marche pas", "Le bouton « Valider » n'est pas lu.")
    await visitor.type("Adresse mail (facultatif)", "lea.martin@example.org")
    await visitor.button(sent).click()
    await visitor.reads("Votre signalement est envoyé")
    yield Screen("signaler-envoye", f"{heading}, envoyé")


async def sign_in(visitor: Visitor, program: Program) -> Screens:
    """Show the sign-in form, and all that it may say."""
    await visitor.open("/connexion", "Connexion")
    yield Screen("connexion", "Connexion")
    await visitor.button("Se connecter").click()
    await visitor.reads("2 corrections à faire")
    yield Screen("connexion-vide", "Connexion, rien de tapé")
    # Flutter no longer hears a field that had the focus while the colours changed, until one comes to it again.
    await visitor.type(PASSWORD, "x")
    await visitor.type(NIR, "78505780060")
    await visitor.button("Se connecter").click()
    await visitor.reads("Votre numéro ne commence ni par 1, ni par 2")
    yield Screen("connexion-numero-attente", "Connexion, numéro d'attente")
    await visitor.button("J'ai un identifiant provisoire").first.click()
    await visitor.type(PROVISIONAL, "P1234")
    await visitor.button("Se connecter").click()
    await visitor.reads("L'identifiant provisoire commence par P")
    yield Screen("connexion-provisoire", "Connexion, identifiant provisoire mal tapé")
    await visitor.button("J'ai un numéro de Sécurité sociale").click()
    await visitor.type(NIR, ACCOUNTS["responsable-seul"].identifier)
    await visitor.button("Se connecter").click()
    await visitor.reads("Identifiant ou mot de passe incorrect")
    yield Screen("connexion-refusee", "Connexion, mot de passe refusé")
    program.api.fail("/v1/sessions", 429)
    await visitor.button("Se connecter").click()
    await visitor.reads("Trop d'essais")
    yield Screen("connexion-trop-d-essais", "Connexion, trop d'essais")
    program.api.fail("/v1/sessions", 503)
    await visitor.button("Se connecter").click()
    await visitor.reads("Mon Compte est en maintenance")
    yield Screen("connexion-maintenance", "Connexion, maintenance")
    program.api.stop()
    await visitor.button("Se connecter").click()
    await visitor.reads("Votre demande n'a pas abouti")
    yield Screen("connexion-hors-ligne", "Connexion, serveur injoignable")
    program.api.start()


async def remembered(visitor: Visitor, _: Program) -> Screens:
    """Show the sign-in form of a person whom the browser remembers."""
    await visitor.open("/connexion", "Connexion")
    await visitor.checkbox("Se souvenir de moi").click()
    await visitor.give(ACCOUNTS["responsable-couple"])
    await visitor.sees("Mon Compte")
    await visitor.button("Déconnexion").click()
    await visitor.sees("Vos droits, vos paiements, au même endroit")
    await visitor.way("Se connecter").click()
    await visitor.sees("Connexion")
    yield Screen("connexion-souvenir", "Connexion, identifiant retenu")


async def code(visitor: Visitor, program: Program) -> Screens:
    """Show the code asked at sign-in."""
    await visitor.sign_in("code-a-la-connexion", heading="Code de vérification")
    yield Screen("code", "Code de vérification")
    wrong = "000000" if program.api.last_code() != "000000" else "111111"
    await visitor.type("Code", wrong)
    await visitor.button("Valider").click()
    await visitor.told("Code", "Ce code n'est pas le bon")
    yield Screen("code-refuse", "Code de vérification, mauvais code")
    program.api.advance(16 * 60)
    await visitor.button("Valider").click()
    await visitor.told("Code", "Ce code n'est plus valable")
    yield Screen("code-expire", "Code de vérification, code expiré")


async def couple(visitor: Visitor, program: Program) -> Screens:
    """Show the person responsible for a couple's file."""
    await visitor.sign_in("responsable-couple")
    await visitor.reads("617,42 €")
    yield Screen("mon-compte", "Mon Compte, responsable d'un couple")
    await visitor.button("Mai 2026, 428 €").click()
    await visitor.button("Tableau").click()
    await expect(visitor.page.get_by_role("table", name="Montants versés")).to_be_visible()
    yield Screen("mon-compte-tableau", "Mon Compte, montants versés en tableau")
    await visitor.link("Mes paiements et droits").click()
    await visitor.sees("Paiements et droits")
    await visitor.reads("Tous les paiements", "5 novembre 2026")
    yield Screen("paiements", "Paiements et droits")
    await visitor.link(re.compile("^5 octobre 2026")).click()
    await visitor.sees("Paiement d'octobre 2026")
    await visitor.reads("D'où vient cette retenue")
    yield Screen("paiement", "Détail d'un paiement, somme reprise")
    await visitor.place("Accueil").click()
    await visitor.sees("Mon Compte")
    await visitor.link("Mes paiements et droits").click()
    await visitor.sees("Paiements et droits")
    program.api.fail("/v1/files", 404)
    await visitor.link(re.compile("^5 septembre 2026")).click()
    await visitor.sees("Cette page n'existe pas")
    yield Screen("paiement-introuvable", "Paiement introuvable")
    await visitor.link("Aide").last.click()
    await visitor.sees("Aide")
    program.api.stop()
    await visitor.place("Accueil").click()
    await visitor.sees("Mon Compte")
    await visitor.reads("Derniers chiffres connus")
    yield Screen("mon-compte-hors-ligne", "Mon Compte hors connexion, derniers chiffres connus")
    program.api.start()
    program.api.advance(16 * 60)
    await visitor.page.go_back()
    await visitor.sees("Aide")
    await visitor.place("Accueil").click()
    await visitor.sees("Votre session a pris fin")
    yield Screen("session-terminee", "Votre session a pris fin")


async def troubled(visitor: Visitor, program: Program) -> Screens:
    """Show Mon Compte when the server cannot give it."""
    program.api.fail("/v1/files", 500)
    await visitor.sign_in("responsable-seul")
    await visitor.reads("Le service rencontre un problème")
    yield Screen("mon-compte-panne", "Mon Compte, panne du serveur")
    program.api.fail("/v1/files", 503)
    await visitor.button("Réessayer").click()
    await visitor.reads("Mon Compte est en maintenance")
    yield Screen("mon-compte-maintenance", "Mon Compte, maintenance")
    await visitor.button("Réessayer").click()
    await visitor.reads("Mon quotient familial")
    yield Screen("mon-compte-seul", "Mon Compte, responsable seul")
    program.api.fail("/v1/files", 426)
    await visitor.link("Mes paiements et droits").click()
    await visitor.sees("Une mise à jour est nécessaire")
    yield Screen("mise-a-jour", "Une mise à jour est nécessaire")


async def spouse(visitor: Visitor, _: Program) -> Screens:
    """Show a spouse who stands in two files."""
    await visitor.sign_in("conjoint-autorise")
    await visitor.link("Changer de dossier").click()
    await visitor.sees("Mes dossiers")
    yield Screen("dossiers", "Mes dossiers")
    await visitor.button("Regarder le dossier 0982640").click()
    await visitor.sees("Mon Compte")
    yield Screen("mon-compte-dossier-ferme", "Mon Compte, dossier fermé")


def _overview(role: str, shows: str) -> Journey:
    async def overview(visitor: Visitor, _: Program) -> Screens:
        await visitor.sign_in(role)
        await expect(visitor.page.get_by_role("heading", name=written("La Caf m'informe"))).to_be_visible()
        yield Screen(f"mon-compte-{role}", shows)

    overview.__name__ = role
    return overview


def _file_name(heading: str) -> str:
    return "a-propos" if heading == "À propos" else heading.lower().split(" ")[0].replace("é", "e")


JOURNEYS: tuple[Journey, ...] = (
    public,
    report,
    sign_in,
    remembered,
    code,
    migration_journeys.migration,
    migration_journeys.put_off,
    migration_journeys.authorisations,
    couple,
    documents_journeys.documents,
    uploads_journeys.uploads,
    search_journeys.search,
    payments_journeys.payments,
    payments_journeys.payments_begin,
    payments_journeys.payments_none,
    messages_journeys.messages,
    messages_journeys.messages_empty,
    requests_journeys.requests,
    requests_journeys.requests_of_every_kind,
    requests_journeys.requests_contested,
    requests_journeys.requests_closed,
    profile_journeys.profile,
    profile_journeys.profile_of_one_of_several,
    profile_journeys.profile_closed,
    agenda_journeys.agenda,
    agenda_journeys.agenda_closed,
    agenda_journeys.contact,
    agenda_journeys.offices,
    resources_journeys.resources,
    resources_journeys.resources_unknown,
    simulation_journeys.simulation,
    declarations_journeys.declarations,
    troubled,
    spouse,
    enrolment_journeys.benefits,
    enrolment_journeys.enrolment,
    enrolment_journeys.enrolment_empty,
    enrolment_journeys.scan,
    enrolment_journeys.scan_sent_later,
    enrolment_journeys.elsewhere,
    enrolment_journeys.twins,
    enrolment_journeys.received,
    enrolment_journeys.password_reset,
    franceconnect_journeys.franceconnect,
    franceconnect_journeys.franceconnect_joined,
    franceconnect_journeys.franceconnect_unproved,
    help_journeys.help_pages,
    help_journeys.easy_words,
    help_journeys.help_beside,
    settings_journeys.settings,
    settings_journeys.contact,
    settings_journeys.closing,
    settings_journeys.unproved,
    settings_journeys.undoing,
    _overview("conjoint-sans-procuration", "Mon Compte, conjoint sans procuration"),
    _overview("enfant", "Mon Compte, enfant de plus de 15 ans"),
    _overview("provisoire", "Mon Compte, sans numéro de Sécurité sociale"),
)


async def ending(visitor: Visitor, _: Program) -> Screens:
    """Show the end of the session drawing near, at a server whose sessions are short."""
    await visitor.sign_in("enfant")
    await visitor.reads("Votre session se termine dans")
    yield Screen("session-bientot-finie", "Votre session se termine bientôt")
