"""The document is one that others can build on: it is valid, and a client made from it works."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from server import Settings, sqlite_url
from server.demo.accounts import DEMO_ACCOUNTS
from tests.server.conftest import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCUMENT = Path(__file__).parents[2] / "docs" / "openapi.json"
# Types that the generator has no reader for; to it they are bytes.
BYTES = ("application/offset+octet-stream", "application/pdf")
SIGN_IN = """
import sys
from mon_compte_client import AuthenticatedClient, Client
from mon_compte_client.api.accounts import read_me
from mon_compte_client.api.sessions import create_session
from mon_compte_client.models import Credentials

url, identifier, password = sys.argv[1:]
opened = create_session.sync(
    client=Client(base_url=url), body=Credentials(identifier=identifier, password=password)
)
print(len(read_me.sync(client=AuthenticatedClient(base_url=url, token=opened.session.access_token)).files))
"""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield a server with its demonstration accounts."""
    database = sqlite_url(tmp_path_factory.mktemp("generated") / "server.sqlite3")
    with serving(Settings(database=database, demo=True, demo_light_passwords=True)) as url:
        yield url


def test_it_is_valid() -> None:
    """Each reference leads somewhere, and each part has the form that OpenAPI 3.1 gives it."""
    errors = OpenAPIV31SpecValidator(json.loads(DOCUMENT.read_text())).iter_errors()
    assert [error.message[:200] for error in errors] == []


def test_no_module_of_the_server_shows_in_a_name() -> None:
    """Two schemas of one name are told apart by their modules, which are nobody's business outside."""
    assert [name for name in json.loads(DOCUMENT.read_text())["components"]["schemas"] if "__" in name] == []


def test_a_client_is_made_without_a_warning_and_signs_in(tmp_path: Path, url: str) -> None:
    """What a generator cannot read it leaves out with a warning: an operation would be missing."""
    settings = tmp_path / "generator.json"
    overrides = dict.fromkeys(BYTES, "application/octet-stream")
    package = {"project_name_override": "client", "package_name_override": "mon_compte_client"}
    settings.write_text(json.dumps({"content_type_overrides": overrides, "post_hooks": [], **package}))
    options = ["--path", str(DOCUMENT), "--output-path", str(tmp_path / "client"), "--config", str(settings)]
    generator = Path(sys.executable).with_name("openapi-python-client")
    made = subprocess.run(
        [generator, "generate", *options, "--fail-on-warning"], capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stdout + made.stderr

    account = next(account for account in DEMO_ACCOUNTS if account.role == "responsable-couple")
    done = subprocess.run(
        [sys.executable, "-c", SIGN_IN, url, account.identifier, account.password],
        cwd=tmp_path / "client",
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("1\n", "")
