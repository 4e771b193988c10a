"""Which articles answer a question that somebody asks in their own words.

Nothing leaves the program: the articles are few enough to be gone through by Okapi BM25, the measure by which search
engines rank texts, at each question. Words are compared by their stems, what people write in place of a word of the
articles stands in their folder (`words.toml`), and a slip of the finger is forgiven.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import log
from typing import Final, NamedTuple, Self

from app.help.library import Article, Library, Section, library
from search_rules.words import stem
from text_rules.folding import folded_words

_MOST_WORDS: Final = 60
"""So many different words of a question are looked for: a long one says the same thing again."""
_MOST: Final = 3
"""Articles that answer one question at most."""

_TITLE, _ASKED, _HEADING, _TEXT = 3.0, 2.5, 1.5, 1.0
"""How much more a word says where it stands: in the title, in what people ask, in a heading, in a text."""
_SATURATION: Final = 1.2
_LENGTH: Final = 0.6
"""Of BM25: how soon a word said again says no more; how much a long article counts for less."""
_SLIP: Final = 0.6
"""What a word counts for that was meant, and not written."""
_SHORTEST_SLIP: Final = 5
"""Letters: a shorter word, written otherwise, is another word."""
_FEMININE: Final = re.compile(r"(?<=\w{3})ees?$")
_KNOWN: Final = 0.55
"""Share of what a question says that an article must have, for it to be an answer."""
_NEAR: Final = 0.25
"""The same, for it to be shown as what comes nearest: a long story says much that no article has."""
_CLOSE: Final = 0.45
"""Share of the first one's score that another answer must have."""


class Answer(NamedTuple):
    """An article that answers, and the part of it that says most about the question."""

    article: Article
    section: Section
    score: float


@dataclass(frozen=True)
class _Indexed:
    """An article, and its words.

    Attributes:
        article: which.
        weights: how much of each word it says.
        length: how much it says.
        sections: its parts, each with its words.
    """

    article: Article
    weights: Mapping[str, float]
    length: float
    sections: tuple[tuple[Section, frozenset[str]], ...]


class Retrieval:
    """Finds articles."""

    def __init__(self, articles: Library) -> None:
        self._short = articles.short
        self._ignored = articles.ignored
        self._same: dict[str, str] = {}
        for group in articles.same:
            first = self._root(group[0])
            self._same |= {self._root(word): first for word in group}
        self._indexed = [self._index(article) for article in articles.articles]
        self._average = sum(each.length for each in self._indexed) / len(self._indexed)
        found_in = Counter(word for each in self._indexed for word in each.weights)
        number = len(self._indexed)
        self._rarity = {
            word: log(1 + (number - many + 0.5) / (many + 0.5)) for word, many in found_in.items()
        }
        self._rarest = max(self._rarity.values())
        self._shortened = defaultdict[str, set[str]](set)
        for word in self._rarity:
            for shorter in _shortened(word):
                self._shortened[shorter].add(word)

    @classmethod
    @cache
    def of_library(cls) -> Self:
        """Return what finds the articles of the program; made once, and of nobody."""
        return cls(library())

    def answers(self, question: str) -> tuple[Answer, ...]:
        """Return the articles that answer a question, the best first; none where too little is known of it."""
        return self._found(question, _KNOWN)

    def nearest(self, question: str) -> tuple[Answer, ...]:
        """Return the articles that come nearest to a question, and may answer it or not; none where none does."""
        return self._found(question, _NEAR)

    def _found(self, question: str, least: float) -> tuple[Answer, ...]:
        """Return articles, the best first, where that has at least a share of what the question says."""
        meant = self._meant(question)
        weight = sum(self._weight(words) for words in meant)
        if not weight:
            return ()
        ranked = sorted(
            ((self._score(each, meant), each) for each in self._indexed), key=lambda pair: -pair[0]
        )
        best = ranked[0][0]
        if self._share(ranked[0][1], meant) < least * weight:
            return ()
        return tuple(
            Answer(each.article, self._section(each, meant), score)
            for score, each in ranked[:_MOST]
            if score >= _CLOSE * best
        )

    def _index(self, article: Article) -> _Indexed:
        weights = Counter[str]()
        usual, easy = article.usual, article.easy
        parts: list[tuple[float, Iterable[str]]] = [
            (_TITLE, (usual.title, easy.title)),
            (_ASKED, article.asked),
            *((_HEADING, (section.heading,)) for section in usual.sections),
            *((_TEXT, section.texts) for section in usual.sections),
        ]
        for weight, texts in parts:
            for text in texts:
                for word in self._words(text):
                    weights[self._root(word)] += weight  # type: ignore[assignment] # of any number
        sections = tuple(
            (
                part,
                frozenset(
                    self._root(word) for text in (part.heading, *part.texts) for word in self._words(text)
                ),
            )
            for part in usual.sections
        )
        return _Indexed(article, weights, sum(weights.values()), sections)

    def _words(self, text: str) -> Iterator[str]:
        folded = f" {folded_words(text)} "
        for written, meant in self._short.items():
            folded = folded.replace(f" {written} ", f" {meant} ")
        return (word for word in folded.split() if word not in self._ignored)

    def _root(self, word: str) -> str:
        """Return what stands for a word, for all its forms, and for all words that mean the same."""
        # Without accents, “licenciée” is another word for a stemmer than “licencié”.
        root = stem(_FEMININE.sub("e", word))
        return self._same.get(root, root)

    def _meant(self, question: str) -> list[dict[str, float]]:
        """Return for each word of a question what it may stand for, and how surely."""
        roots = list(dict.fromkeys(self._root(word) for word in self._words(question)))
        return [self._senses(root) for root in roots[:_MOST_WORDS]]

    def _senses(self, root: str) -> dict[str, float]:
        if root in self._rarity:
            return {root: 1.0}
        return dict.fromkeys(self._slips(root), _SLIP) or {root: 0.0}

    def _slips(self, root: str) -> set[str]:
        """Return the stems that somebody may have meant who wrote this one: a letter too few, too many, or another."""
        if len(root) < _SHORTEST_SLIP or not root.isalpha():
            return set()
        near = {word for shorter in _shortened(root) for word in self._shortened.get(shorter, ())}
        return {word for word in near if len(word) >= _SHORTEST_SLIP and word[0] == root[0]}

    def _weight(self, senses: Mapping[str, float]) -> float:
        """Return how much a word of the question says.

        One that no article has says as much as the rarest, and a number nothing: a sum, a date, an age.
        """
        return max(
            (self._rarity.get(root, 0.0 if root.isdigit() else self._rarest) for root in senses), default=0.0
        )

    def _share(self, indexed: _Indexed, meant: Iterable[Mapping[str, float]]) -> float:
        """Return how much of what the question says the article has."""
        return sum(
            max(
                (self._rarity[root] * sure for root, sure in senses.items() if root in indexed.weights),
                default=0.0,
            )
            for senses in meant
        )

    def _score(self, indexed: _Indexed, meant: Iterable[Mapping[str, float]]) -> float:
        bound = _SATURATION * (1 - _LENGTH + _LENGTH * indexed.length / self._average)
        return sum(
            sure * self._rarity[root] * weight * (_SATURATION + 1) / (weight + bound)
            for senses in meant
            for root, sure in senses.items()
            if (weight := indexed.weights.get(root, 0.0))
        )

    def _section(self, indexed: _Indexed, meant: Iterable[Mapping[str, float]]) -> Section:
        """Return the part that has most of the question; the first where none has more."""
        wanted = {
            root: sure * self._rarity.get(root, 0.0) for senses in meant for root, sure in senses.items()
        }
        return max(
            indexed.sections,
            key=lambda part: sum(says for root, says in wanted.items() if root in part[1]),
        )[0]


def _shortened(word: str) -> Iterator[str]:
    """Return a word, and all that it is with one letter left out: two that share one are a slip apart."""
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
