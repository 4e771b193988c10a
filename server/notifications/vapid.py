"""The VAPID key of a server: the one that is set, or, for a demonstration, one that is drawn and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from server.db.engine import insertion
from server.db.tables import Fact
from server.notifications.web_push import VapidKey

if TYPE_CHECKING:
    from server.db import Store
    from server.settings import Settings

_NAME: Final = "vapid_key"


def vapid_key(settings: Settings, store: Store) -> VapidKey | None:
    """Return the key; None where none is set, and no push is sent."""
    if settings.vapid_key is not None:
        return VapidKey(settings.vapid_key)
    if not settings.demo:
        return None
    with store.write() as transaction:
        drawn = insertion(transaction, Fact).values(name=_NAME, value=VapidKey.drawn())
        transaction.execute(drawn.on_conflict_do_nothing())
        return VapidKey(transaction.get_one(Fact, _NAME).value)
