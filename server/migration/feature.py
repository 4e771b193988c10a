"""What the feature registers with the server: the migration of old accounts."""

from server.db.sweeper import Expiry
from server.feature import ExportPart, Feature
from server.http.kinds import ProblemMember
from server.migration.export import export_terms
from server.migration.router import router
from server.migration.rules import MIGRATION_NOT_NEEDED, MigrationStep
from server.migration.service import keep_password
from server.migration.tables import MigrationDraft
from server.rules.steps import DRAFT_LIFE

FEATURE = Feature(
    routers=(router,),
    problems=(MIGRATION_NOT_NEEDED,),
    members=(ProblemMember("step", MigrationStep),),
    expiries=(Expiry(MigrationDraft.account_id, lambda now: MigrationDraft.touched_at < now - DRAFT_LIFE),),
    export=(ExportPart("access.accepted_terms", export_terms),),
    password_replaced=(keep_password,),
)
