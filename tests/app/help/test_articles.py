"""The articles: what editors may not forget, and the rules of easy words (facile à lire et à comprendre)."""

from __future__ import annotations

import re
from importlib import resources
from typing import TYPE_CHECKING

import pytest

from app.help.library import Writing, article, library
from tests.support.easy_words import faults

if TYPE_CHECKING:
    from collections.abc import Iterator


def lines(writing: Writing) -> Iterator[str]:
    """Give all that an article says, line by line."""
    yield writing.title
    for section in writing.sections:
        if section.heading:
            yield section.heading
        yield from section.texts


def test_every_file_is_in_a_theme() -> None:
    """An article that no theme names would be read by nobody."""
    folder = resources.files("app.help") / "articles" / "fr"
    written = {
        each.name.removesuffix(".md").removesuffix(".easy")
        for each in folder.iterdir()
        if each.name.endswith(".md")
    }
    named = [each.article_id for each in library().articles]
    assert sorted(written) == sorted(named)
    assert len(named) >= 15


def test_every_article_can_be_found_and_leads_on() -> None:
    """Each says how people ask for it; each title is there once."""
    assert [each.article_id for each in library().articles if not each.asked] == []
    titles = [each.usual.title for each in library().articles]
    assert len(titles) == len(set(titles))
    assert [
        each.article_id for each in library().articles if not re.fullmatch(r"[a-z0-9-]+", each.article_id)
    ] == []


def test_every_article_is_there_in_easy_words() -> None:
    """One sentence a line, short, one idea, nothing denied, no passive, none of the words of offices."""
    wrong = [
        f"{each.article_id}: {line!r} {fault}"
        for each in library().articles
        for line in lines(each.easy)
        for fault in faults(line)
    ]
    assert not wrong, "\n".join(wrong)
    short = [each.article_id for each in library().articles if len(list(lines(each.easy))) < 5]
    assert short == []


def test_titles_are_held_by_their_sentences() -> None:
    """The usual words are sentences of plain French too: none is longer than forty words."""
    long = [
        f"{each.article_id}: {sentence}"
        for each in library().articles
        for line in lines(each.usual)
        for sentence in re.split(r"(?<=[.?!:])\s", line)
        if len(sentence.split()) > 40
    ]
    assert not long, "\n".join(long)


@pytest.mark.parametrize("text", ["", "# Titre", "+++\nasked = []\n+++\nSans titre"])
def test_a_file_that_is_no_article_is_refused(text: str) -> None:
    """An editor is told, rather than a reader shown half of it."""
    with pytest.raises(ValueError):  # noqa: PT011 - of several kinds
        article("essai", text, "# Titre")
