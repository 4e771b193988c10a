"""The steps and refusals of a migration."""

from __future__ import annotations

from server.http.kinds import ProblemKind
from server.rules.steps import OrderedStep

MIGRATION_NOT_NEEDED = ProblemKind(
    "migration_not_needed", 409, "The connection of this account has changed already"
)


class MigrationStep(OrderedStep):
    """The steps, in order. `DONE`: all steps are made, and the migration waits for its completion."""

    TERMS = "terms"
    PASSWORD = "password"  # noqa: S105 - the name of a step
    CONTACT = "contact"
    CODE = "code"
    AUTHORISATIONS = "authorisations"
    DONE = "done"
