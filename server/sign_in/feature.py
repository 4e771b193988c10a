"""What the feature registers with the server: sign-in."""

from server.feature import Feature
from server.sign_in.router import router
from server.sign_in.service import forget_pending

FEATURE = Feature(
    routers=(router,),
    sessions_ended=(forget_pending,),
)
