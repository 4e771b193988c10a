"""Errors in French: the one function that turns what went wrong into words."""

from typing import NamedTuple

from api_client.errors import (
    BirthDateRequired,
    ChangedMeanwhile,
    ClientError,
    CodeExhausted,
    CodeExpired,
    CodeRefused,
    ConnectionFailed,
    CredentialsRefused,
    DocumentRefused,
    DoorClosed,
    FranceConnectExpired,
    FranceConnectMismatch,
    FranceConnectUnavailable,
    Maintenance,
    MigrationRequired,
    NameRequired,
    NoNetwork,
    NotFound,
    PasswordRefused,
    PasswordRequired,
    RateLimited,
    ResponseInvalid,
    ScanRefused,
    ScanUnchecked,
    ServerDown,
    SessionExpired,
    StepOutOfOrder,
    TimedOut,
    TooYoung,
    UpdateRequired,
)
from views.enrolment.text import CivilStatusText, ResumptionText
from views.franceconnect.text import FranceConnectText
from views.home.text import HomeText
from views.migration.text import MigrationText
from views.settings.text import SettingsText
from views.shell.text import EndedText, ErrorText, MaintenanceText, OfflineText, UpdateText
from views.steps.text import IdentityText


class Message(NamedTuple):
    """What happened, and what to do."""

    title: str
    text: str


def unreached(error: ConnectionFailed) -> Message:
    """Say why nobody was reached, on every screen, and blame nobody without knowing."""
    match error:
        case NoNetwork():
            return Message(OfflineText.NO_NETWORK, OfflineText.NO_NETWORK_MORE)
        case ServerDown():
            return Message(OfflineText.SERVER, OfflineText.SERVER_MORE)
        case _:
            return Message(OfflineText.UNKNOWN, OfflineText.UNKNOWN_MORE)


def explain(error: ClientError) -> Message:  # noqa: C901, PLR0911, PLR0912 - one case an error: a table with types
    """Say what `error` means for the person, and how to go on."""
    match error:
        case TimedOut():
            return Message(ErrorText.SLOW, ErrorText.SLOW_MORE)
        case ConnectionFailed():
            return Message(ErrorText.UNSENT, ErrorText.UNSENT_MORE)
        case SessionExpired():
            return Message(EndedText.HEADING, EndedText.BACK)
        case MigrationRequired():
            return Message(MigrationText.HEADING, MigrationText.REQUIRED)
        case CredentialsRefused():
            return Message(ErrorText.CREDENTIALS, ErrorText.CREDENTIALS_MORE)
        case PasswordRefused():
            return Message(SettingsText.PASSWORD_REFUSED, "")
        case PasswordRequired():
            return Message(SettingsText.ASKED_PASSWORD, SettingsText.ASKED_PASSWORD_MORE)
        case ChangedMeanwhile():
            return Message(ErrorText.CHANGED, ErrorText.CHANGED_MORE)
        case CodeRefused(tries_left=tries):
            return Message(ErrorText.code_refused(tries), "")
        case CodeExpired():
            return Message(ErrorText.CODE_OVER, ErrorText.CODE_OVER_MORE)
        case CodeExhausted():
            return Message(ErrorText.CODE_EXHAUSTED, ErrorText.CODE_OVER_MORE)
        case BirthDateRequired():
            return Message(ResumptionText.BIRTH_DATE, ResumptionText.BIRTH_DATE_WHY)
        case NameRequired():
            return Message(ResumptionText.NAMES, ResumptionText.NAMES_WHY)
        case RateLimited(code="too_many_codes" | "resend_too_soon", retry_after=delay):
            return Message(ErrorText.TOO_MANY_CODES, ErrorText.wait(delay))
        case RateLimited(retry_after=delay):
            return Message(ErrorText.TOO_MANY, ErrorText.wait(delay))
        case Maintenance():
            return Message(MaintenanceText.REFUSED, MaintenanceText.REFUSED_MORE)
        case UpdateRequired():
            return Message(UpdateText.HEADING, UpdateText.LEAD)
        case DoorClosed(reason=reason):
            return Message(ErrorText.DENIED, HomeText.closed(reason))
        case DocumentRefused(verdict=verdict):
            return Message(IdentityText.REFUSED.get(verdict, IdentityText.REFUSED["not_found"]), "")
        case ScanRefused(code=code):
            return Message(
                *IdentityText.SCAN_REFUSED.get(code, IdentityText.SCAN_REFUSED["scan_type_refused"])
            )
        case ScanUnchecked():
            return Message(IdentityText.UNCHECKED, IdentityText.UNCHECKED_MORE)
        case TooYoung():
            return Message(CivilStatusText.TOO_YOUNG, CivilStatusText.TOO_YOUNG_MORE)
        case StepOutOfOrder():
            return Message(ErrorText.OUT_OF_ORDER, ErrorText.OUT_OF_ORDER_MORE)
        case FranceConnectUnavailable():
            return Message(FranceConnectText.UNAVAILABLE, FranceConnectText.UNAVAILABLE_MORE)
        case FranceConnectExpired():
            return Message(FranceConnectText.EXPIRED, FranceConnectText.EXPIRED_MORE)
        case FranceConnectMismatch():
            return Message(FranceConnectText.MISMATCH, FranceConnectText.mismatch_more(error.differs))
        case NotFound():
            return Message(ErrorText.MISSING, "")
        case ResponseInvalid():
            return Message(ErrorText.INVALID, ErrorText.INVALID_MORE)
        case _:
            return Message(ErrorText.SERVER, ErrorText.SERVER_MORE)
