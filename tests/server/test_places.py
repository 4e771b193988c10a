from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server import places

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
        ("zaire", "République démocratique du Congo"),
        ("nouméa", "Nouméa"),
        ("saint lo d'ourville", "Saint-Lô-d'Ourville"),
        ("Saint–Denis\u00a0", "Saint-Denis"),
    ],
)
def test_a_place_is_found_however_it_is_typed(typed: str, label: str) -> None:
    """Accents, hyphens, apostrophes, capitals, articles, "St": none of them stands between a person and the place."""
    assert labels(typed)[0] == label


def test_what_is_typed_begins_the_name_before_it_begins_a_word_of_it() -> None:
    """The order is what saves typing: whole names, then beginnings, the populous first, then words inside."""
    assert labels("paris")[0] == "Paris"
    assert labels("toul")[:3] == ["Toul", "Toulouse", "Toulon"]
    found = labels("bains", 50)
    assert found[0].startswith("Bains")
    assert found.index("Aix-les-Bains") > max(
        at for at, label in enumerate(found) if label.startswith("Bains")
    )
    assert {"Marseille", "Maroc"} <= set(labels("mar"))


def test_each_place_comes_once() -> None:
    """A country that is found by two of its names is shown once."""
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
    """A person is born in an arrondissement of Paris, in Corsica or overseas as well as elsewhere."""
    place = places.find("commune", code)
    assert place is not None
    assert (place.label, place.detail, place.former) == (label, detail, False)


def test_a_code_is_of_one_kind() -> None:
    """A country is no commune, and France, where one is born in a commune, is no answer."""
    algeria = places.find("country", "99352")
    assert algeria is not None
    assert (algeria.label, algeria.detail) == ("Algérie", None)
    for kind, code in (
        ("commune", "99352"),
        ("country", "75056"),
        ("country", "99100"),
        ("commune", "69232"),
    ):
        assert places.find(kind, code) is None  # type: ignore[arg-type]


def test_a_former_commune_is_found_and_said_to_be_one() -> None:
    """Its name is the one on the birth certificate; its code may be that of the commune of today."""
    (former,) = places.search("bellegarde sur valserine")
    assert former.former
    today = places.find("commune", former.code)
    assert today is not None
    assert (today.label, today.former) == ("Valserhône", False)


def test_a_commune_merged_away_is_found_by_the_beginning_it_left() -> None:
    """The data has no names of communes that are wholly gone: the one of today begins with the old name."""
    assert ("91228", "Évry-Courcouronnes") in {(place.code, place.label) for place in places.search("évry")}


@settings(deadline=None)
@given(st.text(max_size=100))
def test_whatever_is_typed_is_searched(typed: str) -> None:
    """No text makes the search fall, and none is taken for a pattern."""
    assert len(places.search(typed, 5)) <= 5
    assert places.find("commune", typed) is None


@settings(deadline=None)
@given(st.sampled_from(["Marseille", "Côte d’Ivoire", "L'Haÿ-les-Roses", "Bâgé-Dommartin"]), st.data())
def test_the_first_letters_are_enough(name: str, data: st.DataObject) -> None:
    """From the fifth letter on, each one keeps the place among those shown."""
    length = data.draw(st.integers(min_value=5, max_value=len(name)))
    assert name in labels(name[:length], 50)


def test_nothing_is_read_before_the_first_question() -> None:
    """Start-up does not pay for the list, and threads that ask first together read it once."""
    asked = "import server.places, server.places.gazetteer as g; print(len(g._loaded))"
    answer = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True)
    assert answer.stdout.strip() == "0"
    with ThreadPoolExecutor(4) as threads:
        assert (
            len({id(place) for place in threads.map(lambda _: places.gazetteer._gazetteer(), range(8))}) == 1
        )


def test_places_are_public_and_cached(api: Api) -> None:
    """Nobody needs to be signed in to say where one was born, and a browser need not ask twice."""
    answer = api.http.get("/v1/places", params={"q": "alg", "limit": 2})
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=86400"
    assert answer.json()["items"][0] == {
        "kind": "country",
        "code": "99352",
        "label": "Algérie",
        "detail": None,
        "former": False,
    }
    assert api.http.get("/v1/places", params={"q": " "}).json() == {"items": []}


@pytest.mark.parametrize("params", [{}, {"q": "a" * 101}, {"q": "a", "limit": 0}, {"q": "a", "limit": 51}])
def test_a_question_out_of_bounds_is_refused(api: Api, params: dict[str, str]) -> None:
    """The list is not given away whole, nor is a novel searched for."""
    answer = api.http.get("/v1/places", params=params)
    assert api.problem(answer) == (422, "validation_failed")
