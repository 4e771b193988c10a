"""What passwords of 8 digits register with the server."""

from server.db.sweeper import Expiry
from server.feature import Feature
from server.old_passwords.service import SENT_PASSWORD_LIFE
from server.old_passwords.tables import SentPassword

FEATURE = Feature(
    expiries=(Expiry(SentPassword.id, lambda now: SentPassword.drawn_at < now - SENT_PASSWORD_LIFE),)
)
