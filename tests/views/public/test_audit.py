from __future__ import annotations

from dataclasses import replace

from tools.audit_page import PAGE, written
from views.app import MENUS
from views.features import FEATURES
from views.public.audit import Conformity, Criterion, Theme, audit

# How many criteria the RGAA 4.1.2 has on each subject.
CRITERIA = (9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12)


def test_every_criterion_has_its_verdict() -> None:
    """The audit answers the 106 criteria in their order, and says by whom each was judged, and why."""
    numbers = [f"{theme}.{rank}" for theme, count in enumerate(CRITERIA, 1) for rank in range(1, count + 1)]
    assert [each.number for each in audit().criteria] == numbers
    assert {each.verdict for each in audit().criteria} <= {"C", "NC", "NA"}
    assert {each.judged for each in audit().criteria} <= {"test", "person", "both"}
    assert all(each.note for each in audit().criteria)


def test_the_state_follows_the_rate() -> None:
    """What does not apply counts for nothing; one criterion that fails is enough for no longer being whole."""

    def judged(*verdicts: str) -> Conformity:
        theme = Theme("", tuple(Criterion("", verdict, "test", "") for verdict in verdicts))
        return replace(audit(), themes=(theme,)).conformity

    assert judged("C", "NA") is Conformity.WHOLE
    assert judged("C", "NC", "NA") is Conformity.PARTIAL
    assert judged("C", "NC", "NC") is Conformity.NONE


def test_the_page_says_what_the_audit_says() -> None:
    """docs/accessibility-audit.md is that of the audit that the déclaration is made of (`make audit-page`)."""
    page = PAGE.read_text(encoding="utf-8")
    assert page == written(page, audit())


def test_the_sample_is_of_screens_that_there_are() -> None:
    """A page of the sample that was renamed shows here."""
    paths = {route.path for feature in FEATURES for route in feature.routes}
    assert {page.path for page in audit().pages} - paths == {"/rien"}


def test_the_plan_names_each_screen_that_one_may_want() -> None:
    """What a menu, the foot or Aide leads to stands in the plan du site too."""
    named = {path for path, _ in MENUS.named}
    led = {link.path for link in MENUS.foot} | {place.path for place in MENUS.places(None, wide=True)}
    assert led | {entry.path for entry in MENUS.help} <= named
