"""Doors: who may see which part of a file. A closed door is shown with its reason, never hidden."""

from __future__ import annotations

from enum import StrEnum

from server.http.kinds import ProblemKind

DOOR_CLOSED = ProblemKind("door_closed", 403, "This part of the file is closed to this person")


class Role(StrEnum):
    """The role of a person in a file."""

    RESPONSABLE = "responsable"
    CONJOINT = "conjoint"
    ENFANT = "enfant"
    PERSONNE_A_CHARGE = "personne_a_charge"


class Door(StrEnum):
    """A part of the file."""

    PAYMENTS = "payments"
    QUOTIENT = "quotient"
    SITUATION = "situation"
    CERTIFICATES = "certificates"
    CHANGES = "changes"
    REQUESTS = "requests"
    SEPARATION = "separation"


class Reason(StrEnum):
    """Why a door is closed."""

    PROCURATION_REQUIRED = "procuration_required"
    RESPONSABLE_ONLY = "responsable_only"
    NOT_FOR_CHILDREN = "not_for_children"
    # Nobody's file is meant: the person stands in none.
    NO_FILE = "no_file"
    # An account of limited reach, whatever the door.
    IDENTITY_UNCHECKED = "identity_unchecked"


def closed(role: Role, door: Door, *, authorised: bool) -> Reason | None:
    """Return why the door is closed to a person with that role, or None if it is open.

    Any adult may declare a separation. Everything else is for the responsable, and the authorised conjoint.
    """
    if role is Role.RESPONSABLE or (role is Role.CONJOINT and authorised):
        return None
    if door is Door.SEPARATION:
        return Reason.NOT_FOR_CHILDREN if role is Role.ENFANT else None
    return Reason.PROCURATION_REQUIRED if role is Role.CONJOINT else Reason.RESPONSABLE_ONLY
