"""What identities register with the server."""

from server.feature import ExportPart, Feature
from server.http.kinds import ProblemMember
from server.identities.dispatches import DISPATCHABLE
from server.identities.export import export_identity
from server.identities.holders import Holders
from server.identities.records import IMPORTABLE
from server.identities.rules import DOCUMENT_REFUSED, TOO_YOUNG
from server.rules.documents import Verdict

FEATURE = Feature(
    dispatchable=DISPATCHABLE,
    problems=(TOO_YOUNG, DOCUMENT_REFUSED),
    members=(ProblemMember("age_limit", int, "full years"), ProblemMember("verdict", Verdict)),
    jobs=(lambda services: services[Holders].recheck(),),
    export=(ExportPart("identity", export_identity),),
    importable=IMPORTABLE,
)
