"""The screens of those who have no account yet, or have lost the way into theirs."""

import re

from playwright.async_api import expect

from tests.audit.screen import Screen, Screens
from tests.support.enrolment import (
    BY_CASE,
    ask_for_resumption,
    begin_elsewhere,
    come_to_contact,
    give_birth_date,
    give_civil_status,
    give_code,
    give_contact,
    give_password,
    use_up_codes,
)
from tests.support.processes import Program
from tests.support.visitor import ACCOUNTS, NIR, Visitor


async def benefits(visitor: Visitor, _: Program) -> Screens:
    """Show what can be asked for, and what asking takes."""
    await visitor.open("/aides", "Aides et démarches")
    await visitor.reads("Allocations familiales")
    yield Screen("aides", "Aides et démarches")
    await visitor.link("Allocations familiales").click()
    await visitor.sees("Allocations familiales")
    await visitor.button("Faire la demande").click()
    await visitor.reads("Vous pouvez créer votre compte dès maintenant")
    yield Screen("aide-demande", "Une aide, et comment la demander")


async def enrolment(visitor: Visitor, program: Program) -> Screens:
    """Show the enrolment of somebody without a NIR, with what goes wrong on the way."""
    newcomer = BY_CASE["sans-nir"]
    await visitor.open("/creer-mon-compte", "Créer Mon Compte")
    yield Screen("creation", "Créer Mon Compte")
    await visitor.button("Commencer").click()
    await visitor.sees("Votre état civil")
    yield Screen("creation-etat-civil", "Création, état civil")
    await give_civil_status(visitor, newcomer, "sénég", "Sénégal")
    await visitor.sees("Votre titre d'identité")
    await visitor.radio("Passeport").click()
    await visitor.type("Numéro du titre", "99ZZ99999")
    await visitor.button("Continuer").click()
    await visitor.told("Numéro du titre", "Ce numéro n'est pas connu")
    yield Screen("creation-titre-inconnu", "Création, titre d'identité inconnu")
    await visitor.radio("Titre de séjour").click()
    await visitor.type("Numéro du titre", newcomer.document_number or "")
    await visitor.button("Continuer").click()
    await visitor.sees("Vos coordonnées de contact")
    await visitor.type("Numéro de téléphone portable", "0140000000")
    await visitor.button("Envoyer le code").click()
    await visitor.told("Numéro de téléphone portable", "Ce numéro ne reçoit pas de SMS")
    yield Screen("creation-coordonnees-fausses", "Création, un numéro qui ne reçoit pas de SMS")
    await give_contact(visitor, "aissatou@example.org")
    yield Screen("creation-code", "Création, le code")
    await visitor.type("Code", program.api.last_code())
    await visitor.button("Valider").click()
    await visitor.sees("Mon mot de passe")
    await visitor.type("Nouveau mot de passe", "Abc1")
    await visitor.button("Continuer").click()
    await visitor.told(
        "Nouveau mot de passe", "Ce mot de passe ne respecte pas encore cette règle : 10 à 64 caractères"
    )
    yield Screen("creation-mot-de-passe-court", "Création, mot de passe trop court")
    await give_password(visitor, "Continuer")
    await visitor.sees("Récapitulatif")
    yield Screen("creation-recapitulatif", "Création, récapitulatif")
    await visitor.button("Créer mon compte").click()
    await visitor.sees("Votre compte est créé")
    yield Screen("creation-terminee", "Création, identifiant provisoire")


async def enrolment_empty(visitor: Visitor, _: Program) -> Screens:
    """Show the first step, passed with nothing filled in."""
    await visitor.open("/creer-mon-compte", "Créer Mon Compte")
    await visitor.button("Commencer").click()
    await visitor.sees("Votre état civil")
    await visitor.button("Continuer").click()
    await visitor.reads("6 corrections à faire")
    yield Screen("creation-etat-civil-vide", "Création, état civil, rien de tapé")


async def scan(visitor: Visitor, _: Program) -> Screens:
    """Show the step of a person without a French document."""
    await visitor.open("/creer-mon-compte", "Créer Mon Compte")
    await visitor.button("Commencer").click()
    await visitor.sees("Votre état civil")
    await give_civil_status(visitor, BY_CASE["sans-piece"], "pologne", "Pologne")
    await visitor.sees("Votre titre d'identité")
    await visitor.radio(re.compile("^Je ne dispose pas")).click()
    await expect(visitor.button("Choisir un fichier")).to_be_visible()
    yield Screen("creation-copie", "Création, copie d'une pièce d'identité")


async def elsewhere(visitor: Visitor, program: Program) -> Screens:
    """Show an enrolment that waits for its code, taken up by its contact and the date of birth."""
    await come_to_contact(visitor)
    await give_contact(visitor, "maelle@example.org")
    await visitor.open("/creer-mon-compte", "Créer Mon Compte")
    await expect(visitor.button("Reprendre ma création")).to_be_visible()
    yield Screen("creation-a-reprendre", "Créer Mon Compte, une création commencée")
    await visitor.way("J'ai commencé sur un autre appareil").click()
    await visitor.sees("Reprendre ma création")
    yield Screen("creation-reprise", "Création, reprise sur un autre appareil")
    await ask_for_resumption(visitor, "maelle@example.org")
    await give_code(visitor, program)
    await visitor.sees("Votre date de naissance")
    await give_birth_date(visitor, "1992-03-16")
    await visitor.reads("Ce n'est pas la date donnée au début de la création")
    yield Screen("creation-reprise-date", "Création, reprise avec une autre date de naissance")


async def scan_sent_later(visitor: Visitor, _: Program) -> Screens:
    """Show somebody who has no document to give: the contact may prove who they are."""
    await visitor.open("/creer-mon-compte", "Créer Mon Compte")
    await visitor.button("Commencer").click()
    await visitor.sees("Votre état civil")
    await give_civil_status(visitor, BY_CASE["connu-de-la-caf"], "rennes", "Rennes (")
    await visitor.sees("Votre titre d'identité")
    await visitor.radio(re.compile("^Je ne dispose pas")).click()
    await expect(visitor.button("Choisir un fichier")).to_be_visible()
    await visitor.button("Continuer").click()
    await visitor.sees("Vos coordonnées de contact")
    await visitor.reads("le code prouvera que c'est vous")
    yield Screen("creation-coordonnees-preuve", "Création, prouver son identité par les coordonnées")


async def twins(visitor: Visitor, program: Program) -> Screens:
    """Show two enrolments with one contact and one date of birth: the names tell whose is whose."""
    begin_elsewhere(program, "jumeaux@example.org", "Paweł", "Piotr")
    begin_elsewhere(program, "jumeaux@example.org", "Piotr", "Paweł")
    await ask_for_resumption(visitor, "jumeaux@example.org")
    await give_code(visitor, program)
    await visitor.sees("Votre date de naissance")
    yield Screen("creation-reprise-naissance", "Création, reprise, date de naissance demandée")
    await give_birth_date(visitor, BY_CASE["sans-piece"].birth_date)
    await visitor.sees("Vos nom et prénom")
    yield Screen("creation-reprise-noms", "Création, reprise, noms demandés")
    await visitor.type("Premier prénom", "Jan")
    await visitor.type("Nom de naissance", "Łukasiewicz")
    await visitor.button("Continuer").click()
    await visitor.reads("Ce ne sont pas les noms donnés au début de la création")
    yield Screen("creation-reprise-autres-noms", "Création, reprise, d'autres noms")


async def received(visitor: Visitor, program: Program) -> Screens:
    """Show a person whose contact has no codes left, because of strangers: one received before leads on."""
    begin_elsewhere(program, "cible@example.org", "Paweł")
    use_up_codes(program, "cible@example.org")
    await visitor.open("/creer-mon-compte/reprendre", "Reprendre ma création")
    await visitor.radio("Adresse mail").click()
    await visitor.type("Adresse mail", "cible@example.org")
    await visitor.button("Envoyer le code").click()
    await visitor.reads("Vous avez reçu des codes ?")
    yield Screen("code-deja-recu", "Un code déjà reçu, demandé après trop de codes")
    wrong = "000000" if program.api.last_code() != "000000" else "111111"
    await visitor.type("Un code déjà reçu", wrong)
    await visitor.button("Recevoir un nouveau code").click()
    await visitor.told("Un code déjà reçu", "Ce n'est pas un code reçu depuis hier")
    yield Screen("code-deja-recu-refuse", "Un code déjà reçu, refusé")


async def password_reset(visitor: Visitor, program: Program) -> Screens:
    """Show the way back in without the password."""
    await visitor.open("/mot-de-passe-oublie", "Mot de passe oublié")
    yield Screen("oubli", "Mot de passe oublié")
    await visitor.type(NIR, ACCOUNTS["code-a-la-connexion"].identifier)
    await visitor.button("Continuer").click()
    await visitor.sees("Où envoyer le code ?")
    yield Screen("oubli-canal", "Mot de passe oublié, où envoyer le code")
    await visitor.button(re.compile("^Par mail")).click()
    await visitor.sees("Code de vérification")
    await visitor.type("Code", program.api.last_code())
    await visitor.button("Valider").click()
    await visitor.sees("Choisir un nouveau mot de passe")
    yield Screen("oubli-mot-de-passe", "Mot de passe oublié, nouveau mot de passe")
