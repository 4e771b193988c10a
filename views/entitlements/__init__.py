"""Mes droits."""

import flet as ft

from app.core.routes import HOME
from app.core.scope import PersonScope
from app.entitlements.entitlements import Entitlements
from app.entitlements.paths import ENTITLEMENTS
from views.entitlements.entitlements import entitlements
from views.entitlements.text import EntitlementsSearchText, EntitlementsText
from views.shell.feature import Feature, Finds, Route, SearchEntry
from views.shell.guards import private


def _entitlements(person: PersonScope) -> ft.Control:
    file = person.file
    return entitlements(person.account, file.state(Entitlements.of) if file is not None else None)


FEATURE = Feature(
    routes=(
        Route(
            ENTITLEMENTS,
            private(_entitlements),
            over=HOME,
            crumb=EntitlementsText.HEADING,
            name=EntitlementsText.HEADING,
        ),
    ),
    search=(SearchEntry(ENTITLEMENTS, EntitlementsSearchText.ENTITLEMENTS),),
    finds=(
        Finds(
            "entitlement",
            30,
            EntitlementsSearchText.ENTITLEMENT_CALLED,
            lambda _: ENTITLEMENTS,
        ),
    ),
)
