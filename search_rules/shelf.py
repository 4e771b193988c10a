"""A search among some hundred things that are all in memory, such as what the program itself can do."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING, Generic, TypeVar

from search_rules.vocabulary import meant
from search_rules.words import indexed, terms

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Words:
    title: frozenset[str]
    all: frozenset[str]


class Shelf(Generic[T]):
    """Things that are found by their words, by the rule of the server's search.

    Args:
        things: returns what is searched, once; of two that fit as well the first comes first.
        title: returns the words that a thing is called by.
        more: returns further words that it is found by.
    """

    def __init__(
        self, things: Callable[[], Sequence[T]], title: Callable[[T], str], more: Callable[[T], str]
    ) -> None:
        self._read = things
        self._title = title
        self._more = more

    def prepare(self) -> None:
        """Read the words of all things, which takes a moment and is done once."""
        _ = self._vocabulary

    def find(self, query: str) -> list[T]:
        """Return what has all the words of a query, else what has half of them, the best first.

        Of two the one that has more of the words is better, then the one that has them in its title.
        """
        words = [set(meant(term, self._vocabulary)) for term in terms(query)]
        known = [each for each in words if each]
        ranked = [
            (sum(not each.isdisjoint(of.all) for each in known), of, thing)
            for of, thing in zip(self._words, self._things, strict=True)
        ]
        for least in (len(words), ceil(len(words) / 2)):
            found = [
                (-has, -sum(not each.isdisjoint(of.title) for each in known), rank)
                for rank, (has, of, _) in enumerate(ranked)
                if has >= max(1, least)
            ]
            if found:
                return [self._things[rank] for _, _, rank in sorted(found)]
        return []

    @cached_property
    def _things(self) -> Sequence[T]:
        return self._read()

    @cached_property
    def _words(self) -> list[_Words]:
        titles = [frozenset(indexed(self._title(thing))) for thing in self._things]
        return [
            _Words(title, title | indexed(self._more(thing)))
            for title, thing in zip(titles, self._things, strict=True)
        ]

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        return frozenset().union(*(each.all for each in self._words))
