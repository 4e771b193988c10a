"""What a feature, or a package that features share, registers with the server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import APIRouter

    from server.http.kinds import ProblemKind, ProblemMember


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One row of `server.features`.

    Attributes:
        routers: operations of the API: the client's version is checked, and the text of every request.
        bare_routers: those that check what they need themselves: pages for browsers, probes of operators.
        problems: the kinds of refusal that it declares.
        members: what its refusals carry besides the common members.
    """

    routers: tuple[APIRouter, ...] = ()
    bare_routers: tuple[APIRouter, ...] = ()
    problems: tuple[ProblemKind, ...] = ()
    members: tuple[ProblemMember, ...] = ()
