import re
from collections.abc import Iterator
from pathlib import Path

import brotli
import httpx
import pytest

from app.settings.paths import PASSWORD_CHANGE
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


@pytest.mark.parametrize(
    "name", ["", "assetlinks.json", "apple-app-site-association", "security.txt", "x/y", "Change-Password"]
)
def test_well_known_names_that_are_not_there(http: httpx.Client, name: str) -> None:
    """Clients ask there for what a site offers, and take any page for a yes."""
    assert http.get(f"/.well-known/{name}").status_code == 404


def test_password_managers_are_led_to_the_screen(http: httpx.Client) -> None:
    """The address that they know leads to where the program changes a password."""
    answer = http.get("/.well-known/change-password")
    assert (answer.status_code, answer.headers["location"]) == (303, PASSWORD_CHANGE)


@pytest.mark.parametrize("name", ["favicon.ico", "apple-touch-icon.png", "apple-touch-icon-precomposed.png"])
def test_icons_where_older_clients_look(http: httpx.Client, name: str) -> None:
    """They are not told where the icons are, and find them."""
    answer = http.get(f"/{name}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    assert answer.content.startswith(b"\x89PNG")


def test_robots(http: httpx.Client) -> None:
    """Whoever searches the web is told what is nobody's to find."""
    answer = http.get("/robots.txt")
    assert answer.headers["content-type"].startswith("text/plain")
    assert "Disallow: /mon-compte" in answer.text


@pytest.mark.parametrize("host", ["rebind.evil", "localhost.evil", "192.0.2.1"])
def test_other_names_are_refused(http: httpx.Client, address: str, host: str) -> None:
    """Neither page nor socket is to be had under a name that is not the host's: it may be led here by anybody."""
    assert http.get("/", headers={"Host": host}).status_code == 421
    socket = {
        "Host": host, "Origin": f"http://{host}", "Connection": "Upgrade", "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "x3JJHMbDL1EzLkh9GBhXDw==",
    }  # fmt: skip
    assert http.get("/ws", headers=socket).status_code == 421


def test_a_head_has_a_size(http: httpx.Client) -> None:
    """The host speaks HTTP within the bounds of every host here."""
    assert http.get("/", headers={"X-Long": "x" * 20_000}).status_code == 431
