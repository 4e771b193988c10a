"""What the feature registers with the server: notifications."""

from server.db.sweeper import Expiry
from server.feature import ExportPart, Feature
from server.notifications.export import export_choices, export_devices, table_of_choices, table_of_devices
from server.notifications.reminders import tell_all
from server.notifications.router import router
from server.notifications.rules import KEPT, PUSH_UNAVAILABLE
from server.notifications.service import forget_device, forget_devices
from server.notifications.tables import WaitingNotification

FEATURE = Feature(
    routers=(router,),
    problems=(PUSH_UNAVAILABLE,),
    own_paths=("/v1/me/notifications", "/v1/me/push-subscriptions"),
    expiries=(Expiry(WaitingNotification.id, lambda now: WaitingNotification.made_at < now - KEPT),),
    jobs=(tell_all,),
    export=(
        ExportPart("contact.notifications", export_choices, table_of_choices),
        ExportPart("access.notified_devices", export_devices, table_of_devices),
    ),
    # Who is signed out is told nothing more on a screen that others may hold.
    session_left=(forget_device,),
    sessions_ended=(forget_devices,),
)
