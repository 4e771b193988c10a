from __future__ import annotations

from typing import TYPE_CHECKING

from server.benefits.rules import BENEFITS

if TYPE_CHECKING:
    from tests.server.conftest import Api


def test_each_benefit_is_told_once_and_whole() -> None:
    """Themes are not torn apart, no code is given twice, and nothing is left without an audience or a document."""
    themes = [benefit.theme for benefit in BENEFITS]
    assert themes == sorted(themes, key=themes.index)
    assert len({benefit.benefit for benefit in BENEFITS}) == len(BENEFITS)
    assert all(benefit.audience and benefit.needed for benefit in BENEFITS)


def test_the_catalogue_is_public_and_cached(api: Api) -> None:
    """A newcomer chooses a benefit before having an account; a browser need not ask at each screen."""
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
    """A link from elsewhere may name anything."""
    for benefit in ("aplx", "APL", ".."):
        assert api.problem(api.http.get(f"/v1/catalogue/{benefit}"))[0] == 404
    assert api.problem(api.http.get("/v1/catalogue/%00"))[0] == 422
