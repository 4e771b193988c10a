"""What the feature registers with the server: contacts."""

from sqlalchemy import and_, or_

from server.contacts.export import export_changes
from server.contacts.router import router
from server.contacts.service import PENDING_LIFE, UNDO_LIFE, forget_changes
from server.contacts.tables import ContactChange
from server.db.sweeper import Expiry
from server.feature import ExportPart, Feature

FEATURE = Feature(
    routers=(router,),
    expiries=(
        Expiry(
            ContactChange.id,
            lambda now: or_(
                ContactChange.made_at < now - UNDO_LIFE,
                and_(ContactChange.made_at.is_(None), ContactChange.asked_at < now - PENDING_LIFE),
            ),
        ),
    ),
    export=(ExportPart("contact.changes", export_changes),),
    taken_over=(forget_changes,),
)
