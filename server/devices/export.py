"""What an export holds of devices with a key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from server.sessions.tables import DeviceKey

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction


def export_keys(transaction: Transaction, account_id: UUID) -> list[dict[str, Any]]:
    """Return the devices that a fingerprint or a face unlocks."""
    found = transaction.scalars(
        select(DeviceKey).where(DeviceKey.account_id == account_id).order_by(DeviceKey.created_at)
    )
    return [
        {
            "device_name": key.device_name,
            "created_at": key.created_at.isoformat(timespec="seconds"),
            "last_used_at": key.last_used_at.isoformat(timespec="seconds"),
        }
        for key in found
    ]
