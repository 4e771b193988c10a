"""What Flet's start of a window says where the program expects it: docs/flet.md lists it.

A test that fails here says that Flet has mended a defect, or moved a part: the remedy may go, or must follow.
"""

import inspect

import flet_desktop  # type: ignore[import-untyped]
from flet.utils import get_bool_env_var, is_linux_server


def test_the_native_client_is_fetched_without_a_limit() -> None:
    """The download of the native client waits for ever in a network that swallows packets."""
    assert "urllib.request.urlopen(url) as response" in inspect.getsource(flet_desktop)
    assert list(inspect.signature(flet_desktop.ensure_client_cached).parameters) == []


def test_the_native_client_is_found_where_we_look() -> None:
    """Flet takes a client from FLET_VIEW_PATH, and knows a machine without a screen; neither has a public question."""
    assert "FLET_VIEW_PATH" in inspect.getsource(flet_desktop)
    assert get_bool_env_var("FLET_FORCE_WEB_SERVER_THAT_NOBODY_SETS") is None
    assert isinstance(is_linux_server(), bool)
