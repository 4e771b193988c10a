"""The client of the Mon Compte API: async, typed, usable alone.

    async with Client("https://api.example.org") as client:
        outcome = await client.sessions.create(identifier="1 85 05 78 006 084", password="...")
        if isinstance(outcome, CodeRequired):
            await client.challenges.verify(outcome.challenge.challenge_id, "123456")
        me = await client.accounts.me()

The names below are found on first use: `import api_client` and `from api_client import errors` cost next to
nothing, while the first `api_client.Client` brings in httpx and pydantic.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from api_client.accounts import Address, Contact, FileSummary, Me
    from api_client.agenda import AgendaAddress, AgendaDate, AgendaDates
    from api_client.appointments import Appointment
    from api_client.catalogue import Benefit, Theme
    from api_client.challenges import Challenge, Channel
    from api_client.client import Client
    from api_client.contacts import ContactState, ContactStates, PendingContact, UndoableContact
    from api_client.credentials import CodeChannel, SignInCode
    from api_client.declarations import BenefitChange, Declaration, DeclarationEstimate
    from api_client.demo import DemoMessage
    from api_client.devices import Device
    from api_client.enrolments import (
        Civility,
        CivilStatus,
        CivilStatusTaken,
        Completion,
        ContactTaken,
        DocumentKind,
        Enrolment,
        EnrolmentContact,
        Identity,
        Question,
        Step,
        Vouched,
    )
    from api_client.entitlements import Entitlement
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
        Refused,
        ResponseInvalid,
        ScanRefused,
        ServerDown,
        ServerFailed,
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
    from api_client.exports import Export
    from api_client.files import Alert, AlertParams, Door, Doors, MonthlyAmount, Overview, Quotient, Situation
    from api_client.franceconnect import (
        Authorization,
        JoinProof,
        Link,
        Unjoined,
        VouchedCode,
        VouchedSession,
    )
    from api_client.held_session import Session
    from api_client.migration import (
        KnownContact,
        Migration,
        MigrationCompletion,
        MigrationContactTaken,
        MigrationStep,
        SpouseChoice,
    )
    from api_client.model import Cents, Month
    from api_client.notifications import (
        NotificationChoice,
        Notifications,
        NotifiedDevice,
        PushAddress,
        QuietHours,
    )
    from api_client.offices import Office, OfficeName, Slot
    from api_client.password_resets import PasswordReset, ResetChannel
    from api_client.payments import (
        Change,
        Debt,
        DebtInFull,
        DebtRecovery,
        MonthTotal,
        Payment,
        PaymentEvent,
        PaymentLine,
        PaymentMonth,
        PaymentMonths,
        PaymentPage,
        PaymentSummary,
        Recovery,
        Why,
    )
    from api_client.places import BirthPlace, Place, PlaceId
    from api_client.resumptions import Resumption
    from api_client.retries import Retry
    from api_client.scans import CHUNK_BYTES, Scan
    from api_client.service import Health
    from api_client.sessions import CodeRequired, CurrentSession, SignedIn
    from api_client.simulation import SimulationForm, SimulationResult
    from api_client.spouse_authorisation import Spouse, SpouseAuthorisation, SpouseAuthorisationEvent
    from api_client.terms import Terms, TermsSection
    from api_client.transport import VERSION, connection_pool
    from api_client.uploads import AskedDocument, Upload, UploadList

__all__ = [
    "CHUNK_BYTES",
    "VERSION",
    "Address",
    "AgendaAddress",
    "AgendaDate",
    "AgendaDates",
    "Alert",
    "AlertParams",
    "Appointment",
    "AskedDocument",
    "Authorization",
    "Benefit",
    "BenefitChange",
    "BirthDateRequired",
    "BirthPlace",
    "Busy",
    "Cents",
    "Challenge",
    "Change",
    "ChangedMeanwhile",
    "Channel",
    "CivilStatus",
    "CivilStatusTaken",
    "Civility",
    "Client",
    "ClientError",
    "CodeChannel",
    "CodeExhausted",
    "CodeExpired",
    "CodeRefused",
    "CodeRequired",
    "Completion",
    "ConnectionFailed",
    "Contact",
    "ContactState",
    "ContactStates",
    "ContactTaken",
    "CredentialsRefused",
    "CurrentSession",
    "DeadlinePassed",
    "Debt",
    "DebtInFull",
    "DebtRecovery",
    "Declaration",
    "DeclarationEstimate",
    "DemoMessage",
    "Device",
    "DocumentKind",
    "DocumentRefused",
    "Door",
    "DoorClosed",
    "Doors",
    "Enrolment",
    "EnrolmentContact",
    "Entitlement",
    "Export",
    "FileSummary",
    "FranceConnectExpired",
    "FranceConnectMismatch",
    "FranceConnectUnavailable",
    "Health",
    "Identity",
    "JoinProof",
    "KnownContact",
    "Link",
    "Maintenance",
    "Me",
    "Migration",
    "MigrationCompletion",
    "MigrationContactTaken",
    "MigrationRequired",
    "MigrationStep",
    "Month",
    "MonthTotal",
    "MonthlyAmount",
    "NameRequired",
    "NoNetwork",
    "NotFound",
    "NotificationChoice",
    "Notifications",
    "NotifiedDevice",
    "Office",
    "OfficeName",
    "Overview",
    "PasswordRefused",
    "PasswordRequired",
    "PasswordReset",
    "Payment",
    "PaymentEvent",
    "PaymentLine",
    "PaymentMonth",
    "PaymentMonths",
    "PaymentPage",
    "PaymentSummary",
    "PendingContact",
    "Place",
    "PlaceId",
    "PushAddress",
    "Question",
    "QuietHours",
    "Quotient",
    "RateLimited",
    "Recovery",
    "Refused",
    "ResetChannel",
    "ResponseInvalid",
    "Resumption",
    "Retry",
    "Scan",
    "ScanRefused",
    "ServerDown",
    "ServerFailed",
    "Session",
    "SessionExpired",
    "SignInCode",
    "SignedIn",
    "SimulationForm",
    "SimulationResult",
    "SimulationStarting",
    "SimulationUnavailable",
    "Situation",
    "Slot",
    "SlotTaken",
    "Spouse",
    "SpouseAuthorisation",
    "SpouseAuthorisationEvent",
    "SpouseChoice",
    "Step",
    "StepOutOfOrder",
    "Terms",
    "TermsSection",
    "Theme",
    "TimedOut",
    "TooManyAppointments",
    "TooYoung",
    "UndoableContact",
    "Unjoined",
    "UpdateRequired",
    "Upload",
    "UploadList",
    "Vouched",
    "VouchedCode",
    "VouchedSession",
    "Why",
    "connection_pool",
]

_MODULES = {
    "accounts": ("Address", "Contact", "FileSummary", "Me"),
    "agenda": ("AgendaAddress", "AgendaDate", "AgendaDates"),
    "appointments": ("Appointment",),
    "held_session": ("Session",),
    "catalogue": ("Benefit", "Theme"),
    "challenges": ("Challenge", "Channel"),
    "client": ("Client",),
    "contacts": ("ContactState", "ContactStates", "PendingContact", "UndoableContact"),
    "credentials": ("CodeChannel", "SignInCode"),
    "declarations": ("BenefitChange", "Declaration", "DeclarationEstimate"),
    "demo": ("DemoMessage",),
    "devices": ("Device",),
    "enrolments": (
        "CivilStatus",
        "CivilStatusTaken",
        "Civility",
        "Completion",
        "ContactTaken",
        "DocumentKind",
        "Enrolment",
        "EnrolmentContact",
        "Identity",
        "Question",
        "Step",
        "Vouched",
    ),
    "entitlements": ("Entitlement",),
    "exports": ("Export",),
    "files": ("Alert", "AlertParams", "Door", "Doors", "MonthlyAmount", "Overview", "Quotient", "Situation"),
    "franceconnect": ("Authorization", "JoinProof", "Link", "Unjoined", "VouchedCode", "VouchedSession"),
    "migration": (
        "KnownContact",
        "Migration",
        "MigrationCompletion",
        "MigrationContactTaken",
        "MigrationStep",
        "SpouseChoice",
    ),
    "model": ("Cents", "Month"),
    "notifications": (
        "NotificationChoice",
        "Notifications",
        "NotifiedDevice",
        "PushAddress",
        "QuietHours",
    ),
    "offices": ("Office", "OfficeName", "Slot"),
    "password_resets": ("PasswordReset", "ResetChannel"),
    "payments": (
        "Change",
        "Debt",
        "DebtInFull",
        "DebtRecovery",
        "MonthTotal",
        "Payment",
        "PaymentEvent",
        "PaymentLine",
        "PaymentMonth",
        "PaymentMonths",
        "PaymentPage",
        "PaymentSummary",
        "Recovery",
        "Why",
    ),
    "places": ("BirthPlace", "Place", "PlaceId"),
    "resumptions": ("Resumption",),
    "retries": ("Retry",),
    "scans": ("CHUNK_BYTES", "Scan"),
    "service": ("Health",),
    "sessions": ("CodeRequired", "CurrentSession", "SignedIn"),
    "simulation": ("SimulationForm", "SimulationResult"),
    "spouse_authorisation": ("SpouseAuthorisation", "SpouseAuthorisationEvent", "Spouse"),
    "terms": ("Terms", "TermsSection"),
    "transport": ("VERSION", "connection_pool"),
    "uploads": ("AskedDocument", "Upload", "UploadList"),
}
_HOME = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> object:
    """Import the module that holds a public name when the name is first asked for (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_HOME.get(name, 'errors')}"), name)
    globals()[name] = value
    return value
