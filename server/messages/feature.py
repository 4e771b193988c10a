"""What the feature registers with the server: messages."""

from server.db.sweeper import Expiry
from server.feature import Feature
from server.messages.router import router
from server.messages.rules import KEPT
from server.messages.tables import Thread

FEATURE = Feature(
    routers=(router,),
    own_paths=("/v1/me/messages",),
    expiries=(Expiry(Thread.id, lambda now: Thread.at < now - KEPT),),
)
