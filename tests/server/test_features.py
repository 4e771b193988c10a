"""The registration of features: one list, and nothing beside it."""

import ast
import sys
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Protocol

import pypdf
from fastapi import FastAPI
from sqlalchemy import select

import server
from server import Settings, features, sqlite_url
from server.clock import Clock
from server.db import Store
from server.document import describe, problem_details
from server.exports.document import as_pdf
from server.exports.gathering import gather
from server.feature import ExportPart, ExportTable, Feature, Features, FileExportPart
from server.http.kinds import GENERAL, ProblemKind, ProblemMember
from server.http.problems import Problem
from server.people.tables import Account
from server.services import Services
from tests.server.composed import composed

REQUEST = "0b8ff1f4-9d7c-4c57-8f4c-0f3a5c1f7f5e"


def test_every_folder_with_a_feature_is_listed() -> None:
    """Every folder with a `feature.py` is listed: otherwise it would not be served."""
    listed = {*features.FEATURES, *features.SHARED, "demo"}
    root = Path(server.__file__).parent
    assert {file.parent.name for file in root.glob("*/feature.py")} <= listed
    assert {file.parent.name for file in root.glob("*/tables.py")} <= {*listed, "db"}


def test_every_kind_of_refusal_is_registered_once() -> None:
    """Every kind of refusal is registered once: the document and stored answers know no others."""
    registered = [*GENERAL, *features.load().each(lambda feature: feature.problems)]
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
    """New kinds and members of a feature come in the document, after those of the first version."""
    lent = ProblemKind("book_lent", 409, "The book is lent")
    feature = Feature(problems=(lent,), members=(ProblemMember("back_in", int, "days"),))
    app = FastAPI(title="Library")
    document = describe(app, Features((*features.load(), feature)))()
    schemas = document["components"]["schemas"]
    codes, members = schemas["Code"]["enum"], list(schemas["ProblemDetails"]["properties"])
    assert codes.index("book_lent") > codes.index("internal_error")
    assert members.index("back_in") > members.index("differs")


def test_refusals_are_what_the_document_says() -> None:
    """Refusals are as their model in the document, which does not render them."""
    model = problem_details(features.load())
    for kind in features.load().problems.values():
        answer = Problem(kind, retry_after=3, door=None).response(REQUEST)
        details = model.model_validate_json(bytes(answer.body))
        assert details.model_dump(mode="json", exclude_none=True)["title"] == kind.title
        assert answer.headers["retry-after"] == "3"
        assert b'"door":' not in bytes(answer.body)


def test_the_copy_of_a_persons_data_holds_what_a_feature_adds(tmp_path: Path) -> None:
    """A feature's own parts come in the export's data and document, after the known ones."""
    feature = Feature(
        export=(
            ExportPart(
                "access.library_card",
                lambda _, account_id: str(account_id),
                lambda card: ExportTable("Carte de bibliothèque", ("Numéro",), ((card,),)),
            ),
        ),
        file_export=(
            FileExportPart(
                "books",
                lambda _, member: [member.file.number],
                lambda books: ExportTable("Livres empruntés", ("Titre",), tuple((book,) for book in books)),
            ),
        ),
    )
    settings = Settings(database=sqlite_url(tmp_path / "server.sqlite3"), demo=True)
    with composed(settings) as services, services[Store].read() as transaction:
        more = Features((feature, *services[Features]))
        account_id = transaction.scalars(select(Account.id).where(Account.memberships.any()).limit(1)).one()
        known = gather(services[Features], transaction, account_id, services[Clock].now())
        added = gather(more, transaction, account_id, services[Clock].now())
        document = as_pdf(added, more)
    read = " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(document)).pages)
    assert "Carte de bibliothèque" in read
    assert "Livres empruntés" in read
    assert added["access"].pop("library_card") == str(account_id)
    for file in added["files"]:
        assert file.pop("books") == [file["number"]]
    assert {**added, "made_at": ""} == {**known, "made_at": ""}


class _Books:
    """A service that needs another, and counts how often it was built."""

    built = 0

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        type(self).built += 1

    @classmethod
    def from_services(cls, services: Services) -> "_Books":
        return cls(services[Clock])


class _Library(Protocol):
    clock: Clock


def test_a_service_is_built_once_whoever_asks_first() -> None:
    """Concurrent threads get the same instance of a service, by its type or its protocol."""
    services = Services()
    services.put(Clock, Clock())
    services.provide(_Library, lambda each: each[_Books])
    with ThreadPoolExecutor(8) as threads:
        found = {*threads.map(lambda _: services[_Books], range(64)), services[_Library]}
    assert len(found) == _Books.built == 1
    assert found.pop().clock is services[Clock]


def test_what_was_begun_last_ends_first() -> None:
    """Services close in the reverse order of their building."""
    ended: list[str] = []
    services = Services()
    services.on_close(lambda: ended.append("database"))
    services.on_close(lambda: ended.append("threads"))
    services.close()
    assert ended == ["threads", "database"]


def test_refusals_carry_registered_members_alone() -> None:
    """A member that nobody registered would be in an answer and not in the document."""
    registered = {*problem_details(features.load()).model_fields, "commits", "headers"}
    carried = {
        (keyword.arg, file.name)
        for file in Path(server.__file__).parent.rglob("*.py")
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Problem"
        for keyword in call.keywords
        if keyword.arg is not None
    }
    assert ("retry_after", "rates.py") in carried, "the search finds what it looks for"
    assert [each for each in carried if each[0] not in registered] == []
