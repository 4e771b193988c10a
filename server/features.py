"""The features, one line each: code that needs all of them begins here."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from server.feature import Features

# Folders, in the order of their operations in the OpenAPI document.
FEATURES = (
    "sign_in",
    "accounts",
    "identity",
    "contacts",
    "credentials",
    "devices",
    "exports",
    "closings",
    "home",
    "profile",
    "spouse_authorisation",
    "payments",
    "entitlements",
    "resources",
    "enrolment",
    "password_reset",
    "franceconnect",
    "migration",
    "terms",
    "benefits",
    "places",
    "health",
    "accessibility_reports",
    "documents",
    "requests",
    "uploads",
    "simulation",
    "declarations",
    "agenda",
    "contact",
    "messages",
    "search",
    "notifications",
)
# Packages that features share, from the lowest to the highest.
SHARED = (
    "limits",
    "back_office",
    "imports",
    "dispatches",
    "estimating",
    "outbox",
    "people",
    "idempotency",
    "sessions",
    "reauthentication",
    "old_passwords",
    "challenges",
    "scans",
    "questionnaires",
    "identities",
)


def load(*, demo: bool = False) -> Features:
    """Import everything that is registered: routers, and all that they need."""
    names = (*FEATURES, *SHARED, *(("demo",) if demo else ()))
    return Features(
        import_module(f"server.{name}.feature").FEATURE for name in names if _has(name, "feature")
    )


def load_tables() -> None:
    """Import every table, for code that goes through all of them, and nothing that serves requests."""
    for name in (*FEATURES, *SHARED, "demo", "db"):
        if _has(name, "tables"):
            import_module(f"server.{name}.tables")


def _has(name: str, module: str) -> bool:
    return find_spec(f"server.{name}.{module}") is not None
