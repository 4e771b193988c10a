"""The walls of the server: a bad import breaks `make check`."""

from copy import deepcopy
from pathlib import Path

import grimp
import pytest
from importlinter.adapters.user_options import TomlFileUserOptionReader
from importlinter.configuration import configure

import server
from tools.floors import FloorsContract

ROOT = Path(server.__file__).parent.parent


@pytest.fixture(scope="module")
def imports() -> grimp.ImportGraph:
    return grimp.build_graph("server", cache_dir=None)


def is_kept(graph: grimp.ImportGraph) -> bool:
    """Return whether a graph of imports keeps the contract of pyproject.toml, without its exceptions."""
    configure()
    read = TomlFileUserOptionReader().read_options(str(ROOT / "pyproject.toml"))
    assert read is not None
    options = next(each for each in read.contracts_options if each["name"] == "The floors of the server")
    contract = FloorsContract(options["name"], {"root_packages": ["server"]}, options)
    return bool(contract.check(graph, verbose=False).kept)


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("server.payments.router", "server.contacts.tables"),  # a feature of another
        ("server.sessions.service", "server.sign_in.tables"),  # a shared floor of a feature
        ("server.http.problems", "server.people.doors"),  # what knows no feature of what features share
        ("server.db.sweeper", "server.sessions.tables"),
        ("server.library.router", "server.contacts.tables"),  # one that was added since
        ("server.contacts.service", "server.app"),
        ("server.exports.gathering", "server.demo.tables"),
    ],
)
def test_a_bad_import_breaks_the_floors(imports: grimp.ImportGraph, importer: str, imported: str) -> None:
    """Nothing else holds the drawing of docs/architecture.md and the code together."""
    assert is_kept(deepcopy(imports))
    planted = deepcopy(imports)
    planted.add_module(importer.rpartition(".")[0])
    planted.add_import(importer=importer, imported=imported)
    assert not is_kept(planted)
