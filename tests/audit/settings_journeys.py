"""The screens of settings."""

from tests.audit.screen import Screen, Screens
from tests.support.processes import Program
from tests.support.visitor import ACCOUNTS, Visitor

CURRENT = "Mot de passe actuel"


async def settings(visitor: Visitor, _: Program) -> Screens:
    """Show Gérer mon compte, and each screen under it as it opens."""
    await visitor.sign_in("responsable-couple")
    await visitor.link("Gérer mon compte").click()
    await visitor.sees("Gérer mon compte")
    yield Screen("gerer", "Gérer mon compte")
    for row, name in (
        ("Coordonnées de contact", "gerer-coordonnees"),
        ("Mes notifications", "gerer-notifications"),
        ("Changer mon mot de passe", "gerer-mot-de-passe"),
        ("Code à la connexion", "gerer-code"),
        ("Appareils connectés", "gerer-appareils"),
        ("Mes données", "gerer-donnees"),
    ):
        await visitor.link(row).click()
        await visitor.sees(row)
        yield Screen(name, row)
        await visitor.page.go_back()
        await visitor.sees("Gérer mon compte")


async def contact(visitor: Visitor, program: Program) -> Screens:
    """Show a contact changed, with what may be said on the way."""
    await visitor.sign_in("responsable-couple")
    await visitor.link("Gérer mon compte").click()
    await visitor.link("Coordonnées de contact").click()
    await visitor.sees("Coordonnées de contact")
    await visitor.type("Numéro de téléphone portable", "06 98 76 54 18")
    await visitor.button("Envoyer le code").click()
    await visitor.told("Numéro de téléphone portable", "La Caf connaît déjà")
    yield Screen("gerer-coordonnees-inchangees", "Coordonnées, numéro déjà connu")
    await visitor.type("Numéro de téléphone portable", "07 55 44 33 22")
    await visitor.button("Envoyer le code").click()
    await visitor.sees("Code de vérification")
    await visitor.type("Code", program.api.last_code())
    await visitor.button("Valider").click()
    await visitor.reads("Votre numéro de téléphone est changé")
    yield Screen("gerer-coordonnees-changees", "Coordonnées, numéro changé")


async def closing(visitor: Visitor, _: Program) -> Screens:
    """Show a copy of one's data, then the end of the account."""
    await visitor.sign_in("responsable-seul")
    await visitor.link("Gérer mon compte").click()
    await visitor.link("Mes données").click()
    await visitor.sees("Mes données")
    await visitor.button("Préparer mes données").click()
    await visitor.reads("Vos données sont prêtes")
    yield Screen("gerer-donnees-pretes", "Mes données, prêtes")
    await visitor.link("Fermer mon compte").click()
    await visitor.sees("Fermer mon compte")
    await visitor.type(CURRENT, "Marronnier13loire")
    await visitor.button("Fermer mon compte dans 30 jours").click()
    await visitor.told(CURRENT, "Ce n'est pas votre mot de passe actuel")
    yield Screen("gerer-fermer", "Fermer mon compte, mot de passe refusé")
    await visitor.type(CURRENT, ACCOUNTS["responsable-seul"].password)
    await visitor.button("Fermer mon compte dans 30 jours").click()
    await visitor.reads("Votre compte fermera le")
    yield Screen("gerer-fermeture-demandee", "Fermer mon compte, date")


async def unproved(visitor: Visitor, program: Program) -> Screens:
    """Show an account whose document could not be checked, then one that was refused."""
    await visitor.sign_in("portee-limitee")
    await visitor.reads("Ce qui est fermé pour l'instant")
    yield Screen("mon-compte-portee-limitee", "Mon Compte, identité à vérifier")
    program.api.check("expired")
    await visitor.link("Vérifier mon identité").click()
    await visitor.sees("Vérifier mon identité")
    await visitor.reads("Celle que vous avez donnée n'a pas été acceptée")
    yield Screen("gerer-identite-ouverte", "Vérifier mon identité")
    await visitor.type("Numéro du titre", "18FV12345")
    await visitor.button("Envoyer").click()
    await visitor.told("Numéro du titre", "Ce titre n'est pas à votre nom")
    yield Screen("gerer-identite", "Vérifier mon identité, autre pièce refusée")


async def undoing(visitor: Visitor, _: Program) -> Screens:
    """Show a change undone without signing in."""
    await visitor.open("/annuler-changement", "Annuler un changement")
    await visitor.type("Code pour annuler", "ABCD 2345")
    await visitor.button("Annuler le changement").click()
    await visitor.told("Code pour annuler", "Ce code n'est pas le bon")
    yield Screen("annuler-changement", "Annuler un changement, code refusé")
