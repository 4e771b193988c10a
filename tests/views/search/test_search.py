"""Rechercher as it is drawn: from every screen, with suggestions, results by kind, and every other state."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.core import routes
from app.payments.paths import PAYMENTS
from app.requests.paths import start_path
from app.search.paths import SEARCH
from tests.views.screen_steps import check, enter, in_both_layouts
from views.features import FEATURES
from views.requests.text import RequestsSearchText
from views.search.text import SearchText
from views.shell.error_text import DoorText
from views.shell.text import ShellText

if TYPE_CHECKING:
    from app.core.session import Session
    from tests.app.conftest import Find, Network
    from tests.views.conftest import Open
    from tests.views.flutter import Flutter

ADDRESS = RequestsSearchText.MOVING.title


async def typed(screen: Flutter, text: str) -> None:
    await screen.press(ShellText.SEARCH)
    await screen.until(lambda: screen.heading == SearchText.HEADING)
    await screen.type(SearchText.LABEL, text)


@in_both_layouts
async def test_it_is_reached_from_every_screen_and_finds_an_act(open_at: Open) -> None:
    """Without an account, too: one types what one wants to do, and is led where it is done."""
    screen = open_at(routes.SIGN_IN)
    await typed(screen, "changer d'adrese")
    await screen.until(lambda: screen.says(SearchText.suggestion(ADDRESS, "démarche")))
    check(screen, SearchText.HEADING)
    assert screen.says(SearchText.LEAD_SIGNED_OUT)
    await screen.press(SearchText.suggestion(ADDRESS, "démarche"))
    await screen.until(lambda: screen.route == routes.SIGN_IN)


@in_both_layouts
async def test_results_are_grouped_and_counted(open_at: Open, session: Session, find: Find) -> None:
    """What was asked for is told by kind, with how many there are; a result leads to its screen."""
    screen = await enter(open_at, session, find)
    await typed(screen, "paiement novembre")
    await screen.press(SearchText.ASK)
    await screen.until(lambda: any(words.startswith("Paiements (") for words in screen.headings(2)))
    check(screen, SearchText.HEADING)
    plain = [words.replace("\u00a0", " ") for words in screen.words]
    assert any("résultat" in words and "« paiement novembre »" in words for words in plain)
    first = next(words for words in screen.words if words.startswith("Paiement du "))
    await screen.press(first)
    await screen.until(lambda: screen.route.startswith(f"{PAYMENTS}/"))
    await typed_again(screen)


async def typed_again(screen: Flutter) -> None:
    """Who comes back finds what they asked for."""
    await screen.press(ShellText.SEARCH)
    await screen.until(lambda: screen.heading == SearchText.HEADING)
    await screen.until(lambda: any(words.startswith("Paiements (") for words in screen.headings(2)))
    assert screen.field(SearchText.LABEL).value == "paiement novembre"


async def test_a_closed_door_finds_the_act_and_says_why(open_at: Open, session: Session, find: Find) -> None:
    """Who may not do something finds it all the same, and is told who may; what is behind the door is not found."""
    screen = await enter(open_at, session, find, "conjoint-sans-procuration")
    await typed(screen, "paiements")
    await screen.press(SearchText.ASK)
    await screen.until(lambda: screen.says("Voir mes paiements"))
    assert not any(words.startswith("Paiement du ") for words in screen.words)
    await screen.press("Voir mes paiements")
    await screen.until(lambda: screen.route == PAYMENTS)
    await screen.until(lambda: screen.says(DoorText.closed("procuration_required")))


@pytest.mark.parametrize(
    ("query", "said"),
    [("😀 ?", SearchText.NO_WORD), ("xylophone", SearchText.NOTHING), ("x" * 350, SearchText.CUT)],
    ids=["signs", "nothing", "long"],
)
async def test_nothing_found_is_said(open_at: Open, query: str, said: str) -> None:
    """What has no word, what nothing is called by, and what is too long are told, each in its own words."""
    screen = open_at(SEARCH)
    await screen.type(SearchText.LABEL, query)
    await screen.press(SearchText.ASK)
    await screen.until(lambda: screen.says(said))


async def test_without_a_network_acts_are_found(
    open_at: Open, session: Session, find: Find, network: Network
) -> None:
    """What could not be searched is said, beside what was found without it; trying again finds the rest."""
    screen = await enter(open_at, session, find)
    network.cut = True
    await typed(screen, "paiements")
    await screen.press(SearchText.ASK)
    await screen.until(lambda: screen.says(SearchText.PARTLY))
    assert screen.says("Voir mes paiements")
    network.cut = False
    await screen.press(ShellText.RETRY)
    await screen.until(lambda: any(words.startswith("Paiements (") for words in screen.headings(2)))
    assert not screen.says(SearchText.PARTLY)


async def test_an_address_with_a_question_is_answered(open_at: Open) -> None:
    """As a browser without script asks."""
    screen = open_at(f"{SEARCH}?q=changer+d%27adresse")
    await screen.until(lambda: screen.says(ADDRESS))
    assert screen.field(SearchText.LABEL).value == "changer d'adresse"


def test_every_result_leads_to_a_screen() -> None:
    """What is found stands at a path of some screen; every kind is found once."""
    finds = [found.kind for feature in FEATURES for found in feature.finds]
    assert len(finds) == len(set(finds))
    patterns = [route.path for feature in FEATURES for route in feature.routes]
    for feature in FEATURES:
        for entry in feature.search:
            parts = routes.path_of(entry.path).split("/")
            assert any(_fits(parts, pattern.split("/")) for pattern in patterns), entry.path
    assert start_path("moving") in {entry.path for feature in FEATURES for entry in feature.search}


def _fits(parts: list[str], pattern: list[str]) -> bool:
    return len(parts) == len(pattern) and all(
        wanted.startswith(":") or part == wanted for part, wanted in zip(parts, pattern, strict=True)
    )
