"""The walls stand: a bad import breaks `make check`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any

import grimp
import pytest
from importlinter.adapters.user_options import TomlFileUserOptionReader
from importlinter.configuration import configure
from importlinter.contracts.forbidden import ForbiddenContract
from importlinter.contracts.layers import LayersContract
from importlinter.domain.contract import Contract

import server
from tools.floors import FloorsContract

ROOT = Path(server.__file__).parent.parent
TYPES: dict[str, Callable[..., Contract]] = {
    "layers": LayersContract,
    "forbidden": ForbiddenContract,
    "floors": FloorsContract,
}


class Walls:
    """The contracts of pyproject.toml, and the imports that they are asked about."""

    def __init__(self) -> None:
        configure()
        options = TomlFileUserOptionReader().read_options(str(ROOT / "pyproject.toml"))
        assert options is not None
        self._session: dict[str, Any] = options.session_options
        self._contracts: dict[str, dict[str, Any]] = {
            each["name"]: each for each in options.contracts_options
        }
        roots = self._session["root_packages"]
        self.imports = grimp.build_graph(*roots, include_external_packages=True, cache_dir=None)

    def keep(self, name: str) -> bool:
        """Return whether the imports keep a contract; it takes its exceptions out of them."""
        options = deepcopy(self._contracts[name])
        contract = TYPES[options["type"]](name, self._session, options)
        return bool(contract.check(deepcopy(self.imports), verbose=False).kept)

    @contextmanager
    def with_import(self, importer: str, imported: str) -> Iterator[None]:
        """Have one module import another, until the end of the block."""
        known = self.imports
        self.imports = deepcopy(known)
        self.imports.add_module(importer.rpartition(".")[0])
        if "." not in imported:
            self.imports.add_module(imported, is_squashed=True)
        self.imports.add_import(importer=importer, imported=imported)
        yield
        self.imports = known


@pytest.fixture(scope="module")
def walls() -> Walls:
    return Walls()


@pytest.mark.parametrize(
    ("importer", "imported", "contract"),
    [
        # A feature of another, and one that was added since.
        ("server.payments.router", "server.contacts.tables", "The floors of the server"),
        ("server.library.router", "server.contacts.tables", "The floors of the server"),
        ("app.payments.payments", "app.settings.closing", "The floors of the states"),
        ("app.library.library", "app.settings.closing", "The floors of the states"),
        ("views.payments.payments", "views.settings.text", "The floors of the screens"),
        ("views.library.library", "views.settings.text", "The floors of the screens"),
        # What features share of a feature.
        ("server.sessions.service", "server.sign_in.tables", "The floors of the server"),
        ("server.db.sweeper", "server.sessions.tables", "The floors of the server"),
        ("server.http.problems", "server.people.doors", "The floors of the server"),
        ("server.exports.gathering", "server.demo.tables", "The floors of the server"),
        ("app.steps.code", "app.sign_in.sign_in", "The floors of the states"),
        ("app.core.command", "app.sign_in.sign_in", "The floors of the states"),
        ("views.steps.code", "views.sign_in.text", "The floors of the screens"),
        ("views.shell.errors", "views.settings.text", "The floors of the screens"),
        # What is composed, of what composes it.
        ("server.contacts.service", "server.app", "The floors of the server"),
        ("views.payments.payments", "views.features", "The floors of the screens"),
        ("app.core.command", "views.shell.text", "The layers: views, then app, then the client"),
        # Rules of what they are kept from.
        ("app.rules.names", "httpx", "The rules of what is typed know neither network nor widget"),
        (
            "app.rules.names",
            "api_client.errors",
            "The rules of what is typed know neither network nor widget",
        ),
        ("server.rules.terms", "fastapi", "The rules of the server know neither HTTP nor a database"),
        ("text_rules.names", "hosting.names", "The rules of text are everybody's, and know nobody"),
        # The program of its tests.
        (
            "app.core.command",
            "tests",
            "Nothing imports main, nor what holds, measures and makes the program",
        ),
        (
            "app.core.command",
            "hosting.names",
            "Only the launcher and main know the server, and what hosts have in common",
        ),
    ],
)
def test_a_bad_import_breaks_a_contract(walls: Walls, importer: str, imported: str, contract: str) -> None:
    """Nothing else holds the drawings of docs/architecture.md and the code together."""
    assert walls.keep(contract)
    with walls.with_import(importer, imported):
        assert not walls.keep(contract)
