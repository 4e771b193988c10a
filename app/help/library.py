"""The articles of Aide, as they stand in a folder of each language.

They are read from the package: whoever has the program has them, without an account and without a server. An article is
two files of Markdown, of which `docs/help.md` tells all: `<id>.md`, and `<id>.easy.md`, the same in easy words.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final, NamedTuple

_LANGUAGE: Final = "fr"
_FENCE: Final = "+++"
_EASY: Final = ".easy"


class Block(NamedTuple):
    """One text, or several that are the items of a list."""

    texts: tuple[str, ...]
    listed: bool = False


class Section(NamedTuple):
    """A part of an article; that of its lead has no heading."""

    heading: str
    blocks: tuple[Block, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """All that it says, one text after the other."""
        return tuple(text for block in self.blocks for text in block.texts)


class Writing(NamedTuple):
    """An article in one kind of words: its title, then its sections, of which the first may have no heading."""

    title: str
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Article:
    """What answers one question that people ask.

    Attributes:
        article_id: its name in an address.
        usual: as it is written for most.
        easy: the same in easy words.
        asked: the question as people ask it, in words that the article itself need not have.
        screens: paths of the screens that it leads to.
        acts: codes of what a person may have to do that it is about, as their account names them.
    """

    article_id: str
    usual: Writing
    easy: Writing
    asked: tuple[str, ...]
    screens: tuple[str, ...]
    acts: tuple[str, ...]

    def written(self, *, easy: bool) -> Writing:
        """Return it in easy words, or as it is written for most."""
        return self.easy if easy else self.usual


@dataclass(frozen=True)
class Theme:
    """Articles about one thing.

    Attributes:
        title: what it is called.
        articles: what people ask most first.
    """

    title: str
    articles: tuple[Article, ...]


@dataclass(frozen=True)
class Library:
    """The articles of a language.

    Attributes:
        themes: in the order in which they are shown.
        same: words that mean one thing here, folded.
        short: words that together mean one, or one that means several, folded, and what they mean.
        ignored: folded words that say nothing of what is asked.
    """

    themes: tuple[Theme, ...]
    same: tuple[tuple[str, ...], ...]
    short: Mapping[str, str]
    ignored: frozenset[str]

    @property
    def articles(self) -> tuple[Article, ...]:
        """All of them, theme after theme."""
        return tuple(article for theme in self.themes for article in theme.articles)

    def find(self, article_id: str) -> Article | None:
        """Return an article; None where there is none of that name."""
        return next((each for each in self.articles if each.article_id == article_id), None)


@cache
def library() -> Library:
    """Return the articles in French; they are read once, and belong to nobody."""
    folder = resources.files("app.help") / "articles" / _LANGUAGE

    def read(name: str) -> str:
        return (folder / name).read_text(encoding="utf-8")

    order = tomllib.loads(read("themes.toml"))
    words = tomllib.loads(read("words.toml"))
    return Library(
        themes=tuple(
            Theme(
                theme["title"],
                tuple(
                    article(each, read(f"{each}.md"), read(f"{each}{_EASY}.md")) for each in theme["articles"]
                ),
            )
            for theme in order["themes"]
        ),
        same=tuple(tuple(group.split()) for group in words["same"]),
        short=words["short"],
        ignored=frozenset(words["ignored"]),
    )


def article(article_id: str, usual: str, easy: str) -> Article:
    """Return the article of two files.

    Args:
        article_id: its name.
        usual: what the file says that is written for most, with what is told of the article before it.
        easy: what the file in easy words says.

    Raises:
        ValueError: a file is not written as articles are.
    """
    before, found, after = usual.partition(_FENCE)[2].partition(f"\n{_FENCE}\n")
    if not found:
        raise ValueError(f"{article_id} does not begin with what is told of it")
    told = tomllib.loads(before)
    return Article(
        article_id,
        usual=_writing(after.splitlines()),
        easy=_writing(easy.splitlines()),
        asked=tuple(told.get("asked", ())),
        screens=tuple(told.get("screens", ())),
        acts=tuple(told.get("acts", ())),
    )


def _writing(lines: Iterable[str]) -> Writing:
    kept = [line.strip() for line in lines if line.strip()]
    if not kept or not kept[0].startswith("# "):
        raise ValueError("an article begins with its title")
    return Writing(kept[0].removeprefix("# "), tuple(_sections(kept[1:])))


def _sections(lines: Iterable[str]) -> Iterator[Section]:
    heading, said = "", list[str]()
    for line in lines:
        if line.startswith("## "):
            if said:
                yield Section(heading, tuple(_blocks(said)))
            heading, said = line.removeprefix("## "), []
        else:
            said.append(line)
    if said:
        yield Section(heading, tuple(_blocks(said)))


def _blocks(lines: Iterable[str]) -> Iterator[Block]:
    items: list[str] = []
    for line in lines:
        if line.startswith("- "):
            items.append(line.removeprefix("- "))
            continue
        if items:
            yield Block(tuple(items), listed=True)
            items = []
        yield Block((line,))
    if items:
        yield Block(tuple(items), listed=True)
