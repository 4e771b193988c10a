"""Forms over HTTP: read by anybody, published by the fund, newest version first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from questionnaires.parsing import parse
from server.questionnaires.packaged import packaged
from tests.support.questionnaires import every_kind

if TYPE_CHECKING:
    import httpx

    from tests.server.conftest import Api


def _publish(api: Api, raw: Any) -> httpx.Response:
    return api.http.post("/demo/questionnaires", json=raw)


def test_forms_that_come_with_the_program_can_be_filled_in(api: Api) -> None:
    """Every form in the package is one, and anybody may read it as it was written."""
    listed = api.http.get("/v1/questionnaires").json()["items"]
    assert [each["id"] for each in listed] == sorted(packaged())
    for each in listed:
        read = api.http.get(f"/v1/questionnaires/{each['id']}")
        assert "public" in read.headers["Cache-Control"]
        assert parse(read.json()).pages == packaged()[each["id"]].pages


def test_a_form_that_nobody_has_seen_is_published(api: Api) -> None:
    """What the fund publishes can be read at once, whole, and is listed with its kind."""
    assert api.http.get("/v1/questionnaires/every_kind").status_code == 404
    assert _publish(api, every_kind()).status_code == 201
    read = api.http.get("/v1/questionnaires/every_kind").json()
    assert parse(read).raw == every_kind()
    changes = api.http.get("/v1/questionnaires", params={"kind": "change"}).json()["items"]
    assert "every_kind" in [each["id"] for each in changes]
    assert api.http.get("/v1/questionnaires", params={"kind": "declaration"}).json()["items"] == []


def test_the_newest_version_is_read(api: Api) -> None:
    """A newer version takes the place of what came with the program; an older one is refused."""
    newer = dict(packaged()["moving"].raw) | {"version": 1000, "title": "Déménager"}
    assert _publish(api, newer).status_code == 201
    assert api.http.get("/v1/questionnaires/moving").json()["title"] == "Déménager"
    refused = _publish(api, newer)
    assert api.problem(refused) == (422, "validation_failed")
    assert refused.json()["errors"][0]["field"] == "version"


def test_what_is_no_form_is_refused_with_its_place(api: Api) -> None:
    """Whoever writes a form is told where it is wrong."""
    raw = every_kind()
    raw["pages"][0]["questions"][0]["kind"] = "colour"
    refused = _publish(api, raw)
    assert api.problem(refused) == (422, "validation_failed")
    assert refused.json()["errors"][0]["field"] == "pages.0.questions.0.kind"
    assert _publish(api, []).status_code == 422


def test_a_name_of_no_form_is_not_found(api: Api) -> None:
    """An address of no form leads nowhere, however strange it is."""
    assert api.problem(api.http.get("/v1/questionnaires/nothing")) == (404, "not_found")
    assert api.problem(api.http.get("/v1/questionnaires/../me"))[0] in {401, 404}
    assert api.problem(api.http.get("/v1/questionnaires/A%20B"))[0] in {404, 422}
