"""The identifier that one signs in with: a NIR, or an identifiant provisoire."""

from typing import Unpack

from app.core.field import Common, Text
from app.rules.identifiers import IdentifierKind, check_identifier, grouped, kind_of, meant_kind
from app.rules.problem import Fault, Problem


class Identifier(Text):
    """An identifier of either kind; a right one of the other kind is understood.

    Attributes:
        kind: which of the two is asked for.
    """

    def __init__(self, **common: Unpack[Common]) -> None:
        """Make the field, which asks for a NIR."""
        super().__init__(tidy=grouped, **common)
        self.kind = IdentifierKind.NIR

    def swap(self) -> None:
        """Ask for the other kind, and empty the field: what was typed is of this kind."""
        nir = self.kind is IdentifierKind.NIR
        self.kind = IdentifierKind.PROVISIONAL if nir else IdentifierKind.NIR
        self.put("")

    def propose(self, identifier: str) -> None:
        """Hold an identifier that the program knows, as it is printed."""
        self.kind = kind_of(identifier)
        self.put(grouped(identifier))

    @property
    def temporary(self) -> bool:
        """Whether the number typed is a waiting one: the identifiant provisoire is then what serves."""
        return self.problem is not None and self.problem.fault is Fault.TEMPORARY

    def _fault(self) -> Problem | None:
        self.kind = meant_kind(self.kind, self.text)
        return check_identifier(self.kind, self.text)
