"""What the feature registers with the server: Mon agenda."""

from server.agenda import calendar_router, router
from server.agenda.export import export_subscription
from server.agenda.subscriptions import revoke
from server.feature import ExportPart, Feature

FEATURE = Feature(
    routers=(router.router,),
    bare_routers=(calendar_router.router,),
    own_paths=("/v1/me/agenda", "/v1/me/agenda-subscription"),
    export=(ExportPart("access.agenda_address_made_at", export_subscription),),
    # A calendar that reads it is signed in elsewhere, too.
    sessions_ended=(revoke,),
)
