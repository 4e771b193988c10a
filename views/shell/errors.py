"""Errors in French: the one function that turns what went wrong into words."""

from typing import NamedTuple

from api_client.errors import (
    BirthDateRequired,
    Busy,
    ChangedMeanwhile,
    ClientError,
    CodeExhausted,
    CodeExpired,
    CodeRefused,
    ConnectionFailed,
    CredentialsRefused,
    DeadlinePassed,
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
    ScanUnstored,
    ServerDown,
    SessionExpired,
    SimulationStarting,
    SimulationUnavailable,
    SlotTaken,
    StepOutOfOrder,
    TimedOut,
    TooManyAppointments,
    TooYoung,
    UpdateRequired,
)
from views.shell.error_text import DoorText, ErrorText
from views.shell.text import EndedText, MaintenanceText, OfflineText, UpdateText


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
            return Message(ErrorText.MIGRATION, ErrorText.MIGRATION_MORE)
        case CredentialsRefused():
            return Message(ErrorText.CREDENTIALS, ErrorText.CREDENTIALS_MORE)
        case PasswordRefused():
            return Message(ErrorText.PASSWORD_REFUSED, "")
        case PasswordRequired():
            return Message(ErrorText.PASSWORD_ASKED, ErrorText.PASSWORD_ASKED_MORE)
        case ChangedMeanwhile():
            return Message(ErrorText.CHANGED, ErrorText.CHANGED_MORE)
        case DeadlinePassed():
            return Message(ErrorText.TOO_LATE, ErrorText.TOO_LATE_MORE)
        case SlotTaken():
            return Message(ErrorText.SLOT_TAKEN, ErrorText.SLOT_TAKEN_MORE)
        case TooManyAppointments():
            return Message(ErrorText.APPOINTMENTS_FULL, ErrorText.APPOINTMENTS_FULL_MORE)
        case CodeRefused(tries_left=tries):
            return Message(ErrorText.code_refused(tries), "")
        case CodeExpired():
            return Message(ErrorText.CODE_OVER, ErrorText.CODE_OVER_MORE)
        case CodeExhausted():
            return Message(ErrorText.CODE_EXHAUSTED, ErrorText.CODE_OVER_MORE)
        case BirthDateRequired():
            return Message(ErrorText.BIRTH_DATE, ErrorText.BIRTH_DATE_MORE)
        case NameRequired():
            return Message(ErrorText.NAMES, ErrorText.NAMES_MORE)
        case RateLimited(code="too_many_codes" | "resend_too_soon", retry_after=delay):
            return Message(ErrorText.TOO_MANY_CODES, ErrorText.wait(delay))
        case RateLimited(retry_after=delay):
            return Message(ErrorText.TOO_MANY, ErrorText.wait(delay))
        case Busy():
            return Message(ErrorText.BUSY, ErrorText.BUSY_MORE)
        case Maintenance():
            return Message(MaintenanceText.REFUSED, MaintenanceText.REFUSED_MORE)
        case UpdateRequired():
            return Message(UpdateText.HEADING, UpdateText.LEAD)
        case DoorClosed(reason=reason):
            return Message(ErrorText.DENIED, DoorText.closed(reason))
        case DocumentRefused(verdict=verdict):
            return Message(
                ErrorText.DOCUMENT_REFUSED.get(verdict, ErrorText.DOCUMENT_REFUSED["not_found"]), ""
            )
        case ScanRefused(code=code):
            return Message(*ErrorText.SCAN_REFUSED.get(code, ErrorText.SCAN_REFUSED["scan_type_refused"]))
        case ScanUnchecked():
            return Message(ErrorText.SCAN_UNCHECKED, ErrorText.SCAN_UNCHECKED_MORE)
        case ScanUnstored():
            return Message(ErrorText.SCAN_UNSTORED, ErrorText.SCAN_UNSTORED_MORE)
        case TooYoung():
            return Message(ErrorText.TOO_YOUNG, ErrorText.TOO_YOUNG_MORE)
        case StepOutOfOrder():
            return Message(ErrorText.OUT_OF_ORDER, ErrorText.OUT_OF_ORDER_MORE)
        case FranceConnectUnavailable():
            return Message(ErrorText.FRANCECONNECT_UNAVAILABLE, ErrorText.FRANCECONNECT_UNAVAILABLE_MORE)
        case FranceConnectExpired():
            return Message(ErrorText.FRANCECONNECT_EXPIRED, ErrorText.FRANCECONNECT_EXPIRED_MORE)
        case FranceConnectMismatch():
            return Message(ErrorText.FRANCECONNECT_MISMATCH, ErrorText.franceconnect_mismatch(error.differs))
        case SimulationUnavailable():
            return Message(ErrorText.SIMULATION_UNAVAILABLE, ErrorText.SIMULATION_UNAVAILABLE_MORE)
        case SimulationStarting():
            return Message(ErrorText.SIMULATION_STARTING, ErrorText.SIMULATION_STARTING_MORE)
        case NotFound():
            return Message(ErrorText.MISSING, "")
        case ResponseInvalid():
            return Message(ErrorText.INVALID, ErrorText.INVALID_MORE)
        case _:
            return Message(ErrorText.SERVER, ErrorText.SERVER_MORE)
