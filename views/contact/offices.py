"""A fund, and the search for that of a département."""

from collections.abc import Callable
from typing import TypeAlias

import flet as ft

from app.contact.offices import Office, OfficeDetail, OfficeName, OfficeSearch
from app.contact.paths import office_path
from app.core.routes import SIGN_IN
from app.messages.paths import WRITE
from app.steps.carried_question import CarriedQuestion
from app.steps.easy_words import EasyWords
from views.contact.text import OfficeText
from views.design import tokens
from views.design.button import primary, row
from views.design.card import card, column
from views.design.combobox import said
from views.design.details import details, fact
from views.design.group import sent_together
from views.design.items import rows
from views.design.text import body, heading, hint, section, soft
from views.shell.form_view import shown, use_form
from views.shell.layout import Layout, go, screen
from views.shell.resource_view import resource_view
from views.shell.text import ShellText
from views.steps.easy_words import easy_parts, in_words

Path: TypeAlias = Callable[[str], str]

_SKELETON = (260,)


def office_search(
    search: OfficeSearch, chosen: OfficeDetail | None, carried: CarriedQuestion, words: EasyWords
) -> ft.Control:
    """Return the search for a fund, and the one that was chosen, for anybody, with what they asked the assistant."""
    known = (
        [resource_view(chosen, lambda found: office_card(found[0]), _SKELETON)] if chosen is not None else []
    )
    return in_words(
        words,
        lambda easy, change: screen(
            OfficeText.HEADING,
            column(
                heading(OfficeText.HEADING),
                easy_parts(OfficeText.EASY) if easy else [soft(OfficeText.LEAD)],
                change,
                spacing=tokens.SPACE_8,
            ),
            _asked(carried.text),
            known,
            search_card(search, office_path),
            card(body(OfficeText.ACCOUNT), rows(row(OfficeText.SIGN_IN, go(SIGN_IN)))),
            layout=Layout.TEXT,
        ),
    )


def _asked(question: str) -> list[ft.Control]:
    """Return what was asked of the assistant, to be said on the telephone, or sent once one is signed in."""
    if not question:
        return []
    said_again = (body(OfficeText.quoted(question)), soft(OfficeText.ASKED_MORE))
    return [card(section(OfficeText.ASKED), *said_again, rows(row(OfficeText.SEND_ASKED, go(WRITE))))]


def office_card(office: Office) -> ft.Control:
    """Return all that is known of a fund, with its sources."""
    return card(section(office.name), *reached_by_phone(office), *reached_on_foot(office), *_website(office))


def reached_by_phone(office: Office) -> list[ft.Control]:
    """Return the number of a fund, and what a call costs."""
    number = OfficeText.phone(office.telephone.number)
    return [
        details(fact(OfficeText.PHONE, number)),
        soft(OfficeText.PRICE),
    ]


def reached_on_foot(office: Office) -> list[ft.Control]:
    """Return the address and the hours of a fund, as far as they are known, with their sources."""
    parts: list[ft.Control] = []
    if office.address is not None:
        address = office.address
        where = OfficeText.address(address.lines, address.postcode, address.city)
        parts += [
            details(fact(OfficeText.ADDRESS, where)),
            hint(OfficeText.source(address.source, address.checked_on)),
        ]
    if office.opening is not None:
        when = " ; ".join(OfficeText.opening(each.days, each.hours) for each in office.opening.days)
        parts += [
            details(fact(OfficeText.OPENING, when)),
            hint(OfficeText.source(office.opening.source, office.opening.checked_on)),
        ]
    return parts


def _website(office: Office) -> list[ft.Control]:
    return [details(fact(OfficeText.WEBSITE, office.website))]


@ft.component
def search_card(search: OfficeSearch, path_of: Path) -> ft.Control:
    """Return the search for a fund; `path_of` returns where the one of a code is shown."""
    form = use_form(search, shown(search.text, OfficeText.LABEL, OfficeText.text))
    busy = ShellText.WORKING if search.submit.slow else None
    return card(
        form.summary(search.submit.error),
        sent_together(
            form.text(search.text, hint_text=OfficeText.HINT),
            primary(OfficeText.FIND, search.run, busy=busy),
        ),
        _found(search.found, path_of) if search.found is not None else [],
        spacing=tokens.SPACE_16,
    )


def _found(found: tuple[OfficeName, ...], path_of: Path) -> list[ft.Control]:
    if not found:
        return [said(OfficeText.NONE, bold=True)]
    return [
        said(OfficeText.found(len(found)), bold=True),
        rows(*(row(each.name, go(path_of(each.code)), under=each.place) for each in found)),
    ]
