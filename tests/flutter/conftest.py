"""One program drawn by Flutter for all that look at it."""

from collections.abc import Iterator

import pytest

from tests.audit.visits import NOW
from tests.flutter.visits import FlutterWeb
from tests.support.processes import Program, running


@pytest.fixture(scope="session")
def drawn_by_flutter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    with running(tmp_path_factory.mktemp("flutter"), host=FlutterWeb, MON_COMPTE_DEMO_NOW=NOW) as program:
        yield program
