"""What the feature registers with the server: FranceConnect."""

from server.db.sweeper import Expiry
from server.feature import Feature
from server.franceconnect import browser_router, router
from server.franceconnect.rules import (
    FRANCECONNECT_EXPIRED,
    FRANCECONNECT_MISMATCH,
    FRANCECONNECT_UNAVAILABLE,
)
from server.franceconnect.tables import AUTHORIZATION_LIFE, FranceConnectAuthorization, FranceConnectTicket
from server.http.kinds import ProblemMember
from server.rules.likeness import Element

FEATURE = Feature(
    routers=(router.router,),
    bare_routers=(browser_router.router,),
    own_paths=("/v1/franceconnect/link",),
    problems=(FRANCECONNECT_UNAVAILABLE, FRANCECONNECT_EXPIRED, FRANCECONNECT_MISMATCH),
    members=(ProblemMember("differs", list[Element]),),
    expiries=(
        Expiry(
            FranceConnectAuthorization.id,
            lambda now: FranceConnectAuthorization.created_at < now - AUTHORIZATION_LIFE,
        ),
        Expiry(FranceConnectTicket.hash, lambda now: FranceConnectTicket.expires_at < now),
    ),
)
