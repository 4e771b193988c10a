"""What a demonstration registers with the server."""

from server.clock import Clock
from server.db.sweeper import Expiry
from server.demo import appointments_router, messages_router, openid_router, requests_router, router, uploads
from server.demo.fund import DemoFund
from server.demo.tables import DemoGrant
from server.feature import Feature
from server.services import Services


def _move_requests(services: Services) -> None:
    fund = services[DemoFund]
    if fund.app is not None:  # a command sweeps without serving
        fund.live(services[Clock].now())


FEATURE = Feature(
    bare_routers=(
        router.router,
        openid_router.router,
        uploads.router,
        requests_router.router,
        appointments_router.router,
        messages_router.router,
    ),
    jobs=(_move_requests,),
    expiries=(Expiry(DemoGrant.hash, lambda now: DemoGrant.expires_at < now),),
)
