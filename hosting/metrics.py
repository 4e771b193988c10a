"""Numbers for Prometheus, of all processes of a program, on a port of their own, opened only where it is asked for.

Where it is not, or in a program that has no `prometheus-client`, counting costs nothing and is kept nowhere.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import contextmanager, nullcontext
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from hosting.variables import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager
    from threading import Thread
    from wsgiref.simple_server import WSGIServer

    from prometheus_client import CollectorRegistry
    from prometheus_client.metrics_core import Metric
    from prometheus_client.registry import Collector

# The variable by which prometheus-client has processes count together, in files of this folder.
_FOLDER: Final = "PROMETHEUS_MULTIPROC_DIR"


class _Kept:
    """A number by labels, made when it first changes: the library asks as it is imported whether it counts."""

    def __init__(self, name: str, said: str, labels: Sequence[str] = (), **more: Any) -> None:
        self._name = f"mon_compte_{name}"
        self._said = said
        self._labels = tuple(labels)
        self._more = more

    @cached_property
    def _made(self) -> Any:  # noqa: ANN401 - one of several kinds
        import prometheus_client

        kind = getattr(prometheus_client, type(self).__name__)
        return kind(self._name, self._said, self._labels, **self._more)

    def _of(self, labels: dict[str, str]) -> Any:  # noqa: ANN401 - one of several kinds
        if _FOLDER not in os.environ:
            return None
        return self._made.labels(**labels) if labels else self._made


class Counter(_Kept):
    """What only grows: requests, messages."""

    def count(self, number: float = 1, **labels: str) -> None:
        """Count some more."""
        if (made := self._of(labels)) is not None:
            made.inc(number)


class Histogram(_Kept):
    """How long something takes, in seconds."""

    def observe(self, seconds: float, **labels: str) -> None:
        """Count one that took so long."""
        if (made := self._of(labels)) is not None:
            made.observe(seconds)


class Gauge(_Kept):
    """What there is now, of all processes that live: connections, tabs; or the newest of them."""

    def __init__(
        self,
        name: str,
        said: str,
        labels: Sequence[str] = (),
        *,
        together: Literal["livesum", "max"] = "livesum",
    ) -> None:
        super().__init__(name, said, labels, multiprocess_mode=together)

    def change(self, by: float, **labels: str) -> None:
        """Count some more, or fewer."""
        if (made := self._of(labels)) is not None:
            made.inc(by)

    def put(self, value: float, **labels: str) -> None:
        """Say how many there are."""
        if (made := self._of(labels)) is not None:
            made.set(value)


def served(address: str | None, *collectors: Collector) -> AbstractContextManager[None]:
    """Answer `/metrics` on an address (`127.0.0.1:9600`) until the end of the block, or not at all for None.

    It must be entered before processes are started that count, and before anything is counted.

    Args:
        address: where; None where nobody is to ask.
        collectors: what is looked up whenever somebody asks.

    Raises:
        Unreadable: the package for it is not installed, or somebody listens there.
    """
    return nullcontext() if address is None else _served(address, collectors)


@contextmanager
def _served(address: str, collectors: Sequence[Collector]) -> Iterator[None]:
    folder = tempfile.mkdtemp(prefix="mon-compte-metrics-")
    os.environ[_FOLDER] = folder
    try:
        server, thread = _listen(address, _AllProcesses(folder), *collectors)
        try:
            yield
        finally:
            server.shutdown()
            server.server_close()
            thread.join()
    finally:
        del os.environ[_FOLDER]
        shutil.rmtree(folder, ignore_errors=True)


def _listen(address: str, *collectors: Collector) -> tuple[WSGIServer, Thread]:
    try:
        from prometheus_client import CollectorRegistry, start_http_server
    except ModuleNotFoundError:
        raise Unreadable("MON_COMPTE_METRICS demande : pip install 'mon-compte[operation]'") from None
    registry = CollectorRegistry()
    for each in collectors:
        registry.register(each)
    host, _, port = address.rpartition(":")
    try:
        return start_http_server(int(port), host.strip("[]"), registry)
    except OSError:
        raise Unreadable(f"MON_COMPTE_METRICS : l’adresse {address} ne peut pas être écoutée") from None


class _AllProcesses:
    """What all processes counted; what those that ended have now is forgotten, what they counted is not."""

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder)

    def collect(self) -> Iterator[Metric]:
        from prometheus_client import CollectorRegistry, multiprocess

        for pid in {each.stem.rpartition("_")[2] for each in self._folder.glob("gauge_live*.db")}:
            if not _lives(int(pid)):
                multiprocess.mark_process_dead(int(pid), str(self._folder))  # type: ignore[no-untyped-call] # theirs
        registry: CollectorRegistry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry, str(self._folder))  # type: ignore[no-untyped-call] # theirs
        yield from registry.collect()


def _lives(pid: int) -> bool:
    if sys.platform == "win32":  # there a signal of any number ends a process
        return True
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True
