"""The quarterly declaration, against the reference server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from api_client.declarations import BenefitChange, DeclarationEstimate
from api_client.errors import SimulationStarting, SimulationUnavailable
from app.core.scope import PageScope
from app.declarations.declarations import Declarations, DeclarationStart
from app.steps.effect import Effect

if TYPE_CHECKING:
    from collections.abc import Mapping

    from api_client import Client
    from app.core.session import Session
    from app.platforms.device import Device
    from tests.app.conftest import Find

FOUND = DeclarationEstimate(
    paid=("2026-12", "2027-01", "2027-02"),
    benefits=(BenefitChange(benefit="prime_activite", before=112_00, after=84_00),),
    not_estimated=(),
    left_out=(),
    suppositions=("housing",),
)


async def test_one_waits_and_can_be_begun(
    client: Client, session: Session, device: Device, find: Find
) -> None:
    """The newest waits, earlier ones were sent; beginning it gives its draft, and the same one the next time."""
    page = PageScope(client, session, device)
    account = find("responsable-seul")
    await session.sign_in(account.identifier, account.password)
    assert page.person is not None
    file = page.person.file
    assert file is not None
    listed = file.state(Declarations.of)
    await listed.load.run()
    assert listed.value is not None
    newest, *earlier = listed.value
    assert newest.declared_at is None
    assert all(each.declared_at for each in earlier)
    start = file.state(DeclarationStart.of, newest.quarter)
    await start.run()
    first = start.request_id
    await start.run()
    assert first is not None
    assert start.request_id == first


async def test_an_effect_waits_for_an_engine_that_starts() -> None:
    """An engine that starts is asked again; the same answers are not estimated twice, other ones are."""
    asked: list[Mapping[str, Any]] = []

    async def ask(answers: Mapping[str, Any]) -> DeclarationEstimate:
        asked.append(answers)
        if len(asked) < 3:
            raise SimulationStarting
        return FOUND

    effect = Effect(ask, again_s=0)
    await effect.of({"a": 1})
    assert effect.value == FOUND
    await effect.of({"a": 1})
    assert len(asked) == 3
    await effect.of({"a": 2})
    assert len(asked) == 4


async def test_what_cannot_be_estimated_is_no_failure_of_the_session() -> None:
    """Where nothing estimates, the state says so, and holds nothing older."""

    async def ask(_: Mapping[str, Any]) -> DeclarationEstimate:
        raise SimulationUnavailable

    effect = Effect(ask)
    await effect.of({})
    assert isinstance(effect.error, SimulationUnavailable)
    assert effect.value is None
