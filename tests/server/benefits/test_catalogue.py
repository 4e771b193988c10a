from __future__ import annotations

from typing import TYPE_CHECKING

from server.benefits.rules import BENEFITS

if TYPE_CHECKING:
    from tests.server.conftest import Api


def test_each_benefit_is_told_once_and_whole() -> None:
    """Benefits of a theme stand together, codes are unique, and each benefit has an audience and documents."""
    themes = [benefit.theme for benefit in BENEFITS]
    assert themes == sorted(themes, key=themes.index)
    assert len({benefit.benefit for benefit in BENEFITS}) == len(BENEFITS)
    assert all(benefit.audience and benefit.needed for benefit in BENEFITS)


def test_the_catalogue_is_public_and_cached(api: Api) -> None:
    """People without an account can read the catalogue, and browsers may cache it."""
    answer = api.http.get("/v1/catalogue")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=3600"
    themes = answer.json()["themes"]
    assert [theme["theme"] for theme in themes][:2] == ["logement", "enfants"]
    listed = [benefit for theme in themes for benefit in theme["benefits"]]
    assert len(listed) == len(BENEFITS)
    for benefit in listed:
        assert api.http.get(f"/v1/catalogue/{benefit['benefit']}").json() == benefit


def test_a_benefit_that_does_not_exist_is_not_found(api: Api) -> None:
    """A link with an unknown benefit is answered with not found."""
    for benefit in ("aplx", "APL", ".."):
        assert api.problem(api.http.get(f"/v1/catalogue/{benefit}"))[0] == 404
    assert api.problem(api.http.get("/v1/catalogue/%00"))[0] == 422
