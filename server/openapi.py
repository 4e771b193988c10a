"""Print the OpenAPI document, as committed in docs/openapi.json: `python -m server.openapi`."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from server import Settings, create_app, sqlite_url


def document() -> str:
    """Return the document of a server without a demonstration's routes, as JSON text."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(database=sqlite_url(Path(folder) / "server.sqlite3")))
        app.state.services.close()
        return json.dumps(app.openapi(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    sys.stdout.write(document())
