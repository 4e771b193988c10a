"""An enrolment in a real window, on a real keyring: by keys, read through the accessibility bus.

The native client to be had here is older than the program, and draws neither radio buttons nor links. The civil
status, which takes a civility and a place chosen from a list, is therefore typed in part and then given to the server
by the key that the keyring holds; every other step is passed in the window.
"""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import httpx

from tests.desktop.conftest import secrets, until
from tests.server.enrolment_steps import NEWCOMER, PASSWORD, Draft, civil_status
from tests.support.patience import PATIENCE_S
from tests.support.plain import PLAIN
from views.enrolment.text import CivilStatusText, EnrolmentDoneText, EnrolmentText, SummaryText
from views.home.text import HomeText
from views.shell.text import ShellText, WizardText
from views.sign_in.text import SignInText, WelcomeText
from views.steps.text import CodeText, ContactText, IdentityText, PasswordText

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.desktop.conftest import Desktop
    from tests.support.processes import Api

PERSON = NEWCOMER["avec-nir"]
PHONE = "0612345642"


def key() -> str:
    """What the keyring holds of an enrolment under way."""
    found = ["secret-tool", "lookup", "service", "mon-compte", "username", "creation"]
    return subprocess.run(found, capture_output=True, text=True, timeout=60, check=False).stdout


def at(desktop: Desktop, heading: str, button: str) -> None:
    """Wait for the screen so titled, drawn as far as its button."""
    desktop.until_titled(ShellText.title(heading))
    until(lambda: bool(desktop.named(button)), desktop.nodes)


def fill(desktop: Desktop, *texts: str) -> None:
    """Type into the fields of a screen, one after the other; an empty text is something else that takes the focus."""
    for text in texts:
        desktop.key("Tab")
        if text:
            desktop.type(text)


def test_from_the_door_to_mon_compte(start: Callable[..., Desktop], api: Api) -> None:
    """Begun, killed, taken up and finished in windows; the keyring holds a key meanwhile, and nothing at the end."""
    desktop = start("--api-url", api.url)
    at(desktop, WelcomeText.HEADING, WelcomeText.CREATE)
    desktop.act(WelcomeText.CREATE)
    at(desktop, EnrolmentText.HEADING, EnrolmentText.BEGIN)
    desktop.act(EnrolmentText.BEGIN)
    at(desktop, CivilStatusText.HEADING, WizardText.CONTINUE)
    fill(desktop, PERSON.nir or "", PERSON.birth_name)
    desktop.act(WizardText.CONTINUE)
    desktop.until_titled(ShellText.title(CivilStatusText.HEADING))
    until(lambda: bool(key()), secrets)
    with httpx.Client(base_url=api.url, verify=PLAIN, timeout=PATIENCE_S) as http:
        draft = Draft(http, key())
        assert draft.put("civil-status", civil_status(PERSON)).status_code == 200
    kept = secrets()
    assert kept.count("secret = ") == 1
    assert all(told not in kept for told in (PERSON.nir or "", PERSON.birth_name, *PERSON.first_names))
    desktop.kill()

    desktop = start("--api-url", api.url)
    at(desktop, WelcomeText.HEADING, WelcomeText.CREATE)
    desktop.act(WelcomeText.CREATE)
    at(desktop, EnrolmentText.HEADING, EnrolmentText.RESUME)
    desktop.act(EnrolmentText.RESUME)
    at(desktop, IdentityText.HEADING, WizardText.CONTINUE)
    fill(desktop, PERSON.document_number or "")
    desktop.key("Return")
    at(desktop, ContactText.HEADING, ContactText.SEND)
    fill(desktop, PHONE, PHONE)
    desktop.key("Return")
    at(desktop, CodeText.HEADING, CodeText.SUBMIT)
    fill(desktop, api.last_code())
    desktop.key("Return")
    at(desktop, PasswordText.HEADING, PasswordText.CHOOSE)
    fill(desktop, PASSWORD, "", PASSWORD)  # between the two, the button that shows the first
    desktop.key("Return")
    at(desktop, SummaryText.HEADING, SummaryText.CREATE)
    desktop.act(SummaryText.CREATE)
    at(desktop, EnrolmentDoneText.HEADING, EnrolmentDoneText.SIGN_IN)
    until(lambda: not key(), secrets)
    desktop.act(EnrolmentDoneText.SIGN_IN)
    at(desktop, SignInText.HEADING, SignInText.SUBMIT)
    # Between the two, the box to be remembered and the other kind of identifier.
    fill(desktop, PERSON.nir or "", "", "", PASSWORD)
    desktop.key("Return")
    desktop.until_titled(ShellText.title(HomeText.HEADING))
    written = desktop.close()
    assert "Traceback" not in written.partition("bridge.py")[0]
    assert all(told not in written for told in (PERSON.nir or "", PASSWORD, PHONE))
