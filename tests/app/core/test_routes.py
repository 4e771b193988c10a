from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import routes
from app.core.routes import Phase

PUBLIC = [
    routes.WELCOME,
    routes.HELP,
    routes.ACCESSIBILITY,
    routes.TERMS,
    routes.PERSONAL_DATA,
    routes.APPEARANCE,
    "/no-such-page",
    "/mon-compte-ailleurs",
]
PRIVATE = [
    routes.HOME,
    routes.FILES,
    routes.AUTHORISATIONS,
    routes.PAYMENTS,
    routes.payment("p1"),
    routes.HOME + "/?x=1",
]
STEPS = ("terms", "password", "contact", "code", "authorisations", "done")
CHANGING = [routes.new_connection_step(step) for step in STEPS]
STAY = None

TABLE = [
    (routes.LOGIN, Phase.SIGNED_OUT, STAY),
    (routes.CODE, Phase.SIGNED_OUT, routes.LOGIN),
    (routes.NEW_CONNECTION, Phase.SIGNED_OUT, routes.LOGIN),
    (routes.LOGIN, Phase.CODE_ASKED, routes.CODE),
    (routes.CODE, Phase.CODE_ASKED, STAY),
    (routes.LOGIN, Phase.OLD_CONNECTION, routes.NEW_CONNECTION),
    (routes.CODE, Phase.OLD_CONNECTION, routes.NEW_CONNECTION),
    (routes.NEW_CONNECTION, Phase.OLD_CONNECTION, STAY),
    (routes.LOGIN, Phase.SIGNED_IN, routes.HOME),
    (routes.LOGIN + "/", Phase.SIGNED_IN, routes.HOME),
    (routes.LOGIN + "?a=b", Phase.SIGNED_IN, routes.HOME),
    (routes.CODE, Phase.SIGNED_IN, routes.HOME),
    (routes.NEW_CONNECTION, Phase.SIGNED_IN, routes.HOME),
    (routes.LOGIN, Phase.ENDED, STAY),
    (routes.FRANCECONNECT, Phase.SIGNED_OUT, STAY),
    (routes.FRANCECONNECT, Phase.CODE_ASKED, routes.CODE),
    (routes.FRANCECONNECT, Phase.OLD_CONNECTION, routes.NEW_CONNECTION),
    (routes.FRANCECONNECT, Phase.SIGNED_IN, STAY),
    (routes.FRANCECONNECT, Phase.ENDED, STAY),
    (routes.CODE, Phase.ENDED, routes.LOGIN),
    (routes.NEW_CONNECTION, Phase.ENDED, STAY),
    (routes.NEW_CONNECTION, Phase.CODE_ASKED, routes.LOGIN),
    (routes.NEW_CONNECTION_DONE, Phase.SIGNED_IN, STAY),
    *((path, Phase.OLD_CONNECTION, STAY) for path in CHANGING),
    *((path, Phase.SIGNED_OUT, routes.LOGIN) for path in CHANGING),
    *((path, Phase.ENDED, STAY) for path in CHANGING),
    *((path, Phase.SIGNED_IN, routes.HOME) for path in CHANGING[:-1]),
    *((path, phase, STAY) for path in PUBLIC for phase in Phase),
    *((path, Phase.SIGNED_OUT, routes.LOGIN) for path in PRIVATE),
    *((path, Phase.OLD_CONNECTION, routes.NEW_CONNECTION) for path in PRIVATE),
    *((path, Phase.SIGNED_IN, STAY) for path in PRIVATE),
    *((path, Phase.ENDED, STAY) for path in PRIVATE),
]


@pytest.mark.parametrize(("path", "phase", "target"), TABLE)
def test_where_a_person_may_stand(path: str, phase: Phase, target: str | None) -> None:
    """Each path at each step of the way in: nothing private is shown early, no sign-in form late."""
    assert routes.redirect(path, phase, wanted=None, left=False) == target


@pytest.mark.parametrize("path", [*PRIVATE, routes.NEW_CONNECTION, routes.FRANCECONNECT, *CHANGING])
def test_leaving_leads_to_the_welcome(path: str) -> None:
    """Who has just signed out is not asked to sign in again."""
    assert routes.redirect(path, Phase.SIGNED_OUT, wanted=None, left=True) == routes.WELCOME


def test_the_place_asked_for_comes_after_the_sign_in() -> None:
    """A link into the account survives the sign-in."""
    wanted = routes.payment("p1")
    assert routes.redirect(routes.LOGIN, Phase.SIGNED_IN, wanted=wanted, left=False) == wanted


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
        place = routes.redirect(place, phase, wanted=wanted, left=False)
    assert place is None


@pytest.mark.parametrize("path", ["//[", "//mon-compte/paiements", "/%5B"])
def test_addresses_that_are_no_url_are_public(path: str) -> None:
    """A path is only ever a path: nothing of it is taken for a host."""
    assert not routes.is_private(path)
    assert routes.redirect(path, Phase.SIGNED_OUT, wanted=None, left=False) is None
