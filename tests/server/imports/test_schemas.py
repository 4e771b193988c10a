"""The published schemas are those of the program, and say what it takes."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from jsonschema import Draft202012Validator

from server.schemas import schemas

FOLDER = Path(__file__).parents[3] / "docs" / "import"


def test_the_published_schemas_are_todays() -> None:
    """Funds write their exports by them. To renew them: python -m server.schemas docs/import."""
    published = {path.name: path.read_text() for path in FOLDER.glob("*.schema.json")}
    assert published == schemas()


def test_the_lines_of_the_example_fit_their_schemas() -> None:
    """The example in JSON Lines fits the schemas, and that in CSV has no column that they do not name."""
    for name, text in schemas().items():
        schema = json.loads(text)
        kind = name.partition(".")[0]
        for path in FOLDER.glob(f"example/{kind}.jsonl"):
            for line in path.read_text().splitlines():
                Draft202012Validator(schema).validate(json.loads(line))
        for path in FOLDER.glob(f"example/{kind}.csv"):
            header = next(csv.reader(path.open()))
            assert {column.partition(".")[0] for column in header} <= set(schema["properties"])


def test_the_guide_names_every_kind() -> None:
    """The guide has a row for each kind of record."""
    guide = (FOLDER.parent / "importing.md").read_text()
    for name in schemas():
        assert f"| `{name.partition('.')[0]}` |" in guide
