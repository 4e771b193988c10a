"""The state of Rechercher, against the reference server."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from api_client import ConnectionFailed
from app.search.search import Search
from search_rules.words import LONGEST_QUERY

if TYPE_CHECKING:
    from app.core.scope import PageScope, PersonScope
    from tests.app.conftest import Find, Network, Until


async def signed_in(page: PageScope, find: Find, role: str = "responsable-couple") -> PersonScope:
    account = find(role)
    await page.session.sign_in(account.identifier, account.password)
    assert page.person is not None
    return page.person


async def test_what_is_typed_is_suggested_and_what_is_asked_is_found(
    page: PageScope, find: Find, until: Until
) -> None:
    """A few of each kind come as one types, more once one asks; typing on hides what was asked for."""
    state = (await signed_in(page, find)).state(Search.of)
    state.type("paiment")
    await until(lambda: bool(state.suggested))
    assert {group.kind for group in state.suggested} >= {"payment"}
    assert all(len(group.items) <= 3 for group in state.suggested)
    await state.ask()
    assert state.is_asked
    assert not state.suggested
    assert next(group for group in state.found if group.kind == "payment").total > 3
    state.type("paiments")
    assert not state.is_asked


async def test_without_an_account_nothing_is_asked_of_the_server(page: PageScope, network: Network) -> None:
    """What the program itself can do is found by the screen: a query of a stranger goes nowhere."""
    state = page.state(Search.of_nobody)
    await state.prepare()
    state.type("adresse")
    await state.ask()
    assert state.is_asked
    assert state.found == ()
    assert not [asked for asked in network.asked if "search" in asked]


async def test_the_last_of_two_questions_is_answered(page: PageScope, find: Find, network: Network) -> None:
    """A question that overtakes another has its own answer, however late that of the other comes."""
    state = (await signed_in(page, find)).state(Search.of)
    network.hold()
    state.type("paiement")
    first = asyncio.create_task(state.ask())
    await asyncio.sleep(0)
    state.type("allocations familiales")
    await state.ask()
    network.release()
    await first
    assert state.query == "allocations familiales"
    assert any("Allocations familiales" in each.title for group in state.found for each in group.items)


async def test_a_network_that_is_gone_is_said_and_tried_again(
    page: PageScope, find: Find, network: Network
) -> None:
    """Without the network the search fails with its reason; with it, trying again finds."""
    state = (await signed_in(page, find)).state(Search.of)
    network.cut = True
    state.type("paiement")
    await state.ask()
    assert isinstance(state.load.error, ConnectionFailed)
    network.cut = False
    await state.load.run()
    assert state.load.error is None
    assert state.found


async def test_what_is_too_long_is_cut_and_what_is_no_text_is_harmless(page: PageScope, find: Find) -> None:
    """Two thousand characters are cut with a word said; a NUL and marks of direction are not looked for."""
    state = (await signed_in(page, find)).state(Search.of)
    state.type("paiement " * 250)
    await state.ask()
    assert state.is_cut
    assert len(state.typed) <= LONGEST_QUERY
    assert state.load.error is None
    state.type("paie\u0000 \u202e")
    await state.ask()
    assert state.load.error is None
    assert not state.is_cut


async def test_the_address_is_taken_once(page: PageScope, find: Find) -> None:
    """An address with a question asks it; who comes back finds what they asked since."""
    state = (await signed_in(page, find)).state(Search.of)
    await state.take("paiement")
    assert state.query == "paiement"
    state.type("attestation")
    await state.ask()
    await state.take("paiement")
    assert state.query == "attestation"


async def test_nothing_typed_outlives_who_typed_it(page: PageScope, find: Find) -> None:
    """What a stranger typed is gone once somebody comes in and goes; a person's goes with them."""
    stranger = page.state(Search.of_nobody)
    stranger.type("secret")
    await stranger.ask()
    person = await signed_in(page, find)
    person.state(Search.of).type("mine")
    await page.session.sign_out()
    assert stranger.typed == stranger.query == ""
    assert page.person is None
