"""What sessions register with the server."""

from server.db.sweeper import Expiry
from server.feature import ExportPart, Feature
from server.http.kinds import ProblemMember
from server.sessions.export import export_sessions
from server.sessions.rules import CREDENTIALS_REFUSED, MIGRATION_REQUIRED, SESSION_EXPIRED, SESSION_LIFE, End
from server.sessions.tables import AccessToken, SignedSession

FEATURE = Feature(
    problems=(CREDENTIALS_REFUSED, SESSION_EXPIRED, MIGRATION_REQUIRED),
    members=(ProblemMember("reason", End),),
    expiries=(
        Expiry(AccessToken.hash, lambda now: AccessToken.expires_at < now),
        Expiry(SignedSession.id, lambda now: SignedSession.last_seen_at < now - SESSION_LIFE),
    ),
    export=(ExportPart("access.sessions", export_sessions),),
)
