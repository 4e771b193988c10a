"""Mon Compte: the overview of a file, and Mes dossiers."""

import flet as ft

from app.core.routes import HOME
from app.core.scope import FileScope, PersonScope
from app.home.overview import Home
from app.home.paths import FILES
from app.payments.months import RecentPayments
from app.settings.settings import AccountSettings
from app.steps.franceconnect import FRANCECONNECT_OFFER
from app.steps.open_acts import OpenAct
from app.steps.paper import PaperRequest
from views.home.files import files
from views.home.home import HomePapers, act, home
from views.home.text import FilesText
from views.shell.feature import Feature, Place, Route
from views.shell.guards import private
from views.shell.text import ShellText


def _home(person: PersonScope) -> ft.Control:
    file = person.file
    return home(
        person.page.session,
        person.account,
        file.state(Home.of) if file is not None else None,
        file.state(RecentPayments.of) if file is not None else None,
        person.state(AccountSettings.of).closing,
        person.page.shared(FRANCECONNECT_OFFER),
        _papers(file) if file is not None else None,
    )


def _papers(file: FileScope) -> HomePapers:
    return HomePapers(file.state(PaperRequest.of, "statement"), file.state(PaperRequest.of, "certificate"))


async def _read_ahead(person: PersonScope) -> None:
    if person.file is not None:
        await person.file.state(Home.of).read_ahead()


async def _acts(person: PersonScope) -> list[OpenAct]:
    if person.file is None:
        return []
    overview = person.file.state(Home.of)
    await overview.read_early()
    return [act(alert) for alert in overview.value.alerts] if overview.value is not None else []


FEATURE = Feature(
    routes=(
        Route(HOME, private(_home), crumb=ShellText.NAME, name=ShellText.NAME),
        Route(FILES, private(lambda person: files(person.account)), over=HOME, name=FilesText.HEADING),
    ),
    places=(
        Place(10, ShellText.HOME, HOME, ft.Icons.HOME_OUTLINED, short=ShellText.HOME),
        Place(
            30,
            FilesText.HEADING,
            FILES,
            ft.Icons.FOLDER_OUTLINED,
            short=None,
            shown=lambda account: len(account.me.files) > 1,
        ),
    ),
    acts=_acts,
    arrives=_read_ahead,
)
