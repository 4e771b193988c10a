"""The end of a session that draws near, at a server whose sessions are short."""

from collections.abc import Iterator

import pytest
from playwright.async_api import expect

from tests.e2e.conftest import Visit
from tests.support.processes import Program, running
from tests.support.visitor import Size

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    with running(tmp_path_factory.mktemp("short"), MON_COMPTE_SESSION_IDLE_SECONDS="122") as program:
        yield program


async def test_it_is_seen_wherever_one_has_scrolled(visit: Visit, short: Program) -> None:
    """Who types far down on a phone sees it, and its button, without scrolling up or losing the field."""
    visitor = await visit(size=Size(360, 640), at=short)
    await visitor.sign_in("responsable-couple", "/mon-compte/gerer/coordonnees", "Coordonnées de contact")
    field = visitor.field("Numéro de téléphone portable")
    await field.press_sequentially("07 55")
    await visitor.hears("Votre session se termine dans")
    await expect(visitor.button("Rester connecté")).to_be_in_viewport(ratio=1)
    await expect(field).to_be_focused()
    await expect(field).to_be_in_viewport(ratio=1)
    await visitor.button("Rester connecté").click()
    await visitor.hears("Vous restez connecté")
    await expect(field).to_have_value("07 55")
