"""Votre connexion change: which steps it has, and what stands around them."""

from typing import Final

import flet as ft

from app.core.scope import PageScope
from app.migration.paths import migration_step_path
from app.migration.wizard import MigrationWizard, migration_of
from views.migration.done import migration_done
from views.migration.leaving import way_out
from views.migration.migration import STEP_HEADINGS, migration
from views.migration.steps import migration_contact, spouse_step
from views.migration.text import MigrationText
from views.shell.wizard_view import StepSpec, WizardSpec
from views.steps.acceptance import terms_step
from views.steps.code import code_step
from views.steps.new_password import password_step
from views.steps.text import AcceptanceText


def door(page: PageScope) -> ft.Control:
    """Return what is said before the first step."""
    return migration(page.session, migration_of(page))


MIGRATION_WIZARD: Final[WizardSpec[MigrationWizard]] = WizardSpec(
    wizard=migration_of,
    path=migration_step_path,
    steps={
        "terms": StepSpec(
            STEP_HEADINGS["terms"],
            lambda place, wizard: terms_step(place, wizard.acceptance),
            AcceptanceText.LEAD,
        ),
        "password": StepSpec(
            STEP_HEADINGS["password"],
            lambda place, wizard: password_step(place, wizard.password),
            MigrationText.PASSWORD_LEAD,
        ),
        "contact": StepSpec(
            STEP_HEADINGS["contact"],
            migration_contact,
            MigrationText.CONTACT_LEAD,
        ),
        "code": StepSpec(STEP_HEADINGS["code"], lambda place, wizard: code_step(place, wizard.code)),
        "authorisations": StepSpec(
            STEP_HEADINGS["authorisations"],
            lambda place, wizard: spouse_step(place, wizard.spouse, wizard.spouse_name),
        ),
        "done": StepSpec(STEP_HEADINGS["done"], migration_done),
    },
    numbers=lambda _: {"terms": 1, "password": 2, "contact": 3, "code": 3},
    way_out=lambda page: way_out(page.session, migration_of(page)),
    otherwise=door,
    signed_in=True,
)
