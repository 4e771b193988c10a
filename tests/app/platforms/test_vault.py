"""What a device keeps of what its person read, on a real disk."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from app.platforms.vault import Vault
from tests.app.conftest import MemoryStore

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def key() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def vault(tmp_path: Path, key: MemoryStore) -> Vault:
    return Vault(tmp_path / "vault", key)


async def test_what_is_kept_comes_back(vault: Vault, tmp_path: Path, key: MemoryStore) -> None:
    """Another opening of the program finds it, by the key that the system keeps; the newest in place of the old."""
    await vault.put("one", b"first")
    await vault.put("one", b"second")
    await vault.put("two", b"")
    again = Vault(tmp_path / "vault", key)
    assert [found.content for name in ("one", "two") if (found := await again.get(name))] == [b"second", b""]
    assert await again.get("three") is None
    assert len(key.saved) == 1


async def test_a_store_that_is_locked_keeps_nothing(vault: Vault, tmp_path: Path, key: MemoryStore) -> None:
    """Without the system's store there is no key, and nothing is written that somebody could read."""
    key.locked = True
    await vault.put("one", b"first")
    assert not (tmp_path / "vault").exists()
    assert await vault.get("one") is None
    await vault.wipe()


async def test_another_key_opens_nothing(vault: Vault, tmp_path: Path) -> None:
    """A disk without its system, as in the hands of a thief."""
    await vault.put("one", b"first")
    assert await Vault(tmp_path / "vault", MemoryStore()).get("one") is None


@pytest.mark.parametrize("change", ["a bit", "cut", "empty", "exchanged"])
async def test_what_somebody_changed_is_nothing(vault: Vault, tmp_path: Path, change: str) -> None:
    """A file that was changed, cut, emptied or put in the place of another is not taken for what was kept."""
    await vault.put("one", b"first")
    (path,) = (tmp_path / "vault").iterdir()
    content = path.read_bytes()
    if change == "exchanged":
        await vault.put("two", b"second")
        other = next(each for each in (tmp_path / "vault").iterdir() if each != path)
        content = other.read_bytes()
    elif change == "a bit":
        content = content[:-1] + bytes([content[-1] ^ 1])
    else:
        content = content[:20] if change == "cut" else b""
    path.write_bytes(content)
    assert await vault.get("one") is None


async def test_a_wipe_overtakes_what_is_being_written(vault: Vault, tmp_path: Path, key: MemoryStore) -> None:
    """What was on its way when all was wiped is not there afterwards."""
    await vault.put("one", b"first")
    writing = [vault.put(f"{n}", b"x" * 100_000) for n in range(20)]
    done = vault.wipe()
    assert not (tmp_path / "vault").exists()
    await done
    for each in writing:
        await each
    kept = {path.name for path in (tmp_path / "vault").glob("*")}
    assert await vault.get("one") is None
    assert len(kept) in {0, 20}  # those written after the wipe are of whoever came next, under another key
    assert len(set(key.saved)) == len(key.saved)


async def test_the_folder_is_bounded(tmp_path: Path, key: MemoryStore) -> None:
    """What was kept longest goes first, and what is larger than all is not kept."""
    vault = Vault(tmp_path / "vault", key, most_bytes=1000)
    for n in range(5):
        await vault.put(f"{n}", bytes([n]) * 250)
        (newest,) = [
            path for path in (tmp_path / "vault").iterdir() if not path.stat().st_mtime_ns < 10**12 * n
        ]
        os.utime(newest, ns=(n, n))
    assert await vault.get("0") is None
    assert await vault.get("4") is not None
    await vault.put("large", b"x" * 1000)
    assert await vault.get("large") is None
    assert sum(path.stat().st_size for path in (tmp_path / "vault").iterdir()) <= 1000


async def test_a_disk_that_is_full_loses_nothing(vault: Vault, tmp_path: Path) -> None:
    """No file can be made: the program goes on, and what was kept before is kept."""
    await vault.put("one", b"first")
    for path in (tmp_path / "vault").iterdir():
        path.with_suffix(".new").mkdir()  # in the way of what would be written
    await vault.put("one", b"second")
    found = await vault.get("one")
    assert found is not None
    assert found.content == b"first"
