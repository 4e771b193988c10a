"""The services of a running server: one instance of each, found by its type."""

from __future__ import annotations

from contextlib import ExitStack
from threading import RLock
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

_T = TypeVar("_T")


class Service(Protocol):
    """A type that can build itself from other services."""

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the server's only instance."""


class Services:
    """The services of one server, each built when it is first needed.

    The key is a type: a service, a value that was put there, or a protocol that a maker was given for.
    """

    def __init__(self) -> None:
        self._built: dict[type, Any] = {}
        self._makers: dict[type, Callable[[Services], Any]] = {}
        # One thread builds at a time; the services that a service needs are built by the same thread.
        self._lock = RLock()
        self._exit = ExitStack()

    def __getitem__(self, kind: type[_T]) -> _T:
        """Return the instance of that type."""
        try:
            return cast("_T", self._built[kind])
        except KeyError:
            return self._build(kind)

    def put(self, kind: type[_T], instance: _T) -> _T:
        """Store an instance of a type, and return it."""
        self._built[kind] = instance
        return instance

    def provide(self, kind: type[_T], maker: Callable[[Services], _T]) -> None:
        """Register the function that builds the instance of a type."""
        self._makers[kind] = maker

    def on_close(self, callback: Callable[[], None]) -> None:
        """Register a function to call at the end, before those registered earlier."""
        self._exit.callback(callback)

    def close(self) -> None:
        """Close threads and connections."""
        self._exit.close()

    def _build(self, kind: type[_T]) -> _T:
        with self._lock:
            if kind not in self._built:
                maker = self._makers.get(kind) or cast("type[Service]", kind).from_services
                self._built[kind] = maker(self)
            return cast("_T", self._built[kind])
