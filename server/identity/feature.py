"""What the feature registers with the server: the identity of the holder."""

from server.feature import Feature
from server.identity import decisions_router
from server.identity.router import router
from server.identity.rules import IDENTITY_CHECKED

FEATURE = Feature(
    routers=(router, decisions_router.router),
    upload_paths=("/v1/me/identity/scans/",),
    problems=(IDENTITY_CHECKED,),
)
