"""What the feature registers with the server: requests."""

from sqlalchemy import and_

from server.db.sweeper import Expiry
from server.feature import ExportPart, Feature
from server.requests import decisions_router
from server.requests.dispatches import DISPATCHABLE
from server.requests.export import export_requests, table_of_requests
from server.requests.records import IMPORTABLE
from server.requests.router import openings_router, router
from server.requests.rules import DRAFT_KEPT, KEPT, OVER, RequestState
from server.requests.search import SEARCHABLE
from server.requests.tables import Request

FEATURE = Feature(
    dispatchable=DISPATCHABLE,
    routers=(openings_router, router, decisions_router.router),
    export=(ExportPart("requests.own", export_requests, table_of_requests),),
    own_paths=("/v1/me/request-openings", "/v1/me/requests"),
    expiries=(
        Expiry(
            Request.id,
            lambda now: and_(Request.state == RequestState.DRAFT, Request.updated_at < now - DRAFT_KEPT),
        ),
        Expiry(Request.id, lambda now: and_(Request.state.in_(OVER), Request.updated_at < now - KEPT)),
    ),
    searchable=SEARCHABLE,
    importable=IMPORTABLE,
)
