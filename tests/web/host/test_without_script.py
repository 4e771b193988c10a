"""The front door with JavaScript off: the program itself, by plain links and posted forms."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import httpx
import pytest

from server.demo.accounts import DEMO_ACCOUNTS, NEWCOMERS
from tests.support.files import png_of
from tests.support.plain import PLAIN
from tests.support.processes import Api, Web
from tests.web.host.reader import Reader
from web.text import SHOW_CHOICE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

ACCOUNTS = {account.role: account for account in DEMO_ACCOUNTS}
NIR = "Numéro de Sécurité sociale"
PICTURE = png_of(20, 20)
PASSWORD = "Noisette2026verte"


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    api = Api(tmp_path_factory.mktemp("api"), MON_COMPTE_DEMO_NOW="2026-11-22T09:00:00+00:00").start()
    yield api
    api.stop()


@pytest.fixture(scope="module")
def web(api: Api, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    web = Web(tmp_path_factory.mktemp("web"), api.url).start()
    yield web
    web.stop()


@pytest.fixture
async def reader(api: Api, web: Web) -> AsyncIterator[Reader]:
    api.reset()
    async with httpx.AsyncClient(base_url=web.url, timeout=60, verify=PLAIN) as client:
        yield Reader(client)


async def sign_in(reader: Reader, role: str, route: str = "/connexion") -> None:
    await reader.open(route, "Connexion")
    reader.type(NIR, ACCOUNTS[role].identifier)
    reader.type("Mot de passe", ACCOUNTS[role].password)
    await reader.press("Se connecter")


async def give_password(reader: Reader, button: str) -> None:
    reader.type("Nouveau mot de passe", PASSWORD)
    reader.type("Confirmation du nouveau mot de passe", PASSWORD)
    await reader.press(button)


async def test_signing_in_leads_to_the_place_that_was_asked_for(reader: Reader) -> None:
    """With Enter; what is wrong is said, and what was typed stays."""
    await reader.open("/mon-compte/paiements", "Connexion")
    assert reader.route == "/connexion"
    reader.type(NIR, ACCOUNTS["responsable-seul"].identifier)
    reader.type("Mot de passe", "faux")
    await reader.enter("Mot de passe")
    reader.sees("Connexion")
    reader.reads("Identifiant ou mot de passe incorrect")
    assert reader.value(NIR).replace(" ", "") == ACCOUNTS["responsable-seul"].identifier
    reader.type("Mot de passe", ACCOUNTS["responsable-seul"].password)
    await reader.enter("Mot de passe")
    reader.sees("Paiements et droits")
    assert reader.route == "/mon-compte/paiements"
    assert reader.answer.headers["cache-control"] == "no-store"
    await reader.press("Déconnexion")
    await reader.open("/mon-compte/paiements", "Connexion")


async def test_the_fields_that_are_wrong(reader: Reader) -> None:
    """Each by itself, and above all of them."""
    await reader.open("/connexion", "Connexion")
    await reader.press("Se connecter")
    reader.sees("Connexion")
    reader.reads("2 corrections à faire")


async def test_a_code_at_the_sign_in(reader: Reader, api: Api) -> None:
    """A wrong one first."""
    await sign_in(reader, "code-a-la-connexion")
    reader.sees("Code de vérification")
    reader.type("Code reçu par mail", "000000")
    await reader.press("Valider")
    reader.sees("Code de vérification")
    reader.type("Code reçu par mail", api.last_code())
    await reader.press("Valider")
    reader.reads("Bonjour")
    assert reader.route == "/mon-compte"


async def test_a_forgotten_password(reader: Reader, api: Api) -> None:
    """By a code, to a new one."""
    await reader.open("/connexion", "Connexion")
    await reader.follow("Mot de passe oublié ?")
    reader.sees("Mot de passe oublié")
    reader.type(NIR, ACCOUNTS["responsable-couple"].identifier)
    await reader.press("Continuer")
    reader.sees("Où envoyer le code ?")
    await reader.press("Par mail")
    reader.sees("Code de vérification")
    reader.type("Code reçu par mail", api.last_code())
    await reader.press("Valider")
    reader.sees("Choisir un nouveau mot de passe")
    await give_password(reader, "Enregistrer et me connecter")
    assert reader.route == "/mon-compte"


async def give_civil_status(reader: Reader, case: str, place: str) -> None:
    newcomer = next(each for each in NEWCOMERS if each.case == case)
    if newcomer.nir is None:
        await reader.press("Je n'ai pas de numéro de Sécurité sociale")
    else:
        reader.type(NIR, newcomer.nir)
    reader.choose("Madame" if newcomer.civility == "madame" else "Monsieur")
    reader.type("Nom de naissance", newcomer.birth_name)
    reader.type("Prénoms", " ".join(newcomer.first_names))
    year, month, day = newcomer.birth_date.split("-")
    reader.type("Jour", day)
    reader.type("Mois", month)
    reader.type("Année", year)
    reader.type("Lieu de naissance", place)
    await reader.press("Continuer")
    await reader.press(place)
    await reader.press("Continuer")
    reader.sees("Votre titre d'identité")


async def test_a_creation_with_its_search_of_places(reader: Reader, api: Api) -> None:
    """From the door to Mon Compte."""
    await reader.open("/creer-mon-compte", "Créer Mon Compte")
    await reader.press("Commencer")
    reader.sees("Votre état civil")
    await give_civil_status(reader, "avec-nir", "Rennes")
    newcomer = next(each for each in NEWCOMERS if each.case == "avec-nir")
    reader.type("Numéro du titre", newcomer.document_number or "")
    await reader.press("Continuer")
    reader.sees("Vos coordonnées de contact")
    reader.choose("Adresse mail")
    await reader.press(SHOW_CHOICE)
    reader.sees("Vos coordonnées de contact")
    assert "correction" not in reader.page.words
    reader.type("Adresse mail", "maelle@example.org")
    reader.type("Confirmer l'adresse mail", "maelle@example.org")
    await reader.press("Envoyer le code")
    reader.sees("Code de vérification")
    reader.type("Code reçu par mail", api.last_code())
    await reader.press("Valider")
    reader.sees("Mon mot de passe")
    await give_password(reader, "Continuer")
    reader.sees("Récapitulatif")
    reader.reads(newcomer.birth_name, "Rennes")
    await reader.press("Créer mon compte")
    reader.sees("Votre compte est créé")


async def test_a_choice_is_shown_when_it_is_asked_for(reader: Reader) -> None:
    """A look is chosen, and kept; another kind of document asks for what belongs to it, and nothing is refused."""
    await reader.open("/affichage", "Affichage")
    reader.choose("Sombre")
    await reader.press(SHOW_CHOICE)
    reader.sees("Affichage")
    assert reader.page.words.count(SHOW_CHOICE) == 4
    await reader.open("/affichage", "Affichage")
    assert reader.is_chosen("Sombre")
    await reader.open("/creer-mon-compte", "Créer Mon Compte")
    await reader.press("Commencer")
    await give_civil_status(reader, "sans-piece", "Pologne")
    assert not any(each.startswith("Envoyer") for each in reader.buttons)
    reader.choose("Je ne dispose pas d'une pièce d'identité française")
    await reader.press(SHOW_CHOICE)
    reader.sees("Votre titre d'identité")
    assert any(each.startswith("Envoyer") for each in reader.buttons)


async def test_a_question_is_answered_and_easy_words_are_kept(reader: Reader) -> None:
    """By a posted form, which is in no address; the words that were chosen hold on the next page."""
    await reader.open("/aide", "Aide")
    reader.type("Votre question", "je demenage bientot")
    await reader.press("Chercher la réponse")
    reader.sees("Poser une question")
    assert reader.route == "/aide/assistant"
    reader.reads("je demenage bientot", "D'après : Je déménage")
    await reader.open("/aide/demenagement", "Je déménage")
    await reader.press("Lire ce texte en facile à lire")
    reader.reads("Dites vite votre nouvelle adresse à la Caf.")
    await reader.open("/aide", "Aide")
    reader.reads("Ici, vous trouvez des réponses.")


async def test_a_creation_with_a_file(reader: Reader) -> None:
    """Of who has no French document: it is posted, read and shown."""
    await reader.open("/creer-mon-compte", "Créer Mon Compte")
    await reader.press("Commencer")
    await give_civil_status(reader, "sans-piece", "Pologne")
    reader.choose("Je ne dispose pas d'une pièce d'identité française")
    await reader.press("Continuer")
    reader.sees("Vos coordonnées de contact")
    await reader.follow("Étape précédente")
    await reader.press("Envoyer", file=("passeport.png", PICTURE))
    reader.sees("Votre titre d'identité")
    reader.reads("passeport.png")


async def test_a_change_of_connection(reader: Reader) -> None:
    """From eight figures to a password: terms, password, and the contact later."""
    await sign_in(reader, "ancien-seul")
    await reader.follow("Commencer")
    reader.choose("J'ai pris connaissance des conditions générales d'utilisation et je les accepte")
    await reader.press("Continuer")
    await give_password(reader, "Continuer")
    await reader.press("Passer cette étape")
    await reader.press("Accéder à Mon Compte")
    assert reader.route == "/mon-compte"
    reader.reads("Bonjour")


async def test_mon_compte_and_its_papers(reader: Reader) -> None:
    """By links; a paper is the answer to the press that asks for it."""
    await sign_in(reader, "responsable-seul")
    await reader.open("/mon-compte/gerer", "Gérer mon compte")
    await reader.follow("Mes données")
    await reader.press("Préparer mes données")
    async with asyncio.timeout(60):
        while not any(each.startswith("Enregistrer le document à lire (PDF)") for each in reader.buttons):
            await reader.open("/mon-compte/gerer/mes-donnees", "Mes données")
    await reader.press("Enregistrer le document à lire (PDF)")
    assert "mes-donnees.pdf" in reader.answer.headers["content-disposition"]
    assert reader.answer.content.startswith(b"%PDF")


async def test_an_address_without_a_screen(reader: Reader) -> None:
    """Is said to be none, and status 404."""
    await reader.open("/nulle-part", "Cette page n'existe pas")
    assert reader.answer.status_code == 404


async def test_franceconnect_and_back(reader: Reader, web: Web) -> None:
    """The way there is a link; of the way back nothing stays in the address."""
    await reader.open("/connexion", "Connexion")
    await reader.press("S'identifier avec FranceConnect")
    async with httpx.AsyncClient(timeout=60, verify=PLAIN) as away:
        answer = await away.get(reader.answer.headers["refresh"].partition("url=")[2], follow_redirects=True)
        for given in ({"provider": "poste"}, {"identity": "responsable-seul"}):
            origin = f"{answer.url.scheme}://{answer.url.netloc.decode()}"
            answer = await away.post(answer.url, data=given, headers={"Origin": origin})
            while answer.next_request is not None and not str(answer.next_request.url).startswith(web.url):
                answer = await away.get(answer.next_request.url)
    assert answer.next_request is not None
    back = str(answer.next_request.url)
    assert "?code=" in back
    await reader.open(back.removeprefix(web.url), "Bienvenue Claire Lefèvre")
    assert str(reader.answer.url) == f"{web.url}/connexion/franceconnect"
