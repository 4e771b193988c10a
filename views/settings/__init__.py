"""Gérer mon compte, and what is changed there."""

import flet as ft

from app.core.routes import HOME
from app.core.scope import PersonScope
from app.settings.contact_undo import Undo
from app.settings.paths import (
    CLOSING,
    CONTACT_DETAILS,
    CONTACT_UNDO,
    DEVICES,
    EXPORTS,
    IDENTITY,
    PASSWORD_CHANGE,
    SETTINGS,
    SIGN_IN_CODE,
    SPOUSE_AUTHORISATION,
)
from app.settings.settings import AccountSettings
from app.settings.spouse_authorisation import SpouseAuthorisationSwitch
from app.settings.this_device import ThisDevice
from app.steps.franceconnect import FRANCECONNECT_OFFER
from app.unlocking.unlocking import Unlocking
from views.settings.closing import closing
from views.settings.contact_details import contact_details
from views.settings.contact_undo import undo
from views.settings.devices import devices
from views.settings.exports import exports
from views.settings.identity import proving
from views.settings.password_change import password_change
from views.settings.settings import settings
from views.settings.sign_in_code import sign_in_code_switch
from views.settings.spouse_authorisation import spouse_authorisation
from views.settings.text import (
    ClosingText,
    ContactDetailsText,
    ContactUndoText,
    DevicesText,
    ExportsText,
    PasswordChangeText,
    SettingsSearchText,
    SettingsText,
    SignInCodeText,
)
from views.shell.feature import Feature, HelpEntry, Place, Route, SearchEntry
from views.shell.guards import private
from views.steps.text import SpouseAuthorisationText


def _states(person: PersonScope) -> AccountSettings:
    return person.state(AccountSettings.of)


def _settings(person: PersonScope) -> ft.Control:
    page = person.page
    return settings(
        person.account, _states(person).closing, page.state(Unlocking.of), page.shared(FRANCECONNECT_OFFER)
    )


def _identity(person: PersonScope) -> ft.Control:
    return proving(_states(person).identity, person.page.shared(FRANCECONNECT_OFFER))


def _spouse_authorisation(person: PersonScope) -> ft.Control:
    return spouse_authorisation(person.account, SpouseAuthorisationSwitch.of_responsable(person))


def _devices(person: PersonScope) -> ft.Control:
    return devices(_states(person).devices, person.page.state(ThisDevice.of))


def _exports(person: PersonScope) -> ft.Control:
    states = _states(person)
    return exports(person.account, states.data, states.closing)


FEATURE = Feature(
    routes=(
        Route(SETTINGS, private(_settings), over=HOME, crumb=SettingsText.HEADING, name=SettingsText.HEADING),
        Route(
            CONTACT_DETAILS,
            private(lambda person: contact_details(_states(person).contacts)),
            over=SETTINGS,
            name=ContactDetailsText.HEADING,
        ),
        Route(IDENTITY, private(_identity), over=SETTINGS),
        Route(
            PASSWORD_CHANGE,
            private(lambda person: password_change(_states(person).password)),
            over=SETTINGS,
            name=PasswordChangeText.HEADING,
        ),
        Route(
            SIGN_IN_CODE,
            private(lambda person: sign_in_code_switch(_states(person).code)),
            over=SETTINGS,
            name=SignInCodeText.HEADING,
        ),
        Route(
            SPOUSE_AUTHORISATION,
            private(_spouse_authorisation),
            over=SETTINGS,
            name=SpouseAuthorisationText.HEADING,
        ),
        Route(DEVICES, private(_devices), over=SETTINGS, name=DevicesText.HEADING),
        Route(EXPORTS, private(_exports), over=SETTINGS, crumb=ExportsText.HEADING, name=ExportsText.HEADING),
        Route(
            CLOSING,
            private(lambda person: closing(person.account, _states(person).closing)),
            over=EXPORTS,
            name=ClosingText.HEADING,
        ),
        Route(CONTACT_UNDO, lambda page: undo(page.state(Undo.of)), name=ContactUndoText.HEADING),
    ),
    places=(
        Place(
            40,
            SettingsText.HEADING,
            SETTINGS,
            ft.Icons.MANAGE_ACCOUNTS_OUTLINED,
            short=None,
        ),
    ),
    help=(HelpEntry(ContactUndoText.HEADING, ContactUndoText.LEAD, CONTACT_UNDO),),
    search=(
        SearchEntry(CONTACT_DETAILS, SettingsSearchText.CONTACTS),
        SearchEntry(PASSWORD_CHANGE, SettingsSearchText.PASSWORD),
        SearchEntry(SIGN_IN_CODE, SettingsSearchText.CODE),
        SearchEntry(SPOUSE_AUTHORISATION, SettingsSearchText.SPOUSE),
        SearchEntry(DEVICES, SettingsSearchText.DEVICES),
        SearchEntry(EXPORTS, SettingsSearchText.EXPORTS),
        SearchEntry(CLOSING, SettingsSearchText.CLOSING),
        SearchEntry(CONTACT_UNDO, SettingsSearchText.UNDO),
    ),
)
