"""What Flet's files and its start say where the program expects it: docs/flet.md lists them.

A test that fails here says that Flet has mended a defect, or moved a part: the remedy may go, or must follow.
"""

import inspect
import re
import shutil
from pathlib import Path

import flet_desktop  # type: ignore[import-untyped]
import pytest
from flet.controls.types import RouteUrlStrategy, WebRenderer
from flet.utils import get_bool_env_var, is_linux_server
from flet_web import get_package_web_dir, patch_index_html

from launch.web import site
from launch.window import ASSETS

WEB = Path(get_package_web_dir())


def test_the_page_is_filled_in_where_we_look(tmp_path: Path) -> None:
    """Flet writes where its files are into a page of its own making only: ours has the same place for it."""
    page = tmp_path / "index.html"
    shutil.copyfile(ASSETS / "index.html", page)
    patch_index_html(
        index_path=str(page),
        base_href="",
        websocket_endpoint_path="/ws",
        web_renderer=WebRenderer.AUTO,
        route_url_strategy=RouteUrlStrategy.PATH,
        no_cdn=True,
    )
    html = page.read_text(encoding="utf-8")
    for said in (
        'flet.entrypointBaseUrl="/"',
        'flet.assetBase="/"',
        '"/canvaskit/"',
        '"assets/fonts/"',
        'flet.webSocketEndpoint="/ws"',
    ):
        assert html.count(said) == 1, said


def test_the_client_reads_the_names_that_our_page_gives() -> None:
    """The stock page gives Flutter's loader these names; the loader and the client read them."""
    stock = (WEB / "index.html").read_text(encoding="utf-8")
    ours = (ASSETS / "index.html").read_text(encoding="utf-8")
    for name in (
        "flet = {",
        "multiView: false",
        "flet.flutterAppLoaded",
        "flet.flutterAppResolve",
        "<!-- fletAppConfig -->",
    ):
        assert name in stock, name
        assert name in ours, name
    loader = (WEB / "flutter_bootstrap.js").read_text(encoding="utf-8")
    for name in (
        "flutterAppResolve",
        "multiView",
        "entrypointBaseUrl",
        "assetBase",
        "fontFallbackBaseUrl",
        "canvasKitBaseUrl",
    ):
        assert name in loader, name


@pytest.mark.parametrize("name", ["main.dart.js", "main.dart.wasm"])
def test_the_client_waits_in_english(name: str) -> None:
    """What it says while it waits for the program is in its code, in one language."""
    english, french = site._SAID_WAITING
    content = (WEB / name).read_bytes()
    assert content.count(english) == 1
    assert len(english) == len(french)


def test_fonts_for_rare_characters_are_where_we_look() -> None:
    """The client knows hundreds of Noto fonts by names that begin so; the host has none of them to give."""
    client = (WEB / "main.dart.js").read_text(encoding="utf-8")
    names = [f"assets/fonts/{name}" for name in re.findall(r'"(noto[^"]+\.(?:woff2|ttf))"', client)]
    assert len(names) > 100
    assert all(site._FALLBACK_FONTS.fullmatch(name) for name in names)
    assert not any((WEB / name).exists() for name in names)


def test_the_native_client_is_fetched_without_a_limit() -> None:
    """The download of the native client waits for ever in a network that swallows packets."""
    assert "urllib.request.urlopen(url) as response" in inspect.getsource(flet_desktop)
    assert list(inspect.signature(flet_desktop.ensure_client_cached).parameters) == []


def test_the_native_client_is_found_where_we_look() -> None:
    """Flet takes a client from FLET_VIEW_PATH, and knows a machine without a screen; neither has a public question."""
    assert "FLET_VIEW_PATH" in inspect.getsource(flet_desktop)
    assert get_bool_env_var("FLET_FORCE_WEB_SERVER_THAT_NOBODY_SETS") is None
    assert isinstance(is_linux_server(), bool)
