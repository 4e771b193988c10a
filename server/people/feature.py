"""What people and their files register with the server."""

from server.feature import Feature
from server.http.kinds import ProblemMember
from server.people import export
from server.people.dispatches import DISPATCHABLE
from server.people.doors import DOOR_CLOSED, Reason

FEATURE = Feature(
    problems=(DOOR_CLOSED,),
    members=(ProblemMember("door", str), ProblemMember("reason", Reason)),
    dispatchable=DISPATCHABLE,
    export=export.PARTS,
    file_export=export.FILE_PARTS,
)
