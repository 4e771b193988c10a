from __future__ import annotations

from pathlib import Path

import pytest

from launch.settings import ListAccounts, Settings, read


def test_the_defaults_open_a_window_on_the_embedded_server() -> None:
    """Without a word the program opens with everything it needs, in the user's own folder."""
    settings = read([])
    assert isinstance(settings, Settings)
    assert (settings.web, settings.host, settings.port, settings.api_url) == (False, "127.0.0.1", 8550, None)
    assert settings.data_dir.name == "mon-compte"


def test_options_prevail_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is typed now counts more than what was set once."""
    monkeypatch.setenv("MON_COMPTE_API_URL", "https://set.example/")
    monkeypatch.setenv("MON_COMPTE_DATA_DIR", "/set")
    settings = read([])
    assert isinstance(settings, Settings)
    assert (settings.api_url, settings.data_dir) == ("https://set.example", Path("/set"))
    settings = read(["--api-url", "http://[::1]:8600", "--data-dir", "~/typed", "--log-level", "INFO"])
    assert isinstance(settings, Settings)
    assert settings.api_url == "http://[::1]:8600"
    assert settings.data_dir == Path.home() / "typed"
    assert settings.log_level == "info"


def test_empty_variables_are_no_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    """An unset variable is often an empty one, in a container above all."""
    unset = read([])
    for name in ("MON_COMPTE_API_URL", "MON_COMPTE_DATA_DIR"):
        monkeypatch.setenv(name, "")
    assert read([]) == unset


@pytest.mark.parametrize(("arguments", "as_json"), [(["accounts"], False), (["accounts", "--json"], True)])
def test_accounts_are_asked_for(arguments: list[str], as_json: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """Listing the accounts is its own command: nothing of the window's options applies to it."""
    assert read(arguments) == ListAccounts(json=as_json)
