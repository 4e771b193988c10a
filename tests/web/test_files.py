import re
from collections.abc import Iterator
from pathlib import Path

import brotli
import httpx
import pytest

from tests.support.plain import PLAIN
from tests.web.conftest import start

BROTLI = {"Accept-Encoding": "br"}


@pytest.fixture
def http(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, trust_env=False, verify=PLAIN) as client:
        yield client


def script_of(page: str) -> str:
    match = re.search(r'src="(/\w+/flutter_bootstrap\.js)"', page)
    assert match
    return match[1]


def test_page_is_french_and_asked_for_again(http: httpx.Client) -> None:
    """A new version reaches people at their next visit, and an unchanged page costs one 304."""
    answer = http.get("/connexion")
    assert answer.status_code == 200
    assert '<html lang="fr">' in answer.text
    assert answer.headers["cache-control"] == "no-cache"
    again = http.get("/", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_files_are_compressed_and_kept_for_good(http: httpx.Client) -> None:
    """What the page loads comes compressed, and never has to be asked for again."""
    path = script_of(http.get("/").text)
    plain = http.get(path, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    for encoding in ("br", "gzip"):
        answer = http.get(path, headers={"Accept-Encoding": encoding})
        assert answer.headers["content-encoding"] == encoding
        assert answer.headers["vary"] == "Accept-Encoding"
        assert "immutable" in answer.headers["cache-control"]
        assert int(answer.headers["content-length"]) < len(plain.content) / 2
        assert answer.content == plain.content


def test_wasm_keeps_its_type_when_compressed(http: httpx.Client) -> None:
    """Browsers compile WebAssembly while it downloads only under its own media type."""
    folder = script_of(http.get("/").text).split("/")[1]
    with http.stream("GET", f"/{folder}/canvaskit/skwasm.wasm", headers=BROTLI) as answer:
        assert answer.headers["content-type"] == "application/wasm"
        assert brotli.decompress(b"".join(answer.iter_raw()))[:4] == b"\0asm"


@pytest.mark.parametrize("name", ["main.dart.js", "main.dart.wasm"])
def test_waiting_is_said_in_french(http: httpx.Client, name: str) -> None:
    """The stock client's one English word, on the screen while the program is waited for, reaches nobody."""
    folder = script_of(http.get("/").text).split("/")[1]
    content = http.get(f"/{folder}/{name}").content
    assert b"Working..." not in content
    assert b"Chargement" in content


@pytest.mark.parametrize(
    "path", ["/docs.json", "/openapi.json", "/x/../../pyproject.toml", "/pyproject.toml"]
)
def test_nothing_else_is_served(http: httpx.Client, path: str) -> None:
    """No file but those of the page can be had."""
    assert http.get(path).status_code == 404


def test_nothing_is_changed_over_http(http: httpx.Client) -> None:
    """The page and its files can be read, nothing else."""
    assert http.post("/").status_code == 405


def test_headers_protect_the_page(http: httpx.Client) -> None:
    """Every answer isolates the page, and no other site may read or frame it."""
    for path in ("/", script_of(http.get("/").text), "/absent.js", "/health"):
        headers = http.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "'unsafe-eval'" not in policy
        assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert headers["cross-origin-embedder-policy"] == "require-corp"
        assert "access-control-allow-origin" not in headers
        assert "server" not in headers


def test_health(http: httpx.Client) -> None:
    """A load balancer can tell that the process answers."""
    assert http.get("/health").json()["status"] == "ok"


def test_text_font_is_served_where_the_screens_name_it(http: httpx.Client) -> None:
    """`page.fonts` names one address for windows and browsers alike."""
    answer = http.get("/fonts/AtkinsonHyperlegibleNext.ttf")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "font/ttf"


def test_port_taken(address: str, tmp_path: Path) -> None:
    """A port in use is said in French, with what to do, and the program stops with an error."""
    process = start(int(address.rsplit(":", 1)[1]), tmp_path)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "un autre programme se sert déjà de ce port" in errors
    assert "--port" in errors
    assert "Traceback" not in errors
