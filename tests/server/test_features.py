"""What features register: one list, and nothing that is declared beside it."""

import sys
from pathlib import Path

from fastapi import FastAPI

import server
from server import features
from server.document import describe, problem_details
from server.feature import Feature
from server.http.kinds import GENERAL, ProblemKind, ProblemMember
from server.http.problems import Problem

REQUEST = "0b8ff1f4-9d7c-4c57-8f4c-0f3a5c1f7f5e"


def test_every_folder_with_a_feature_is_listed() -> None:
    """A feature that nobody lists would be served by nobody."""
    folders = {file.parent.name for file in Path(server.__file__).parent.glob("*/feature.py")}
    assert folders - {"demo"} == {*features.FEATURES, *features.SHARED}


def test_every_kind_of_refusal_is_registered_once() -> None:
    """The document and the replays of refusals know the registered kinds alone."""
    registered = [*GENERAL, *(kind for feature in features.load() for kind in feature.problems)]
    declared = {
        value
        for name, module in list(sys.modules.items())
        if name.startswith("server.")
        for value in vars(module).values()
        if isinstance(value, ProblemKind)
    }
    assert set(registered) == declared
    assert len({kind.code for kind in registered}) == len(registered)


def test_a_feature_adds_its_refusals_to_the_document() -> None:
    """A kind and a member that no other module names stand in the document, after those of the first edition."""
    lent = ProblemKind("book_lent", 409, "The book is lent")
    feature = Feature(problems=(lent,), members=(ProblemMember("back_in", int, "days"),))
    app = FastAPI(title="Library")
    document = describe(app, (*features.load(), feature))()
    schemas = document["components"]["schemas"]
    assert schemas["Code"]["enum"][-2:] == ["internal_error", "book_lent"]
    assert list(schemas["ProblemDetails"]["properties"])[-2:] == ["differs", "back_in"]


def test_refusals_are_what_the_document_says() -> None:
    """A refusal is rendered without the document's model: this holds the two together."""
    model = problem_details(features.load())
    for kind in (*GENERAL, *(kind for feature in features.load() for kind in feature.problems)):
        answer = Problem(kind, retry_after=3, door=None).response(REQUEST)
        details = model.model_validate_json(bytes(answer.body))
        assert details.model_dump(mode="json", exclude_none=True)["title"] == kind.title
        assert answer.headers["retry-after"] == "3"
        assert b'"door":' not in bytes(answer.body)
