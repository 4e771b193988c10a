"""Makes the list of places that the server searches, from the Code officiel géographique.

`python -m tools.places <decoupage-administratif.tgz> <countries.csv>`, where the first is what
`npm pack @etalab/decoupage-administratif@6.0.0` gives (communes on 1 January 2026), and the second the INSEE's
`v_pays_territoire_2025.csv` with the columns `code`, `name` and `official_name`, as
https://github.com/sfaut/data-cog has it. Their licence stands beside the list.

A line for each place, the likeliest first, of five columns: the names that it is found by, folded; code; name;
département; `1` for a former commune.
"""

import csv
import json
import re
import sys
import tarfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, TypedDict

from server.places.gazetteer import folded, with_saints

PLACES = Path(__file__).parent.parent / "server/places/places.txt"

FRANCE = "99100"  # somebody born in France was born in a commune
FORMER = {"commune-deleguee", "commune-associee"}
# The data tells how many live in a commune, not how many were born in a country: a country comes after the cities
# and before the towns.
COUNTRY_WEIGHT = 100_000
# What people say, and the INSEE does not write.
SAID = {
    "99132": ["Angleterre", "Écosse", "Pays de Galles", "Irlande du Nord"],
    "99135": ["Hollande"],
    "99148": ["Bélarus"],
    "99224": ["Myanmar"],
    "99312": ["Zaïre", "RDC"],
    "99331": ["Haute-Volta"],
    "99391": ["Eswatini"],
    "99404": ["USA"],
}


# "mans" is how a person may look for Le Mans.
ARTICLE = re.compile(r"^(?:l|le|la|les)/(?=.)")


class Place(NamedTuple):
    """A place of the list, and how high it stands in it."""

    weight: int
    code: str
    name: str
    department: str = ""
    former: str = ""
    other_names: tuple[str, ...] = ()


class Listed(TypedDict, total=False):
    """What is read of an entry of the package."""

    code: str
    nom: str
    departement: str
    type: str
    population: int


def communes(package: Path) -> Iterator[Place]:
    """Every commune of the package, arrondissements and former ones among them."""
    departments = {each["code"]: each["nom"] for each in entries(package, "departements")}
    listed = entries(package, "communes")
    current = {(each["nom"], each["departement"]) for each in listed if each["type"] not in FORMER}
    for each in listed:
        former = each["type"] in FORMER
        # A commune that took in its neighbours under its own name is listed once.
        if former and (each["nom"], each["departement"]) in current:
            continue
        department = departments[each["departement"]]
        yield Place(each.get("population", 0), each["code"], each["nom"], department, "1" if former else "")


def entries(package: Path, name: str) -> list[Listed]:
    """One file of the package."""
    with tarfile.open(package) as archive:
        file = archive.extractfile(f"package/data/{name}.json")
        if file is None:
            sys.exit(f"{name} is no file in {package}")
        listed: list[Listed] = json.load(file)
    return listed


def countries(file: Path) -> Iterator[Place]:
    """Every country and territory but France."""
    with file.open(encoding="utf-8", newline="") as text:
        for each in csv.DictReader(text):
            name, official, code = each["name"], each["official_name"], each["code"]
            if code == FRANCE:
                continue
            others = (official, *SAID.get(code, []))
            yield Place(COUNTRY_WEIGHT, code, name, other_names=others)


def write(places: Iterable[Place]) -> None:
    """Write the list, the same bytes each time."""
    ordered = sorted(places, key=lambda place: (-place.weight, place.name, place.code))
    lines = (
        f"|{'|'.join(searched_names(place))}|\t{place.code}\t{place.name}\t{place.department}\t{place.former}\n"
        for place in ordered
    )
    PLACES.write_bytes("".join(lines).encode())


def searched_names(place: Place) -> Iterable[str]:
    """The names under which a place is found, each once."""
    names = [with_saints(folded(name)) for name in (place.name, *place.other_names)]
    return dict.fromkeys([*names, *(ARTICLE.sub("", name, count=1) for name in names if ARTICLE.match(name))])


if __name__ == "__main__":
    package, country_list = map(Path, sys.argv[1:])
    write([*communes(package), *countries(country_list)])
