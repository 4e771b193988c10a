from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.appearance.paths import APPEARANCE
from app.core import routes
from app.core.routes import Phase
from app.franceconnect.paths import FRANCECONNECT
from app.help.paths import HELP
from app.home.paths import FILES
from app.migration.paths import MIGRATION_DONE, migration_step_path
from app.payments.paths import PAYMENTS, payment_path
from app.public.paths import ACCESSIBILITY, PERSONAL_DATA, TERMS
from app.settings.paths import SPOUSE_AUTHORISATION
from tests.app.conftest import DOORS

PUBLIC = [
    routes.WELCOME,
    HELP,
    ACCESSIBILITY,
    TERMS,
    PERSONAL_DATA,
    APPEARANCE,
    "/no-such-page",
    "/mon-compte-ailleurs",
]
PRIVATE = [
    routes.HOME,
    FILES,
    SPOUSE_AUTHORISATION,
    PAYMENTS,
    payment_path("p1"),
    routes.HOME + "/?x=1",
]
STEPS = ("terms", "password", "contact", "code", "authorisations", "done")
CHANGING = [migration_step_path(step) for step in STEPS]
STAY = None

TABLE = [
    (routes.SIGN_IN, Phase.SIGNED_OUT, STAY),
    (routes.CODE, Phase.SIGNED_OUT, routes.SIGN_IN),
    (routes.MIGRATION, Phase.SIGNED_OUT, routes.SIGN_IN),
    (routes.SIGN_IN, Phase.CODE_ASKED, routes.CODE),
    (routes.CODE, Phase.CODE_ASKED, STAY),
    (routes.SIGN_IN, Phase.MIGRATING, routes.MIGRATION),
    (routes.CODE, Phase.MIGRATING, routes.MIGRATION),
    (routes.MIGRATION, Phase.MIGRATING, STAY),
    (routes.SIGN_IN, Phase.SIGNED_IN, routes.HOME),
    (routes.SIGN_IN + "/", Phase.SIGNED_IN, routes.HOME),
    (routes.SIGN_IN + "?a=b", Phase.SIGNED_IN, routes.HOME),
    (routes.CODE, Phase.SIGNED_IN, routes.HOME),
    (routes.MIGRATION, Phase.SIGNED_IN, routes.HOME),
    (routes.SIGN_IN, Phase.ENDED, STAY),
    (FRANCECONNECT, Phase.SIGNED_OUT, STAY),
    (FRANCECONNECT, Phase.CODE_ASKED, routes.CODE),
    (FRANCECONNECT, Phase.MIGRATING, routes.MIGRATION),
    (FRANCECONNECT, Phase.SIGNED_IN, STAY),
    (FRANCECONNECT, Phase.ENDED, STAY),
    (routes.CODE, Phase.ENDED, routes.SIGN_IN),
    (routes.MIGRATION, Phase.ENDED, STAY),
    (routes.MIGRATION, Phase.CODE_ASKED, routes.SIGN_IN),
    (MIGRATION_DONE, Phase.SIGNED_IN, STAY),
    *((path, Phase.MIGRATING, STAY) for path in CHANGING),
    *((path, Phase.SIGNED_OUT, routes.SIGN_IN) for path in CHANGING),
    *((path, Phase.ENDED, STAY) for path in CHANGING),
    *((path, Phase.SIGNED_IN, routes.HOME) for path in CHANGING[:-1]),
    *((path, phase, STAY) for path in PUBLIC for phase in Phase),
    *((path, Phase.SIGNED_OUT, routes.SIGN_IN) for path in PRIVATE),
    *((path, Phase.MIGRATING, routes.MIGRATION) for path in PRIVATE),
    *((path, Phase.SIGNED_IN, STAY) for path in PRIVATE),
    *((path, Phase.ENDED, STAY) for path in PRIVATE),
]


def redirect(path: str, phase: Phase, *, wanted: str | None, left: bool) -> str | None:
    """Where the features' own doors lead from a path."""
    return routes.redirect(routes.door_of(path, DOORS), phase, wanted=wanted, left=left)


def test_where_a_person_may_stand() -> None:
    """Each path at each step of the way in: nothing private is shown early, no sign-in form late."""
    led = [(path, phase, redirect(path, phase, wanted=None, left=False)) for path, phase, _ in TABLE]
    wrong = [(got, due) for got, due in zip(led, TABLE, strict=True) if got != due]
    assert not wrong, wrong


def test_leaving_leads_to_the_welcome() -> None:
    """Who has just signed out is not asked to sign in again."""
    left = [*PRIVATE, routes.MIGRATION, FRANCECONNECT, *CHANGING]
    led = {path: redirect(path, Phase.SIGNED_OUT, wanted=None, left=True) for path in left}
    assert set(led.values()) == {routes.WELCOME}, led


def test_the_place_asked_for_comes_after_the_sign_in() -> None:
    """A link into the account survives the sign-in."""
    wanted = payment_path("p1")
    assert redirect(routes.SIGN_IN, Phase.SIGNED_IN, wanted=wanted, left=False) == wanted


@given(
    st.text().map("/".__add__),
    st.sampled_from(Phase),
    st.one_of(st.none(), st.sampled_from(PRIVATE)),
)
def test_no_address_makes_the_program_fall_or_turn_in_circles(
    path: str, phase: Phase, wanted: str | None
) -> None:
    """Whatever stands in the address bar, a person is sent at most twice, then stays."""
    place: str | None = path
    for _ in range(3):
        if place is None:
            return
        place = redirect(place, phase, wanted=wanted, left=False)
    assert place is None


@pytest.mark.parametrize("path", ["//[", "//mon-compte/paiements", "/%5B"])
def test_addresses_that_are_no_url_are_public(path: str) -> None:
    """A path is only ever a path: nothing of it is taken for a host."""
    assert not routes.is_private(path)
    assert redirect(path, Phase.SIGNED_OUT, wanted=None, left=False) is None
