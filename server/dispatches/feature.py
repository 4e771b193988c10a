"""What dispatches register with the server."""

from server.db.sweeper import Expiry
from server.dispatches import router, webhooks_router
from server.dispatches.delivery import begin_telling
from server.dispatches.rules import KEPT, TOO_MANY_WEBHOOKS, WEBHOOK_REFUSED
from server.dispatches.tables import Dispatch
from server.feature import Feature

FEATURE = Feature(
    routers=(router.router, webhooks_router.router),
    problems=(WEBHOOK_REFUSED, TOO_MANY_WEBHOOKS),
    expiries=(Expiry(Dispatch.number, lambda now: Dispatch.acknowledged_at < now - KEPT),),
    jobs=(begin_telling,),
)
