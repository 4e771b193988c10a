"""What the clients of a fund register with the server."""

from server.back_office.router import router
from server.back_office.rules import SCOPE_MISSING, TOKEN_REFUSED
from server.back_office.tables import ClientToken
from server.db.sweeper import Expiry
from server.feature import Feature
from server.http.kinds import ProblemMember

FEATURE = Feature(
    routers=(router,),
    problems=(TOKEN_REFUSED, SCOPE_MISSING),
    members=(ProblemMember("scope", str),),
    expiries=(Expiry(ClientToken.hash, lambda now: ClientToken.expires_at < now),),
)
