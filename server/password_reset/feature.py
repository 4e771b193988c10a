"""What the feature registers with the server: password resets."""

from server.db.sweeper import Expiry
from server.feature import Feature
from server.password_reset.router import router
from server.password_reset.service import RESET_LIFE, forget_resets
from server.password_reset.tables import PasswordReset

FEATURE = Feature(
    routers=(router,),
    expiries=(Expiry(PasswordReset.id, lambda now: PasswordReset.created_at < now - RESET_LIFE),),
    taken_over=(forget_resets,),
)
