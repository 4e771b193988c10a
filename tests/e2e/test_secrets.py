"""What the servers write, after people have been through everything."""

import pytest

from tests.support.processes import Program
from tests.support.visitor import ACCOUNTS, NIR, PASSWORD, Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_logs_hold_no_secret(visitor: Visitor, program: Program) -> None:
    """No identifier, password or code is in the log of the web host or of the server."""
    await visitor.open("/connexion", "Connexion")
    await visitor.type(NIR, ACCOUNTS["responsable-seul"].identifier)
    await visitor.type(PASSWORD, "Incorrect42")
    await visitor.button("Se connecter").click()
    await visitor.reads("Identifiant ou mot de passe incorrect")
    program.api.fail("/v1/sessions", 500)
    await visitor.button("Se connecter").click()
    await visitor.reads("Le service rencontre un problème")
    await visitor.give(ACCOUNTS["code-a-la-connexion"])
    await visitor.sees("Code de vérification")
    code = program.api.last_code()
    await visitor.type("Code", code)
    await visitor.button("Valider").click()
    await visitor.sees("Mon Compte")
    for log in (program.web.log.read_text(), program.api.log.read_text()):
        assert log, "the log is written"
        for account in ACCOUNTS.values():
            assert account.identifier not in log
            assert account.password not in log
        assert "Incorrect42" not in log
        assert f" {code}" not in log
        assert "Bearer" not in log
