"""Gérer mon compte, as a person would: contacts, password, devices, a copy of one's data, the end of the account."""

import re

import pytest
from playwright.async_api import Browser, expect

from tests.support.processes import Program
from tests.support.visitor import ACCOUNTS, Visitor, written

pytestmark = pytest.mark.asyncio(loop_scope="session")

NEW_PASSWORD = "Platane2027rouge"
CURRENT = "Mot de passe actuel"


async def _open_row(visitor: Visitor, row: str, heading: str) -> None:
    """From Mon Compte to one of the screens."""
    await visitor.link("Gérer mon compte").last.click()
    await visitor.sees("Gérer mon compte")
    await visitor.link(row).click()
    await visitor.sees(heading)


async def test_a_phone_is_changed_and_put_back(visitor: Visitor, program: Program) -> None:
    """A code to the new number; then the old one again, from the same screen."""
    await visitor.sign_in("responsable-couple")
    await _open_row(visitor, "Coordonnées de contact", "Coordonnées de contact")
    await visitor.type("Numéro de téléphone portable", "07 55 44 33 22")
    await visitor.button("Envoyer le code").click()
    await visitor.sees("Code de vérification")
    await visitor.type("Code", program.api.last_code())
    await visitor.button("Valider").click()
    await visitor.sees("Coordonnées de contact")
    await visitor.is_told("Votre numéro de téléphone est changé")
    await visitor.reads("07\u00a055\u00a044\u00a033\u00a022")
    await visitor.button("Annuler le changement : téléphone").click()
    await visitor.reads("Le changement est annulé")
    await visitor.reads("06\u00a098\u00a076\u00a054\u00a018")


async def test_an_authorisation_given_and_withdrawn_is_where_one_stands(visitor: Visitor) -> None:
    """Each answer has the focus, and so is read, once the question is gone."""
    await visitor.sign_in("responsable-couple")
    await _open_row(visitor, "Mes autorisations", "Mes autorisations")
    for lever, answer in (
        ("Donner l'autorisation", "Inès Martin peut maintenant consulter"),
        ("Retirer l'autorisation", "Inès Martin ne peut plus"),
    ):
        await visitor.button(lever).click()
        await expect(visitor.button("Annuler")).to_be_visible()
        await visitor.button(lever).click()
        await visitor.is_told(answer)
        await expect(visitor.page.locator(":focus")).to_contain_text(written(answer))
    await visitor.reads("Vous pouvez autoriser Inès Martin à :")


async def test_the_old_mail_box_undoes_a_change(visitor: Visitor, program: Program) -> None:
    """Without signing in: the code of the message, typed on the public screen."""
    await visitor.sign_in("responsable-couple")
    await _open_row(visitor, "Coordonnées de contact", "Coordonnées de contact")
    await visitor.radio("Adresse mail").click()
    await visitor.type("Adresse mail", "thomas.nouveau@example.org")
    await visitor.button("Envoyer le code").click()
    await visitor.sees("Code de vérification")
    await visitor.type("Code", program.api.last_code())
    await visitor.button("Valider").click()
    await visitor.reads("Votre adresse mail est changée")
    told = program.api.messages()[0]
    found = re.search(r"[2-9A-Z]{4} [2-9A-Z]{4}", told["body"])
    assert told["to"] == "thomas.martin@example.org"
    assert found
    await visitor.button("Déconnexion").click()
    await visitor.open("/aide", "Aide")
    await visitor.link("Annuler un changement").click()
    await visitor.sees("Annuler un changement")
    await visitor.type("Code pour annuler", found[0].lower())
    await visitor.button("Annuler le changement").click()
    await visitor.reads("Le changement est annulé")


async def test_the_password_is_changed(visitor: Visitor) -> None:
    """Wrong, then right; it opens the account afterwards."""
    await visitor.sign_in("responsable-couple")
    await _open_row(visitor, "Changer mon mot de passe", "Changer mon mot de passe")
    rules = "Mon mot de passe comporte : 10 à 64 caractères, 1 chiffre"
    await expect(visitor.field("Nouveau mot de passe")).to_have_accessible_description(
        re.compile(f"^{rules}")
    )
    await visitor.type(CURRENT, "Marronnier13loire")
    await visitor.type("Nouveau mot de passe", NEW_PASSWORD)
    await visitor.type("Confirmation du nouveau mot de passe", NEW_PASSWORD)
    await visitor.button("Changer le mot de passe").click()
    await visitor.told(CURRENT, "Ce n'est pas votre mot de passe actuel")
    await visitor.type(CURRENT, ACCOUNTS["responsable-couple"].password)
    await visitor.button("Changer le mot de passe").click()
    await visitor.reads("Votre mot de passe est changé")
    await expect(visitor.page.locator(":focus")).to_contain_text("Votre mot de passe est changé")
    for name in (CURRENT, "Nouveau mot de passe", "Confirmation du nouveau mot de passe"):
        await expect(visitor.field(name)).to_have_value("")
    await visitor.button("Déconnexion").click()
    await visitor.open("/connexion", "Connexion")
    await visitor.give(ACCOUNTS["responsable-couple"]._replace(password=NEW_PASSWORD))
    await visitor.sees("Mon Compte")


async def test_another_device_is_signed_out(visitor: Visitor, program: Program, chromium: Browser) -> None:
    """It is told at its next step; this one stays."""
    context = await chromium.new_context(locale="fr-FR", timezone_id="Europe/Paris")
    other = await type(visitor).enter(context, program.web.url)
    await other.sign_in("responsable-couple")
    await visitor.sign_in("responsable-couple")
    await _open_row(visitor, "Appareils connectés", "Appareils connectés")
    # The server says 9 h UTC; the browser is in Paris.
    await visitor.reads("Connecté depuis le 22 novembre 2026 à 10 h")
    await visitor.button(re.compile("^Déconnecter : Navigateur, depuis le ")).click()
    await visitor.reads("Navigateur : déconnecté")
    await other.link("Mes paiements et droits").click()
    await other.sees("Votre session a pris fin")
    await context.close()


async def test_a_copy_is_downloaded(visitor: Visitor) -> None:
    """The browser gets both files, under their French names."""
    await visitor.sign_in("responsable-couple")
    await _open_row(visitor, "Mes données", "Mes données")
    await visitor.button("Préparer mes données").click()
    await visitor.is_told("Vos données sont prêtes")
    for row, name, start in (
        ("Enregistrer le document à lire (PDF)", "mes-donnees.pdf", b"%PDF-"),
        ("Enregistrer les données brutes (JSON)", "mes-donnees.json", b"{"),
    ):
        async with visitor.page.expect_download() as downloading:
            await visitor.way(row).click()
        download = await downloading.value
        assert download.suggested_filename == name
        path = await download.path()
        assert path.read_bytes().startswith(start)


async def test_the_account_is_closed_and_kept(visitor: Visitor) -> None:
    """The password, the date on Mon Compte, and changing one's mind."""
    await visitor.sign_in("responsable-seul")
    await _open_row(visitor, "Mes données", "Mes données")
    await visitor.link("Fermer mon compte").click()
    await visitor.sees("Fermer mon compte")
    await visitor.type(CURRENT, ACCOUNTS["responsable-seul"].password)
    await visitor.button("Fermer mon compte dans 30 jours").click()
    await visitor.reads("Votre compte fermera le 22 décembre 2026")
    await visitor.button("Garder mon compte").click()
    await visitor.reads("Votre compte reste ouvert")


async def test_what_was_typed_survives_the_end_of_the_session(visitor: Visitor, program: Program) -> None:
    """Signed in again, the person is back at the same screen, with the number that was typed."""
    await visitor.sign_in("responsable-couple")
    await _open_row(visitor, "Coordonnées de contact", "Coordonnées de contact")
    await visitor.type("Numéro de téléphone portable", "07 55 44 33 22")
    program.api.advance(16 * 60)
    await visitor.button("Envoyer le code").click()
    await visitor.sees("Votre session a pris fin")
    await visitor.way("Se reconnecter").click()
    await visitor.sees("Connexion")
    await visitor.give(ACCOUNTS["responsable-couple"])
    await visitor.sees("Coordonnées de contact")
    # Flutter tells the page what a field holds once it has the focus.
    await visitor.field("Numéro de téléphone portable").click()
    await expect(visitor.field("Numéro de téléphone portable")).to_have_value("07 55 44 33 22")
    await visitor.reads_no("Votre session a pris fin")


async def test_text_grows_at_once_and_stays(visitor: Visitor) -> None:
    """Chosen in Affichage, kept by this browser. A heading grows less where its longest word must fit a phone."""
    await visitor.open("/affichage", "Affichage")
    heading = visitor.page.get_by_role("heading", level=1)
    before = await heading.bounding_box()
    assert before is not None
    await visitor.radio(re.compile("^Très grande")).click()
    larger = "(least) => document.querySelector('h1').getBoundingClientRect().height >= least"
    # Text doubles, a heading on a phone does not: by a quarter and more is the choice at work, whatever the tokens say.
    least = 1.25 * before["height"]
    await visitor.page.wait_for_function(larger, arg=least)
    await visitor.open("/affichage", "Affichage")
    await visitor.page.wait_for_function(larger, arg=least)
