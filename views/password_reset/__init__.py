"""Mot de passe oublié."""

from app.password_reset.password_reset import PasswordResetFlow
from app.password_reset.paths import DOORS, PASSWORD_RESET
from views.password_reset.password_reset import password_reset
from views.password_reset.text import PasswordResetSearchText, PasswordResetText
from views.shell.feature import Feature, Route, SearchEntry

FEATURE = Feature(
    routes=(
        Route(
            PASSWORD_RESET,
            lambda page: password_reset(page.state(PasswordResetFlow.of)),
            name=PasswordResetText.HEADING,
        ),
    ),
    doors=DOORS,
    recalls=lambda page: page.state(PasswordResetFlow.of).recall(),
    search=(SearchEntry(PASSWORD_RESET, PasswordResetSearchText.FORGOTTEN),),
)
