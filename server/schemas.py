"""Write the JSON Schemas of a fund's records, as committed in docs/import: `python -m server.schemas docs/import`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from server.features import load
from server.imports.checking import Kinds

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, str]:
    """Return the text of each file by its name."""
    kinds = Kinds(load().each(lambda feature: feature.importable))
    return {
        f"{kind}.schema.json": json.dumps(
            {"$schema": _DIALECT, **model.model_json_schema()}, ensure_ascii=False, indent=2
        )
        + "\n"
        for kind, model in kinds.models.items()
    }


if __name__ == "__main__":
    for name, text in schemas().items():
        (Path(sys.argv[1]) / name).write_text(text)
