"""What a demonstration registers with the server."""

from server.db.sweeper import Expiry
from server.demo import openid_router, router, uploads
from server.demo.tables import DemoGrant
from server.feature import Feature

FEATURE = Feature(
    bare_routers=(router.router, openid_router.router, uploads.router),
    expiries=(Expiry(DemoGrant.hash, lambda now: DemoGrant.expires_at < now),),
)
