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
    from api_client._model import Cents, Month
    from api_client._transport import VERSION, connection_pool
    from api_client.accounts import Address, Contact, FileSummary, Me
    from api_client.auth import Session
    from api_client.challenges import Challenge
    from api_client.client import Client
    from api_client.demo import DemoMessage
    from api_client.entitlements import Entitlement
    from api_client.errors import (
        ClientError,
        CodeExhausted,
        CodeExpired,
        CodeRefused,
        ConnectionFailed,
        CredentialsRefused,
        DoorClosed,
        Maintenance,
        MigrationRequired,
        NotFound,
        RateLimited,
        Refused,
        ResponseInvalid,
        ServerFailed,
        SessionExpired,
        TimedOut,
        UpdateRequired,
    )
    from api_client.files import Alert, AlertParams, Door, Doors, MonthlyAmount, Overview, Quotient, Situation
    from api_client.payments import Payment, PaymentLine, PaymentPage, PaymentSummary, Recovery
    from api_client.retries import Retry
    from api_client.service import Health
    from api_client.sessions import CodeRequired, CurrentSession, SignedIn

__all__ = [
    "VERSION",
    "Address",
    "Alert",
    "AlertParams",
    "Cents",
    "Challenge",
    "Client",
    "ClientError",
    "CodeExhausted",
    "CodeExpired",
    "CodeRefused",
    "CodeRequired",
    "ConnectionFailed",
    "Contact",
    "CredentialsRefused",
    "CurrentSession",
    "DemoMessage",
    "Door",
    "DoorClosed",
    "Doors",
    "Entitlement",
    "FileSummary",
    "Health",
    "Maintenance",
    "Me",
    "MigrationRequired",
    "Month",
    "MonthlyAmount",
    "NotFound",
    "Overview",
    "Payment",
    "PaymentLine",
    "PaymentPage",
    "PaymentSummary",
    "Quotient",
    "RateLimited",
    "Recovery",
    "Refused",
    "ResponseInvalid",
    "Retry",
    "ServerFailed",
    "Session",
    "SessionExpired",
    "SignedIn",
    "Situation",
    "TimedOut",
    "UpdateRequired",
    "connection_pool",
]

_MODULES = {
    "_model": ("Cents", "Month"),
    "_transport": ("VERSION", "connection_pool"),
    "auth": ("Session",),
    "accounts": ("Address", "Contact", "FileSummary", "Me"),
    "challenges": ("Challenge",),
    "client": ("Client",),
    "demo": ("DemoMessage",),
    "entitlements": ("Entitlement",),
    "files": ("Alert", "AlertParams", "Door", "Doors", "MonthlyAmount", "Overview", "Quotient", "Situation"),
    "payments": ("Payment", "PaymentLine", "PaymentPage", "PaymentSummary", "Recovery"),
    "retries": ("Retry",),
    "service": ("Health",),
    "sessions": ("CodeRequired", "CurrentSession", "SignedIn"),
}
_HOME = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> object:
    """Import the module that holds a public name when the name is first asked for (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_HOME.get(name, 'errors')}"), name)
    globals()[name] = value
    return value
