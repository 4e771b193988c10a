"""What is sealed for browsers, and the keys that seal it."""

from __future__ import annotations

import stat
import sys
from base64 import b64encode, urlsafe_b64encode
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from web.sealing import KEY_LIFE, Keyring, as_bytes, as_text, seal, unseal

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 11, 27)


def _another(text: str, at: int) -> str:
    """Return the text with one character changed."""
    return text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :]


def test_what_is_sealed_opens_for_its_holder_alone() -> None:
    """What one browser holds is worth nothing for another, nor for another host."""
    keys = Keyring.of_this_process()
    sealed = keys.seal(b"scheme", bound_to="mine")
    opened = keys.open(sealed, bound_to="mine")
    assert opened is not None
    assert opened == (b"scheme", False)
    assert keys.open(sealed, bound_to="another") is None
    assert Keyring.of_this_process().open(sealed, bound_to="mine") is None


def test_what_was_changed_does_not_open() -> None:
    """A browser cannot change a character of what it holds, cut it short or make it longer."""
    keys = Keyring.of_this_process()
    sealed = keys.seal(b"scheme", bound_to="mine")
    changed = [_another(sealed, at) for at in range(len(sealed))]
    for each in (*changed, sealed[:-1], sealed[4:], sealed + "AAAA", f"{sealed}=", "", "a", "é", "\x00"):
        assert keys.open(each, bound_to="mine") is None


def test_what_is_sealed_says_nothing() -> None:
    """The same text is sealed otherwise each time, and is not in it."""
    keys = Keyring.of_this_process()
    first, second = [keys.seal(b"1850578006084", bound_to="mine") for _ in range(2)]
    assert first != second
    assert b"1850578006084" not in as_bytes(first)


def test_a_host_knows_the_secrets_that_it_gave() -> None:
    """Nobody chooses the secret that a browser is known by, and none serves in place of another."""
    keys = Keyring.of_this_process()
    given = keys.issue("browser")
    assert keys.issued(given, "browser")
    assert not keys.issued(given, "device")
    assert not Keyring.of_this_process().issued(given, "browser")
    for other in (
        "",
        "a",
        "é",
        given[:-1],
        f"{given}A",
        _another(given, 0),
        _another(given, -2 % len(given)),
    ):
        assert not keys.issued(other, "browser")
    assert len({keys.issue("browser") for _ in range(100)}) == 100


def test_keys_are_read_in_either_base64() -> None:
    """An operator gives them as `openssl rand -base64 32` prints them; the first seals, the others open."""
    old, new = b64encode(b"\xfb\xff" * 16).decode(), urlsafe_b64encode(b"\xff\xfb" * 16).decode().rstrip("=")
    assert "+" in old
    assert "_" in new
    before = Keyring.read(old)
    sealed = before.seal(b"text", bound_to="mine")
    given = before.issue("browser")
    both = Keyring.read(f"{new}, {old}")
    assert both.open(sealed, bound_to="mine") == (b"text", True)
    assert both.issued(given, "browser")
    assert before.open(both.seal(b"text", bound_to="mine"), bound_to="mine") is None


@pytest.mark.parametrize("text", ["", ",", "AAAA", "é" * 43, "mot de passe bien trop lisible pour une clé !"])
def test_what_is_no_key_is_refused(text: str) -> None:
    """A host does not begin with a key that could be guessed."""
    with pytest.raises(ValueError, match="keys"):
        Keyring.read(text)


def test_a_host_that_starts_again_opens_what_it_sealed(tmp_path: Path) -> None:
    """The keys are in a file that its owner alone may read."""
    file = tmp_path / "keys"
    sealed = Keyring.of_file(file, DAY).seal(b"text", bound_to="mine")
    assert Keyring.of_file(file, DAY).open(sealed, bound_to="mine") == (b"text", False)
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["keys"]


def test_a_key_that_has_served_is_followed_and_goes(tmp_path: Path) -> None:
    """Another seals after 90 days; the one before opens for as long as a browser may come back with it."""
    file = tmp_path / "keys"
    sealed = Keyring.of_file(file, DAY).seal(b"text", bound_to="mine")
    assert Keyring.of_file(file, DAY + KEY_LIFE).open(sealed, bound_to="mine") == (b"text", False)
    later = DAY + KEY_LIFE + timedelta(days=1)
    assert Keyring.of_file(file, later).open(sealed, bound_to="mine") == (b"text", True)
    assert Keyring.of_file(file, later + timedelta(days=399)).open(sealed, bound_to="mine") == (b"text", True)
    assert Keyring.of_file(file, later + timedelta(days=400)).open(sealed, bound_to="mine") is None


@pytest.mark.parametrize("content", ["nothing of the kind\n", "2026-11-27 short\n", "é"])
def test_a_file_of_something_else_is_left_alone(tmp_path: Path, content: str) -> None:
    """A host that finds another's file there says so, and does not write over it."""
    file = tmp_path / "keys"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match="not keys"):
        Keyring.of_file(file, DAY)
    assert file.read_text(encoding="utf-8") == content


def test_a_seal_is_for_one_place() -> None:
    """What was kept under one name does not open under another."""
    key = b"k" * 32
    sealed = seal(b"text", key, b"here")
    assert unseal(sealed, key, b"here") == b"text"
    assert unseal(sealed, key, b"there") is None
    assert unseal(b"", key, b"here") is None


def test_bytes_have_one_text() -> None:
    """Two cookies that look otherwise are never the same one."""
    assert as_bytes(as_text(b"\xff\xfe\x00")) == b"\xff\xfe\x00"
    assert as_bytes("__4") == b"\xff\xfe"
    assert [as_bytes(other) for other in ("__5", "__4=", "//4", "__4\n")] == [b""] * 4
