"""The features, one line each: who needs all of them begins here."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from server.feature import Feature

# Folders with a `feature.py`, in the order in which the API's document lists their operations.
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
    "spouse_authorisation",
    "payments",
    "enrolment",
    "password_reset",
    "franceconnect",
    "migration",
    "terms",
    "benefits",
    "places",
    "health",
)
# What features share, from the ground up.
SHARED = (
    "limits",
    "people",
    "sessions",
    "reauthentication",
    "challenges",
    "scans",
    "identities",
)


def load() -> tuple[Feature, ...]:
    """Import what is registered: routers, and all that they need."""
    return tuple(
        cast("Feature", import_module(f"server.{name}.feature").FEATURE) for name in (*FEATURES, *SHARED)
    )
