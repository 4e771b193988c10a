"""A form that is described by data: whichever of its screens one may stand at."""

from typing import TYPE_CHECKING

import flet as ft

from app.steps.questionnaire import RECAP, Filling
from views.design.button import primary
from views.design.card import column
from views.design.notice import Tone, notice
from views.design.skeleton import skeleton
from views.design.text import heading
from views.shell.form_view import failure_notice
from views.shell.layout import Layout, go, screen
from views.shell.navigation import navigate, use_query
from views.shell.text import ShellText
from views.steps.questionnaire.contest import contest_view
from views.steps.questionnaire.page import page_view
from views.steps.questionnaire.place import FormPlace
from views.steps.questionnaire.recap import recap_view
from views.steps.questionnaire.text import QuestionnaireText

if TYPE_CHECKING:
    from collections.abc import Callable

_SKELETON = (60, 120, 120)


@ft.component
def questionnaire(filling: Filling, place: FormPlace, title: str) -> ft.Control:
    """Return the screen of a form that the address asks for (`page`), or of the page that comes first.

    Args:
        filling: the form as it is filled in.
        place: where it stands.
        title: what its screen is called until it is read.
    """
    window = ft.context.page
    wanted = use_query().get("page")
    shown = ft.use_route_location() == ft.use_view_path()  # not under another screen
    definition = filling.definition
    ready = definition is not None and filling.is_open and not filling.contests
    standing = filling.standing(wanted) if ready else None

    async def read() -> None:
        if shown:
            await filling.open()

    def lead() -> None:
        if shown and standing is not None and standing != wanted:
            navigate(window, place.path(standing))

    ft.use_effect(read, [filling, shown, definition is None])
    ft.use_effect(lead, [standing, wanted, shown])
    if definition is None:
        return _unread(filling, title)
    if not filling.is_open:
        return _closed(filling, place, definition.title)
    if filling.contests:
        return contest_view(filling)
    if standing is None or standing == RECAP:
        return recap_view(filling, definition, place)
    keyed: Callable[..., ft.Control] = page_view
    return keyed(filling, definition, place, standing, key=standing)


def _unread(filling: Filling, title: str) -> ft.Control:
    if filling.load.error is None:
        return screen(title, heading(title), skeleton(ShellText.LOADING, *_SKELETON), layout=Layout.FORM)
    again = primary(ShellText.RETRY, filling.load.run)
    return screen(
        title, heading(title), column(*failure_notice(filling.load.error), again), layout=Layout.FORM
    )


def _closed(filling: Filling, place: FormPlace, title: str) -> ft.Control:
    sent = filling.sent
    told = notice(
        Tone.SUCCESS if sent else Tone.WARNING,
        QuestionnaireText.SENT if sent else QuestionnaireText.CLOSED,
        "" if sent else QuestionnaireText.CLOSED_MORE,
        live=True,
    )
    follow = primary(QuestionnaireText.FOLLOW, go(place.after))
    return screen(title, heading(title), column(told, follow), layout=Layout.FORM)
