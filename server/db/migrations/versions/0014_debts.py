"""Add debts, refused payments, the events behind payments, and where an entitlement stands.

What was taken back names its debt from now on. Until now each recovery said itself what was left after it: those of one
file, benefit and reason, of which less and less was left, become one debt.

Not safe under traffic: the version before reads the columns that go.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

# How long a family may contest a debt once it was told of it.
_CONTEST_WITHIN = timedelta(days=61)


_PAYMENTS = sa.table(
    "payments",
    sa.column("id", sa.Uuid()),
    sa.column("file_id", sa.Uuid()),
    sa.column("paid_on", sa.Date()),
)
_RECOVERIES = sa.table(
    "recoveries",
    sa.column("payment_id", sa.Uuid()),
    sa.column("position", sa.Integer()),
    sa.column("benefit", sa.String()),
    sa.column("month", sa.String()),
    sa.column("amount", sa.Integer()),
    sa.column("reason", sa.String()),
    sa.column("remaining", sa.Integer()),
    sa.column("debt_id", sa.Uuid()),
)


def upgrade() -> None:
    """Apply."""
    op.add_column("payments", sa.Column("refused_reason", sa.String(length=32), nullable=True))
    # One statement, so that SQLite need not replace a table that others refer to.
    kind = sa.Uuid().compile(dialect=op.get_context().dialect)
    op.execute(
        f"ALTER TABLE payments ADD COLUMN retry_of {kind} CONSTRAINT fk_payments_retry_of REFERENCES payments (id)"
    )
    op.add_column(
        "entitlements", sa.Column("state", sa.String(length=16), server_default="open", nullable=False)
    )
    op.add_column("entitlements", sa.Column("reason", sa.String(length=32), nullable=True))
    op.add_column("entitlements", sa.Column("act", sa.String(length=32), nullable=True))
    op.add_column("entitlements", sa.Column("ends_when", sa.JSON(), server_default="[]", nullable=False))
    debts = op.create_table(
        "debts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("benefit", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("from_month", sa.String(length=7), nullable=False),
        sa.Column("until_month", sa.String(length=7), nullable=False),
        sa.Column("notified_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("monthly_amount", sa.Integer(), nullable=True),
        sa.Column("contest_until", sa.Date(), nullable=False),
        sa.Column("cancelled_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name=op.f("fk_debts_file_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debts")),
    )
    op.create_index(op.f("ix_debts_file_id"), "debts", ["file_id"], unique=False)
    op.create_table(
        "payment_events",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("benefit", sa.String(length=32), nullable=False),
        sa.Column("part", sa.String(length=16), nullable=False),
        sa.Column("difference", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("subject", sa.String(length=100), nullable=True),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name=op.f("fk_payment_events_file_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_events")),
    )
    op.create_index("ix_payment_events_month", "payment_events", ["file_id", "month"], unique=False)
    with op.batch_alter_table("recoveries", schema=None) as batch_op:
        batch_op.add_column(sa.Column("debt_id", sa.Uuid(), nullable=True))
    _name_debts(op.get_bind(), debts)
    with op.batch_alter_table("recoveries", schema=None) as batch_op:
        batch_op.alter_column("debt_id", existing_type=sa.Uuid(), nullable=False)
        batch_op.create_foreign_key(batch_op.f("fk_recoveries_debt_id"), "debts", ["debt_id"], ["id"])
        batch_op.create_index(batch_op.f("ix_recoveries_debt_id"), ["debt_id"], unique=False)
        batch_op.drop_column("benefit")
        batch_op.drop_column("reason")
        batch_op.drop_column("remaining")
    # A demonstration makes its figures again, with all of these.
    facts = sa.table("facts", sa.column("name", sa.String), sa.column("value", sa.String))
    op.execute(facts.update().where(facts.c.name == "demo_figures_on").values(value=""))


def _name_debts(connection: sa.Connection, debts: sa.Table) -> None:
    """Make a debt of the recoveries that took it back, and have each name it."""
    oldest_first = (
        sa.select(_RECOVERIES, _PAYMENTS.c.file_id, _PAYMENTS.c.paid_on)
        .join(_PAYMENTS, _PAYMENTS.c.id == _RECOVERIES.c.payment_id)
        .order_by(_PAYMENTS.c.paid_on, _PAYMENTS.c.id, _RECOVERIES.c.position)
    )
    running: dict[tuple[Any, ...], dict[str, Any]] = {}
    found: list[dict[str, Any]] = []
    for taken in connection.execute(oldest_first).mappings().all():
        owner = (taken["file_id"], taken["benefit"], taken["reason"])
        if owner not in running or running[owner]["left"] != taken["amount"] + taken["remaining"]:
            running[owner] = _begun(taken)
            found.append(running[owner])
        debt = running[owner]
        debt["left"] = taken["remaining"]
        debt["from_month"] = min(debt["from_month"], taken["month"])
        debt["until_month"] = max(debt["until_month"], taken["month"])
        debt["recoveries"].append((taken["payment_id"], taken["position"]))
    for debt in found:
        columns = {name: value for name, value in debt.items() if name in debts.columns}
        connection.execute(debts.insert(), [columns])
        connection.execute(
            _RECOVERIES.update()
            .where(sa.tuple_(_RECOVERIES.c.payment_id, _RECOVERIES.c.position).in_(debt["recoveries"]))
            .values(debt_id=debt["id"])
        )


def _begun(taken: sa.RowMapping) -> dict[str, Any]:
    """Return the debt of which this is the first recovery, with what is gathered of it."""
    told_on: date = taken["paid_on"]
    return {
        "id": uuid4(),
        "file_id": taken["file_id"],
        "benefit": taken["benefit"],
        "reason": taken["reason"],
        "from_month": taken["month"],
        "until_month": taken["month"],
        "notified_on": told_on,
        "amount": taken["amount"] + taken["remaining"],
        "contest_until": told_on + _CONTEST_WITHIN,
        "left": 0,
        "recoveries": [],
    }
