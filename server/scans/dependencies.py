"""What operations ask of scans."""

from typing import Annotated

from fastapi import Depends

from server.http.dependencies import service
from server.scans.service import Scans

ScansOf = Annotated[Scans, Depends(service(Scans))]
