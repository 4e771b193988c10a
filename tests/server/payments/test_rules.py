"""The rules of payments: why a month differs from the one before, and what is left of a debt."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.payments.rules import (
    Cause,
    Event,
    Owed,
    Paid,
    Part,
    Posting,
    balances,
    debt_state,
    explain,
    month_fault,
    months_between,
    total,
    year_fault,
)

MONTH = "2026-11"
OCTOBER, NOVEMBER = date(2026, 10, 5), date(2026, 11, 5)
AF, APL = Part("af", "right"), Part("apl", "right")
LATE, TAKEN = Part("apl", "arrears"), Part("apl", "recovery")
DEBT = uuid4()


def paid(on: date, *postings: tuple[Part, int], **more: object) -> Paid:
    months = "2026-10" if on is NOVEMBER else "2026-09"
    return Paid(
        on,
        tuple(
            Posting(part, amount, months, DEBT if part.kind == "recovery" else None)
            for part, amount in postings
        ),
        **more,  # type: ignore[arg-type] # each test names what it needs
    )


def told(
    before: list[Paid],
    now: list[Paid],
    causes: tuple[Cause, ...] = (),
    debts: dict[UUID, Owed] | None = None,
) -> list[tuple[str, str, int, int, int, str | None]]:
    """Return the changes as benefit and part, kind, before, now, difference and event."""
    changes = explain(MONTH, before, now, causes, debts)
    assert sum(change.difference for change in changes) == total(now) - total(before)
    return [
        (
            f"{change.part.benefit} {change.part.kind}",
            change.kind,
            change.before,
            change.now,
            change.difference,
            change.event.kind if change.event else None,
        )
        for change in changes
    ]


def test_each_part_is_compared_with_itself() -> None:
    """What came, went, changed and stayed is told apart, this month's parts first."""
    before = [paid(OCTOBER, (AF, 100), (Part("rsa", "right"), 40), (Part("asf", "right"), 7))]
    now = [paid(NOVEMBER, (APL, 60), (AF, 90), (Part("asf", "right"), 7))]
    assert told(before, now) == [
        ("apl right", "added", 0, 60, 60, None),
        ("af right", "changed", 100, 90, -10, None),
        ("asf right", "unchanged", 7, 7, 0, None),
        ("rsa right", "removed", 40, 0, -40, None),
    ]


def test_several_events_of_a_part_share_its_change() -> None:
    """Each event has its share, in a chain; what no event explains is left without one."""
    causes = (
        Cause(AF, 5, Event("new_rate", date(2026, 4, 1))),
        Cause(AF, 30, Event("birth", date(2026, 9, 14), "Hugo")),
    )
    assert told([paid(OCTOBER, (AF, 100))], [paid(NOVEMBER, (AF, 133))], causes) == [
        ("af right", "changed", 100, 105, 5, "new_rate"),
        ("af right", "changed", 105, 135, 30, "birth"),
        ("af right", "changed", 135, 133, -2, None),
    ]


def test_events_that_cancel_each_other_are_told() -> None:
    """An amount that two events moved and moved back did not simply stay."""
    causes = (
        Cause(AF, 5, Event("new_rate", date(2026, 4, 1))),
        Cause(AF, -5, Event("declaration", date(2026, 10, 12))),
    )
    shown = told([paid(OCTOBER, (AF, 100))], [paid(NOVEMBER, (AF, 100))], causes)
    assert [change[1:] for change in shown] == [
        ("changed", 100, 105, 5, "new_rate"),
        ("changed", 105, 100, -5, "declaration"),
    ]


def test_arrears_come_and_go() -> None:
    """Arrears that nothing else explains are what they are, of the first month that they are for."""
    late = [paid(NOVEMBER, (AF, 100), (LATE, 42))]
    on_time = [paid(OCTOBER, (AF, 100))]
    assert told(on_time, late)[1] == ("apl arrears", "added", 0, 42, 42, "arrears")
    assert told(late, on_time)[1] == ("apl arrears", "removed", 42, 0, -42, "arrears")
    [_, change] = explain(MONTH, on_time, late)
    assert change.event == Event("arrears", date(2026, 10, 1))


@pytest.mark.parametrize(
    ("before", "now", "remaining", "kind", "event"),
    [
        (None, 50, 400, "added", "debt_started"),
        (None, 50, 350, "added", "debt_changed"),
        (50, 60, 350, "changed", "debt_changed"),
        (50, None, 0, "removed", "debt_ended"),
        (50, None, 350, "removed", "debt_changed"),
        (50, 50, 350, "unchanged", None),
    ],
)
def test_a_recovery_is_explained_by_its_debt(
    before: int | None, now: int | None, remaining: int, kind: str, event: str | None
) -> None:
    """What is taken back changes as its debt begins, changes or ends; less taken back is more in hand."""
    owed = {DEBT: Owed(400, remaining, date(2026, 9, 18))}
    shown = told(
        [paid(OCTOBER, (AF, 500), *([(TAKEN, before)] if before else []))],
        [paid(NOVEMBER, (AF, 500), *([(TAKEN, now)] if now else []))],
        debts=owed,
    )
    assert shown[1] == ("apl recovery", kind, before or 0, now or 0, (before or 0) - (now or 0), event)


def test_the_end_of_a_cancelled_debt() -> None:
    """A debt that was given up ends on that day, whatever was left of it."""
    owed = {DEBT: Owed(400, 300, date(2026, 9, 18), cancelled_on=date(2026, 10, 20))}
    changes = explain(MONTH, [paid(OCTOBER, (AF, 500), (TAKEN, 50))], [paid(NOVEMBER, (AF, 500))], debts=owed)
    assert changes[-1].event == Event("debt_ended", date(2026, 10, 20), amount=400)


def test_a_refused_payment_counts_for_nothing() -> None:
    """A month whose payment the bank refused has nothing; the one that has it paid again has it twice."""
    october = [paid(OCTOBER, (AF, 100))]
    refused = [paid(NOVEMBER, (AF, 130), refused=True, refused_on=NOVEMBER)]
    born = (Cause(AF, 30, Event("birth", date(2026, 9, 14), "Hugo")),)
    assert told(october, refused, born) == [
        ("af right", "changed", 100, 130, 30, "birth"),
        ("af right", "removed", 130, 0, -130, "payment_refused"),
    ]
    december = [
        paid(date(2026, 12, 5), (AF, 130)),
        paid(date(2026, 12, 9), (AF, 130), again=True, refused_on=NOVEMBER),
    ]
    assert told(refused, december) == [("af right", "added", 0, 260, 260, "payment_refused")]
    assert explain(MONTH, refused, december)[0].event == Event("payment_refused", NOVEMBER, amount=130)


def test_paid_again_in_the_same_month_nothing_has_changed() -> None:
    """A month whose refused payment came some days later is as any other."""
    october = [paid(OCTOBER, (AF, 100), (TAKEN, 20))]
    november = [
        paid(NOVEMBER, (AF, 100), (TAKEN, 20), refused=True, refused_on=NOVEMBER),
        paid(date(2026, 11, 19), (AF, 100), (TAKEN, 20), again=True, refused_on=NOVEMBER),
    ]
    assert [change[1] for change in told(october, november)] == ["unchanged", "unchanged"]


def test_what_is_left_of_a_debt() -> None:
    """A recovery from a payment that did not arrive takes nothing."""
    assert balances(400, [(50, True), (50, False), (50, True)]) == [350, 350, 300]
    assert balances(400, []) == []
    assert [debt_state(0, None), debt_state(1, None), debt_state(1, NOVEMBER)] == [
        "settled", "open", "cancelled",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("month", "first", "fault"),
    [
        ("2026-11", "2016-12", None),
        ("2026-12", "2016-12", "future"),
        ("2016-11", "2016-11", None),
        ("2016-10", "2010-01", "too_old"),
        ("2016-11", "2016-12", "before_first"),
        ("2026-11", None, "before_first"),
    ],
)
def test_which_months_can_be_asked_for(month: str, first: str | None, fault: str | None) -> None:
    """Months from the file's first on, up to the current one, for ten years."""
    assert month_fault(month, date(2026, 11, 27), first) == fault


def test_which_years_can_be_filtered_by() -> None:
    """Years of the last ten, up to this one."""
    today = date(2026, 11, 27)
    assert [year_fault(year, today) for year in (2015, 2016, 2026, 2027)] == ["too_old", None, None, "future"]


def test_every_month_in_between() -> None:
    """A period has each of its months; a reversed one has none."""
    assert months_between("2025-11", "2026-02") == ["2025-11", "2025-12", "2026-01", "2026-02"]
    assert months_between("2026-02", "2026-02") == ["2026-02"]
    assert months_between("2026-02", "2025-11") == []


PARTS = [Part(benefit, kind) for benefit in ("af", "apl") for kind in ("right", "arrears", "recovery")]
DEBTS = [UUID(int=n) for n in range(3)]
DAYS = st.dates(date(2026, 8, 1), date(2026, 11, 30))
POSTINGS = st.builds(
    lambda part, amount, month, debt: Posting(
        part,
        abs(amount) if part.kind == "recovery" else amount,
        month,
        debt if part.kind == "recovery" else None,
    ),
    st.sampled_from(PARTS),
    st.integers(-50, 500),
    st.sampled_from(["2026-08", "2026-09", "2026-10"]),
    st.sampled_from(DEBTS),
)
PAYMENTS = st.lists(
    st.builds(
        Paid,
        DAYS,
        st.lists(POSTINGS, max_size=5).map(tuple),
        refused=st.booleans(),
        again=st.booleans(),
        refused_on=st.none() | DAYS,
    ),
    max_size=3,
)
CAUSES = st.lists(
    st.builds(
        Cause,
        st.sampled_from(PARTS),
        st.integers(-200, 200),
        st.builds(Event, st.sampled_from(["birth", "move", "declaration"]), DAYS),
    ),
    max_size=5,
)
OWED = st.dictionaries(
    st.sampled_from(DEBTS),
    st.builds(Owed, st.just(400), st.integers(0, 400), DAYS, st.none() | DAYS),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PAYMENTS, PAYMENTS, CAUSES, OWED)
def test_the_changes_add_up_whatever_is_handed_in(
    before: list[Paid], now: list[Paid], causes: list[Cause], debts: dict[UUID, Owed]
) -> None:
    """The differences are that of the totals, of each part too, and each change begins where the last ended."""
    changes = explain(MONTH, before, now, causes, debts)
    assert sum(change.difference for change in changes) == total(now) - total(before)
    for part in PARTS:
        was, is_ = (
            sum(
                posting.amount
                for payment in payments
                if not payment.refused
                for posting in payment.postings
                if posting.part == part
            )
            for payments in (before, now)
        )
        chain = [change for change in changes if change.part == part]
        assert sum(change.difference for change in chain) == part.sign * (is_ - was)
        ends = [was, *(change.now for change in chain)]
        assert [change.before for change in chain] == ends[:-1]
        assert ends[-1] == is_
