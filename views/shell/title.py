"""The title of a window: that of its screen, and that something on it is to be corrected."""

import flet as ft

from views.shell.context import use_program
from views.shell.text import ShellText

_TITLE = "title"


class _Title:
    """The title of one window, of which its screen says one part, and its forms another."""

    def __init__(self, page: ft.Page) -> None:
        self._page = page
        self._heading = ""
        self._wrong: set[object] = set()

    @classmethod
    def of(cls, page: ft.Page) -> "_Title":
        """Return that of a window."""
        found: _Title | None = page.session.store.get(_TITLE)
        if found is None:
            found = cls(page)
            page.session.store.set(_TITLE, found)
        return found

    def name(self, heading: str) -> None:
        """Take the screen's."""
        self._heading = heading
        self._write()

    def tell(self, form: object, *, wrong: bool) -> None:
        """Take whether something is wrong with a form."""
        if wrong:
            self._wrong.add(form)
        else:
            self._wrong.discard(form)
        self._write()

    def _write(self) -> None:
        title = ShellText.title(self._heading, wrong=bool(self._wrong))
        if self._heading and self._page.title != title:
            self._page.title = title


def name_window(page: ft.Page, heading: str) -> None:
    """Title a window after its screen."""
    _Title.of(page).name(heading)


def use_wrong(*, wrong: bool) -> None:
    """Have the title say it first where something is wrong with what is drawn (RGAA 8.6), in a page of HTML.

    Flutter no longer hears a field that has the focus while a property of its page changes: keys would be lost.
    """
    form: object = ft.use_memo(object, [])
    page = ft.context.page
    shown = ft.use_route_location() == ft.use_view_path()  # not under another screen
    html = use_program().window is None
    told = wrong and shown and html

    def tell() -> None:
        _Title.of(page).tell(form, wrong=told)

    def leave() -> None:
        _Title.of(page).tell(form, wrong=False)

    ft.use_effect(tell, [told], leave)
