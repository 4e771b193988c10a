"""Dependencies of operations on identities."""

from typing import Annotated

from fastapi import Depends

from server.http.dependencies import service
from server.identities.documents import DocumentChecker
from server.identities.holders import Holders

HoldersOf = Annotated[Holders, Depends(service(Holders))]
DocumentCheckerOf = Annotated[DocumentChecker, Depends(service(DocumentChecker))]
