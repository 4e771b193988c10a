"""The codes of entitlements: where one stands, why, what lifts a suspension, and what may end it."""

from typing import Literal

EntitlementState = Literal["open", "suspended", "closed"]

EntitlementReason = Literal[
    # of a suspension
    "rent_certificate_missing",
    "school_certificate_missing",
    "declaration_missing",
    # of an end
    "child_grown",
    "couple",
    "file_closed",
    "income_too_high",
    "move",
    "separation",
    "work_ended",
    "work_started",
]
"""Why an entitlement is suspended or closed."""

LiftingAct = Literal["send_rent_certificate", "send_school_certificate", "declare_income"]
"""What the person can do about a suspension."""

EndingEvent = Literal[
    "child_turns_3",
    "child_turns_20",
    "couple",
    "declaration_missing",
    "income_rises",
    "move",
    "work_ends",
    "work_starts",
]
"""What may end an entitlement."""
