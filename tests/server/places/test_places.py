from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.rules import places

if TYPE_CHECKING:
    from tests.server.conftest import Api


def labels(text: str, limit: int = 10) -> list[str]:
    return [place.label for place in places.search(text, limit)]


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("LYON", "Lyon"),
        ("saint etienne", "Saint-Étienne"),
        ("St-Étienne", "Saint-Étienne"),
        ("ste genevieve des b", "Sainte-Geneviève-des-Bois"),
        ("L’Haÿ", "L'Haÿ-les-Roses"),
        ("l hay", "L'Haÿ-les-Roses"),
        ("lhay", "L'Haÿ-les-Roses"),
        ("hay les", "L'Haÿ-les-Roses"),
        ("villeneuvedascq", "Villeneuve-d'Ascq"),
        ("œuilly", "Œuilly"),
        ("oeuilly", "Œuilly"),
        ("mans", "Le Mans"),
        ("le mans", "Le Mans"),
        ("paris 1er", "Paris 1er Arrondissement"),
        ("paris 15ème", "Paris 15e Arrondissement"),
        ("lyon 3", "Lyon 3e Arrondissement"),
        ("eu", "Eu"),
        ("y", "Y"),
        ("steenv", "Steenvoorde"),
        ("cote d’ivoire", "Côte d’Ivoire"),
        ("emirats", "Émirats arabes unis"),
        ("republique du congo", "Congo"),
        ("angleterre", "Royaume-Uni"),
        ("nouméa", "Nouméa"),
        ("cotedivoire", "Côte d’Ivoire"),
        ("COTE D´IVOIRE", "Côte d’Ivoire"),
        ("Guinée-Bissau", "Guinée-Bissao"),
        ("Guinée Conakry", "Guinée"),
        ("Trinidad", "Trinité-et-Tobago"),
        ("RD Congo", "République démocratique du Congo"),
        ("R.D. Congo", "République démocratique du Congo"),
        ("République malgache", "Madagascar"),
        ("lybie", "Libye"),
        ("ex-URSS", "Russie"),
        ("Ex Yougoslavie", "Serbie"),
        ("Serbie-Monténégro", "Monténégro"),
        ("Kabylie", "Algérie"),
        ("El Salvador", "Salvador"),
        ("iraq", "Irak"),
        ("Kirghizistan", "Kirghizstan"),
        ("Macédoine", "Macédoine du Nord"),
        ("Belarus", "Biélorussie"),
        ("Eswatini", "Swaziland"),
        ("Hong-Kong", "Hong Kong"),
        ("écosse", "Royaume-Uni"),
        ("Hollande", "Pays-Bas"),
        ("Tibet", "Chine"),
        ("Myanmar", "Birmanie"),
        ("Viêt Nam", "Vietnam"),
        ("Cabo Verde", "Cap-Vert"),
        ("Timor-Leste", "Timor oriental"),
        ("Deutschland", "Allemagne"),
        ("Türkiye", "Turquie"),
        ("România", "Roumanie"),
        ("Polska", "Pologne"),
        ("المغرب", "Maroc"),
        ("South Africa", "Afrique du Sud"),
        ("Saint–Denis\u00a0", "Saint-Denis"),
    ],
)
def test_a_place_is_found_however_it_is_typed(typed: str, label: str) -> None:
    """Accents, hyphens, apostrophes, capitals, articles and "St" do not matter."""
    assert labels(typed)[0] == label


def test_what_is_typed_begins_the_name_before_it_begins_a_word_of_it() -> None:
    """Whole names come first, then beginnings of names, the most populous first, then other words."""
    assert labels("paris")[0] == "Paris"
    assert labels("toul")[:3] == ["Toul", "Toulouse", "Toulon"]
    found = labels("bains", 50)
    assert found[0].startswith("Bains")
    assert found.index("Aix-les-Bains") > max(
        at for at, label in enumerate(found) if label.startswith("Bains")
    )
    assert {"Marseille", "Maroc"} <= set(labels("mar"))


def test_the_list_is_folded_as_what_is_typed() -> None:
    """Each place is found by its own name; if this fails, the list must be made again."""
    folded, in_full = places.gazetteer.folded, places.gazetteer.with_saints
    for line in files("server.rules.places").joinpath("places.txt").read_text(encoding="utf-8").splitlines():
        names, _, label, _, formerly, city, _ = line.split("\t")
        assert not names or f"|{in_full(folded(formerly or city or label))}|" in names, line


def test_each_place_comes_once() -> None:
    """A place that several of its names find comes once."""
    for typed in ("royaume", "congo", "le", "saint", "republique"):
        found = places.search(typed, 50)
        assert len({(place.code, place.label) for place in found}) == len(found)


@pytest.mark.parametrize(
    ("code", "label", "detail"),
    [
        ("2A004", "Ajaccio", "Corse-du-Sud"),
        ("75115", "Paris 15e Arrondissement", "Paris"),
        ("13201", "Marseille 1er Arrondissement", "Bouches-du-Rhône"),
        ("69381", "Lyon 1er Arrondissement", "Rhône"),
        ("97411", "Saint-Denis", "La Réunion"),
        ("97611", "Mamoudzou", "Mayotte"),
        ("97502", "Saint-Pierre", "Saint-Pierre-et-Miquelon"),
        ("98735", "Papeete", "Polynésie française"),
    ],
)
def test_arrondissements_and_overseas_are_there(code: str, label: str, detail: str) -> None:
    """Arrondissements, Corsica and the overseas territories are in the list."""
    place = places.find("commune", code)
    assert place is not None
    assert (place.label, place.detail, place.former) == (label, detail, False)


def test_a_code_is_of_one_kind() -> None:
    """A code is of one kind, and France itself is not in the list."""
    algeria = places.find("country", "99352")
    assert algeria is not None
    assert (algeria.label, algeria.detail) == ("Algérie", None)
    for kind, code in (
        ("commune", "99352"),
        ("country", "75056"),
        ("country", "99100"),
        ("commune", "69998"),
    ):
        assert places.find(kind, code) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "code", "label"),
    [
        ("Châlons-sur-Marne", "51108", "Châlons-en-Champagne"),
        ("Rosendaël", "59183", "Dunkerque"),
        ("annappes", "59009", "Villeneuve-d'Ascq"),
        ("Bellegarde-sur-Valserine", "01033", "Valserhône"),
        ("saint lo d'ourville", "50412", "Port-Bail-sur-Mer"),
        ("Évry", "91228", "Évry-Courcouronnes"),
        ("Lomme", "59350", "Lille"),
        ("Dahomey", "99327", "Bénin"),
        ("Haute Volta", "99331", "Burkina"),
        ("zaire", "99312", "République démocratique du Congo"),
        ("Ceylan", "99235", "Sri Lanka"),
        ("rda", "99109", "Allemagne"),
    ],
)
def test_a_name_of_before_leads_to_the_place_of_today(typed: str, code: str, label: str) -> None:
    """A former name finds today's place, which says by which name it was found."""
    (place,) = [place for place in places.search(typed) if place.code == code]
    assert (place.label, place.former) == (label, True)
    assert places.gazetteer.folded(place.formerly or "").startswith(places.gazetteer.folded(typed)[:3])
    today = places.find(place.kind, code)
    assert today is not None
    assert not today.former


@pytest.mark.parametrize(
    ("typed", "heirs"),
    [
        ("URSS", {"Russie", "Ukraine", "Géorgie", "Estonie", "Kirghizstan", "Moldavie"}),
        (
            "Yougoslavie",
            {
                "Serbie",
                "Croatie",
                "Slovénie",
                "Bosnie-Herzégovine",
                "Macédoine du Nord",
                "Monténégro",
                "Kosovo",
            },
        ),
        ("Tchécoslovaquie", {"Tchéquie", "Slovaquie"}),
        ("Rhodésie", {"Zimbabwe", "Zambie"}),
    ],
)
def test_a_country_that_split_offers_all_that_came_of_it(typed: str, heirs: set[str]) -> None:
    """A former country offers all its successors, beyond the limit too."""
    assert heirs <= set(labels(typed, limit=3))


@pytest.mark.parametrize(
    ("typed", "country"),
    [
        ("Casablanca", "Maroc"),
        ("Dakar", "Sénégal"),
        ("Oran", "Algérie"),
        ("Londres", "Royaume-Uni"),
        ("Bruxelles", "Belgique"),
        ("Alger", "Algérie"),
        ("tunis", "Tunisie"),
        ("Kinshasa", "République démocratique du Congo"),
        ("Léopoldville", "République démocratique du Congo"),
        ("Saigon", "Vietnam"),
        ("Bône", "Algérie"),
        ("Pointe-Noire ", "Congo"),
        ("Wien", "Autriche"),
        ("Fès", "Maroc"),
        ("Le Caire", "Égypte"),
        ("Pondichery", "Inde"),
        ("Tizi Ouzou", "Algérie"),
        ("Barcelone", "Espagne"),
        ("Porto", "Portugal"),
        ("Cologne", "Allemagne"),
    ],
)
def test_a_city_abroad_leads_to_its_country(typed: str, country: str) -> None:
    """A city abroad finds its country, before French villages with similar names."""
    found = places.search(typed)
    large = [place for place in found if place.kind == "country"]
    assert large
    assert large[0].label == country
    assert large[0].city
    ahead = found[: found.index(large[0])]
    assert all(places.gazetteer.folded(place.label) == places.gazetteer.folded(typed) for place in ahead)


@pytest.mark.parametrize(
    ("typed", "largest", "detail"),
    [
        ("Guadeloupe", "Les Abymes", "Guadeloupe"),
        ("la réunion", "Saint-Denis", "La Réunion"),
        ("Réunion", "Saint-Denis", "La Réunion"),
        ("Mayotte", "Mamoudzou", "Mayotte"),
        ("Nouvelle Calédonie", "Nouméa", "Nouvelle-Calédonie"),
        ("Corse", "Ajaccio", "Corse-du-Sud"),
    ],
)
def test_an_island_offers_its_communes(typed: str, largest: str, detail: str) -> None:
    """An island finds its communes, the largest first."""
    found = [place for place in places.search(typed) if not place.former]
    assert (largest, detail) in {(place.label, place.detail) for place in found[:2]}


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("Marseile", "Marseille"),
        ("Tolouse", "Toulouse"),
        ("Montpelier", "Montpellier"),
        ("Villeurbane", "Villeurbanne"),
        ("Chalon-sur-Marne", "Châlons-en-Champagne"),
        ("Maroco", "Maroc"),
        ("Cassablanca", "Maroc"),
        ("Bruxeles", "Belgique"),
    ],
)
def test_one_wrong_letter_still_finds_the_place(typed: str, label: str) -> None:
    """A name with one wrong letter is found, but only where nothing else is."""
    assert labels(typed)[0] == label
    assert labels("Montélier") == ["Montélier"]
    assert labels("xqzwk") == []


def test_a_city_abroad_does_not_hide_those_of_france() -> None:
    """French towns come before foreign cities of the same name."""
    assert [place.label for place in places.search("Vienne")[:2]] == ["Vienne", "Autriche"]
    assert labels("Valence")[0] == "Valence"
    assert labels("bou", 3) == ["Bou", "Boulogne-Billancourt", "Bourges"]
    assert {"Lanester", "Lannion"} <= set(labels("lan"))


@settings(deadline=None)
@given(st.text(max_size=100))
def test_whatever_is_typed_is_searched(typed: str) -> None:
    """Any text can be searched, and none is read as a pattern."""
    found = places.search(typed, 5)
    assert len(found) <= 5 or found[-1].former
    place = places.find("commune", typed)
    assert place is None or place.code == typed


@settings(deadline=None)
@given(st.sampled_from(["Marseille", "Côte d’Ivoire", "L'Haÿ-les-Roses", "Bâgé-Dommartin"]), st.data())
def test_the_first_letters_are_enough(name: str, data: st.DataObject) -> None:
    """From the fifth letter on, each beginning of a name finds the place."""
    length = data.draw(st.integers(min_value=5, max_value=len(name)))
    assert name in labels(name[:length], 50)


def test_nothing_is_read_before_the_first_question() -> None:
    """The list is read at the first search, and once, even by concurrent threads."""
    asked = "import server.rules.places, server.rules.places.gazetteer as g; print(len(g._loaded))"
    answer = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True)
    assert answer.stdout.strip() == "0"
    with ThreadPoolExecutor(4) as threads:
        assert (
            len({id(place) for place in threads.map(lambda _: places.gazetteer._gazetteer(), range(8))}) == 1
        )


def test_places_are_public_and_cached(api: Api) -> None:
    """Anybody can search places, and browsers may cache the answer."""
    answer = api.http.get("/v1/places", params={"q": "alg", "limit": 2})
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=86400"
    assert answer.json()["items"][0] == {
        "kind": "country",
        "code": "99352",
        "label": "Algérie",
        "detail": None,
        "former": False,
        "formerly": None,
        "city": None,
    }
    assert api.http.get("/v1/places", params={"q": " "}).json() == {"items": []}


@pytest.mark.parametrize("params", [{}, {"q": "a" * 101}, {"q": "a", "limit": 0}, {"q": "a", "limit": 51}])
def test_a_question_out_of_bounds_is_refused(api: Api, params: dict[str, str]) -> None:
    """A search that is too long or asks for too much is refused."""
    answer = api.http.get("/v1/places", params=params)
    assert api.problem(answer) == (422, "validation_failed")
