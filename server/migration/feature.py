"""What the feature registers with the server: the change of connection."""

from server.feature import Feature
from server.http.kinds import ProblemMember
from server.migration.router import router
from server.migration.rules import MIGRATION_NOT_NEEDED, MigrationStep

FEATURE = Feature(
    routers=(router,),
    problems=(MIGRATION_NOT_NEEDED,),
    members=(ProblemMember("step", MigrationStep),),
)
