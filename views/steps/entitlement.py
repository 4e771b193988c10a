"""What several screens show of a benefit of the file: where it stands, and why."""

import flet as ft

from app.declarations.paths import DECLARATIONS
from app.entitlements.entitlements import Entitlement, Entitlements
from app.entitlements.paths import ENTITLEMENTS
from app.uploads.paths import upload_path
from views.design import tokens
from views.design.badge import badge
from views.design.button import link, row
from views.design.card import align_start, card, column
from views.design.items import rows
from views.design.notice import Tone
from views.design.responsive import beside
from views.design.text import body, hint, section, soft
from views.shell.benefit_names import benefit
from views.shell.layout import go
from views.shell.resource_view import resource_view
from views.steps.entitlement_text import EntitlementText

_SKELETON = (48, 48)
_LIFTED_BY = {
    "send_rent_certificate": (EntitlementText.SEND, upload_path("rent_certificate")),
    "send_school_certificate": (EntitlementText.SEND, upload_path("school_certificate")),
    "declare_income": (EntitlementText.DECLARE, DECLARATIONS),
}
"""What lifts a suspension, and where that is done, by the act that the fund names."""
_TONES = {"open": Tone.SUCCESS, "suspended": Tone.WARNING, "closed": Tone.INFORMATION}


def rights_card(state: Entitlements) -> ft.Control:
    """Return the benefits of the file that are not over, each with where it stands, and the way to all of them."""
    return card(section(EntitlementText.HEADING), resource_view(state, _current, _SKELETON))


def _current(found: tuple[Entitlement, ...]) -> ft.Control:
    current = [standing(each) for each in found if each.state != "closed"]
    return column(
        rows(*current) if current else soft(EntitlementText.NONE),
        rows(row(EntitlementText.ALL, go(ENTITLEMENTS))),
        spacing=tokens.SPACE_4,
    )


def standing(entitlement: Entitlement, *, headed: bool = False) -> ft.Control:
    """Return a benefit beside where it stands, over why it is suspended and the way to what lifts that.

    Args:
        entitlement: to the benefit.
        headed: whether its name is the heading of a part of the screen; else all is said as one line of a list.
    """
    called = benefit(entitlement.benefit)
    name = beside(
        section(called) if headed else body(called, bold=True),
        badge(_TONES[entitlement.state], EntitlementText.STATES[entitlement.state]),
    )
    why = [hint(line) for line in EntitlementText.why(entitlement.state, entitlement.reason, entitlement.act)]
    said = column(name, *why, spacing=tokens.SPACE_4)
    act = _LIFTED_BY.get(entitlement.act or "") if entitlement.state == "suspended" else None
    return ft.Container(
        padding=ft.Padding.symmetric(vertical=tokens.SPACE_12),
        content=column(
            said if headed else ft.MergeSemantics(content=said),
            [_lifts(*act, called)] if act is not None else [],
            spacing=tokens.SPACE_4,
        ),
    )


def _lifts(label: str, path: str, called: str) -> ft.Control:
    """Return the way to what lifts the suspension of a benefit."""
    spoken = EntitlementText.lifts(label, called)
    return align_start(link(label, go(path), spoken=spoken, size=tokens.TEXT_SIZE))
