"""La Caf m'informe: what the fund knows of the household, each part with the act that changes it."""

from functools import partial

import flet as ft

from app.core.account import Account, Contact
from app.core.routes import HOME
from app.profile.profile import HouseholdProfile, Profile, ProfilePerson
from app.requests.paths import CHANGES, start_path
from app.settings.paths import CONTACT_DETAILS
from views.design import tokens
from views.design.button import link, row
from views.design.card import align_start, card, cards, column
from views.design.details import details, fact
from views.design.items import bullets, items, rows
from views.design.text import body, heading, hint, section, soft
from views.profile.text import ProfileText
from views.shell.doors import closed_to_unproved, no_file
from views.shell.formats import spoken
from views.shell.layout import Layout, go, screen
from views.shell.resource_view import resource_view
from views.shell.text import ShellText
from views.steps.own_contact import in_a_line, own_contact

_SKELETON = (180, 120, 320)
_TOGETHER = frozenset({"couple", "married", "pacs"})


def profile(account: Account, state: HouseholdProfile | None) -> ft.Control:
    """Return what the fund knows of the chosen file's household; the person's own contact is theirs in any case."""
    shut = closed_to_unproved(account)
    if shut is not None:
        known: ft.Control = shut
    elif state is None:
        known = no_file()
    else:
        known = resource_view(state, partial(_household, account.me.contact), _SKELETON)
    title = column(
        align_start(link(ShellText.BACK_HOME, go(HOME))),
        heading(ProfileText.HEADING),
        soft(ProfileText.LEAD),
        spacing=tokens.SPACE_8,
    )
    return screen(ProfileText.HEADING, title, known, _contact(account.me.contact), layout=Layout.TEXT)


def _household(contact: Contact, found: Profile) -> ft.Control:
    return cards(_situation(found), _address(contact), _people(found), _bank_account(found))


def _situation(found: Profile) -> ft.Control:
    together = found.marital in _TOGETHER
    name, form = (ProfileText.SEPARATION, "separation") if together else (ProfileText.COUPLE, "couple")
    return card(
        section(ProfileText.SITUATION),
        details(
            fact(ProfileText.MARITAL, ProfileText.marital(found.marital, found.since)),
            fact(ProfileText.OCCUPATION, ProfileText.occupation(found.occupation)),
        ),
        rows(
            row(name, go(start_path(form))),
            row(ProfileText.WORK, go(start_path("work"))),
            row(ProfileText.OTHER_CHANGE, go(CHANGES)),
        ),
    )


def _address(contact: Contact) -> ft.Control:
    known = body(in_a_line(contact.address)) if contact.address else soft(ProfileText.NO_ADDRESS)
    return card(section(ProfileText.HOME), known, rows(row(ProfileText.MOVING, go(start_path("moving")))))


def _people(found: Profile) -> ft.Control:
    children = sum(person.role == "enfant" for person in found.people)
    unnamed = found.children_count - children
    leave = [row(ProfileText.DEPARTURE, go(start_path("child_departure")))] if found.children_count else []
    return card(
        section(ProfileText.PEOPLE),
        items(*map(_person, found.people), spacing=tokens.SPACE_16),
        [soft(ProfileText.unnamed(unnamed))] if unnamed > 0 else [],
        rows(row(ProfileText.BIRTH, go(start_path("birth"))), *leave),
    )


def _person(person: ProfilePerson) -> ft.Control:
    age = ProfileText.age(person.age, person.birth_date)
    ends = [ProfileText.may_end(each.benefit, each.age, each.on) for each in person.ends]
    return column(
        body(person.name, bold=True),
        hint(ProfileText.role(person.role, you=person.you)),
        [hint(age)] if age else [],
        [bullets(ends, spacing=tokens.SPACE_4)] if ends else [],
        spacing=tokens.SPACE_4,
    )


def _bank_account(found: Profile) -> ft.Control:
    return card(
        section(ProfileText.ACCOUNT),
        details(fact(ProfileText.ACCOUNT_NUMBER, found.account_masked, spoken=spoken(found.account_masked))),
        rows(row(ProfileText.BANK_DETAILS, go(start_path("bank_details")))),
    )


def _contact(contact: Contact) -> ft.Control:
    return card(
        section(ProfileText.CONTACT),
        own_contact(contact, with_address=False),
        rows(row(ProfileText.CONTACT_DETAILS, go(CONTACT_DETAILS))),
    )
