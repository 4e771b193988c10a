"""Where a host keeps what it cannot open: each place keeps alike."""

from __future__ import annotations

import stat
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.redis import running_redis
from web.keeping import FileKeeping, MemoryKeeping, RedisKeeping, SealedText

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from web.keeping import Keeping

NAMES = [f"{number:064x}" for number in range(20)]


class Clock:
    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def redis() -> Iterator[str]:
    with running_redis() as server:
        yield server.connection_url


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["memory", "files", "redis"])
async def keeping(request: Any, tmp_path: Path, clock: Clock) -> AsyncIterator[Keeping]:
    made: Keeping
    match request.param:
        case "memory":
            made = MemoryKeeping(clock=clock)
        case "files":
            made = FileKeeping(tmp_path / "kept", clock=clock)
        case _:
            made = RedisKeeping(request.getfixturevalue("redis"))
    yield made
    await made.aclose()


async def test_what_is_kept_is_found_until_it_is_forgotten(keeping: Keeping) -> None:
    """The last that was kept is what is found."""
    assert await keeping.load(NAMES[0]) is None
    await keeping.save(NAMES[0], b"one", 60)
    await keeping.save(NAMES[0], b"two", 60)
    await keeping.save(NAMES[1], b"other", 60)
    assert await keeping.load(NAMES[0]) == b"two"
    await keeping.forget(NAMES[0])
    await keeping.forget(NAMES[0])
    assert await keeping.load(NAMES[0]) is None
    assert await keeping.load(NAMES[1]) == b"other"


@pytest.mark.parametrize("keeping", ["memory", "files"], indirect=True)
async def test_what_is_kept_goes_with_its_time(keeping: Keeping, clock: Clock) -> None:
    """Nothing is found later than it was to be kept."""
    await keeping.save(NAMES[0], b"one", 60)
    clock.now += 59
    assert await keeping.load(NAMES[0]) == b"one"
    clock.now += 1
    assert await keeping.load(NAMES[0]) is None


async def test_a_machine_that_starts_again_finds_what_it_kept(tmp_path: Path, clock: Clock) -> None:
    """Files outlive the process; those whose time is over are gone when it begins again."""
    before = FileKeeping(tmp_path / "kept", clock=clock)
    await before.save(NAMES[0], b"one", 60)
    await before.save(NAMES[1], b"two", 600)
    clock.now += 60
    after = FileKeeping(tmp_path / "kept", clock=clock)
    assert [await after.load(name) for name in NAMES[:2]] == [None, b"two"]
    assert [file.name for file in (tmp_path / "kept").iterdir()] == [NAMES[1]]


@pytest.mark.skipif(sys.platform == "win32", reason="no such modes")
async def test_files_are_their_owners_alone(tmp_path: Path) -> None:
    """Sealed as they are, nobody else on the machine may read them."""
    keeping = FileKeeping(tmp_path / "kept")
    await keeping.save(NAMES[0], b"one", 60)
    (file,) = (tmp_path / "kept").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "kept").stat().st_mode) == 0o700


async def test_memory_is_bounded(clock: Clock) -> None:
    """Where there is no more room, what was kept first goes."""
    keeping = MemoryKeeping(most=10, clock=clock)
    for name in NAMES[:11]:
        await keeping.save(name, b"x", 60)
    assert [await keeping.load(name) is not None for name in NAMES[:11]] == [False, *[True] * 10]


async def test_files_are_bounded(tmp_path: Path, clock: Clock, caplog: pytest.LogCaptureFixture) -> None:
    """A full folder keeps no more, and says so once; there is room again when what it held is over."""
    keeping = FileKeeping(tmp_path / "kept", most=10, clock=clock)
    for name in NAMES[:12]:
        await keeping.save(name, b"x", 60)
    assert len(list((tmp_path / "kept").iterdir())) == 10
    assert await keeping.load(NAMES[11]) is None
    assert len(caplog.records) == 1
    clock.now += 60
    await keeping.save(NAMES[11], b"x", 60)
    assert await keeping.load(NAMES[11]) == b"x"


async def test_a_folder_that_is_gone_stops_nobody(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Who comes back signs in again; nobody who is here is sent away for it."""
    keeping = FileKeeping(tmp_path / "kept")
    (tmp_path / "kept").rmdir()
    for _ in range(2):
        await keeping.save(NAMES[0], b"x", 60)
    assert await keeping.load(NAMES[0]) is None
    assert len(caplog.records) == 1


async def test_a_redis_that_is_gone_stops_nobody(caplog: pytest.LogCaptureFixture) -> None:
    """It is said in the log, once a minute, without the address and the password in it."""
    keeping = RedisKeeping("redis://:secret-word@127.0.0.1:1/0")
    for _ in range(2):
        await keeping.save(NAMES[0], b"x", 60)
    assert await keeping.load(NAMES[0]) is None
    await keeping.forget(NAMES[0])
    assert len(caplog.records) == 1
    assert "secret-word" not in caplog.text
    await keeping.aclose()


async def test_a_sealed_text_opens_with_its_secret_alone(tmp_path: Path) -> None:
    """Who reads the folder reads nothing, not even whose it is; who has another cookie finds nothing."""
    folder = tmp_path / "kept"
    keeping = FileKeeping(folder)
    mine, another = [SealedText(keeping, secret, seconds=60) for secret in ("cookie-1", "cookie-2")]
    await mine.save("refresh-token")
    (file,) = folder.iterdir()
    assert b"refresh-token" not in file.read_bytes()
    assert "cookie-1" not in file.name
    assert await mine.load() == "refresh-token"
    assert await another.load() is None
    await another.save("other")
    there = next(each for each in folder.iterdir() if each != file)
    there.write_bytes(file.read_bytes())  # put in the other's place
    assert await another.load() is None
    file.write_bytes(b"damaged")
    assert await mine.load() is None


async def test_a_text_that_is_too_long_is_not_kept() -> None:
    """Nobody fills the host's memory or disk through one browser."""
    with pytest.raises(ValueError, match="too long"):
        await SealedText(MemoryKeeping(), "cookie", seconds=60).save("x" * 20_000)
