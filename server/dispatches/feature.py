"""What dispatches register with the server."""

from server.db.sweeper import Expiry
from server.dispatches.router import router
from server.dispatches.rules import KEPT
from server.dispatches.tables import Dispatch
from server.feature import Feature

FEATURE = Feature(
    routers=(router,),
    expiries=(Expiry(Dispatch.number, lambda now: Dispatch.acknowledged_at < now - KEPT),),
)
