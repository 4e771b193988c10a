"""Codes of papers: genuine with what stands on the paper, revoked, unknown, mistyped; nothing to guess, no names."""

from __future__ import annotations

import json
import os
import string
import subprocess
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from server import Settings, sqlite_url
from server.clock import Clock
from server.crypto.tokens import READABLE
from server.db import Store
from server.documents.codes import LENGTH, canonical, grouped, is_sound, new_code
from server.documents.tables import IssuedPaper
from server.documents.verifications import Authenticity, Verifications
from server.people.tables import File
from tests.server.composed import composed
from tests.server.documents.paper_steps import Reader
from tests.support.papers import code_on

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

    from tests.server.conftest import Api, Eventually

FACTS = {
    "kind": "quotient_certificate",
    "from": None,
    "until": None,
    "made_on": "2026-11-05",
    "number": "1046287",
    "names": ["Thomas Martin", "Marie-Ange de la Tour"],
    "quotient": {"amount": 68700, "month": "2026-11"},
}


def verify(api: Api, code: str) -> httpx.Response:
    return api.http.post("/v1/verifications", json={"code": code})


def test_a_genuine_paper_is_confirmed_with_its_figures(api: Api, eventually: Eventually) -> None:
    """The code that is read from a paper answers with its kind, months and sums, whoever asks, and with no name."""
    person = Reader.of(api)
    payment = person.payments()[0]
    paper = person.made(eventually, "payment_certificate")
    answer = verify(api, code_on(person.content(paper)))
    assert answer.status_code == 200
    told = answer.json()
    month = payment["paid_on"][:7]
    assert told["authenticity"] == "genuine"
    assert told["paper"]["kind"] == "payment_certificate"
    assert (told["paper"]["from"], told["paper"]["until"]) == (month, month)
    paid = sum(each["amount"] for each in person.payments() if each["paid_on"].startswith(month))
    assert told["paper"]["figures"] == [{"subject": month, "amount": paid}]
    assert told["paper"]["initials"][0] == "T. M."
    for private in ("Thomas", "Martin", "1046287"):
        assert private not in answer.text


def test_a_code_is_taken_as_people_type_it(api: Api, eventually: Eventually) -> None:
    """Small letters, blanks and other dashes are the same code."""
    person = Reader.of(api)
    code = code_on(person.content(person.made(eventually, "rights_certificate")))
    for typed in (code.lower(), code.replace("-", " "), code.replace("-", ""), code.replace("-", "–")):
        assert verify(api, typed).json()["authenticity"] == "genuine"


def test_an_unknown_and_a_mistyped_code_are_told_apart(api: Api) -> None:
    """A sound code of no paper is unknown; one with a slip is mistyped; neither tells of a paper."""
    code = new_code()
    assert verify(api, code).json() == {"authenticity": "unknown", "paper": None, "revoked_at": None}
    for typed in (code[:-1], code + "2", "A" * 16 if not is_sound("A" * 16) else "B" * 16, "0OIL-1234"):
        assert verify(api, typed).json()["authenticity"] == "mistyped"


def test_guessing_is_bounded_by_address(api: Api) -> None:
    """After sixty codes an address waits; a slip of the finger does not count."""
    for _ in range(5):
        assert verify(api, "2222-2222").json()["authenticity"] == "mistyped"
    answers = [verify(api, new_code()) for _ in range(61)]
    assert [answer.status_code for answer in answers[:60]] == [200] * 60
    assert api.problem(answers[60]) == (429, "rate_limited")
    assert int(answers[60].headers["retry-after"]) > 0


def test_the_command_of_agents_revokes(demo_file: Path) -> None:
    """`admin revoke-document` revokes by the code on the paper, and says so where there is none."""
    url = sqlite_url(demo_file)
    code = new_code()
    with composed(Settings(database=url, demo=True)) as services:
        with services[Store].write() as transaction:
            file_id = transaction.scalars(select(File.id)).first()
            assert file_id is not None
            services[Verifications].issue(transaction, code, file_id, FACTS)
        command = [sys.executable, "-m", "server", "admin", "--database", url, "revoke-document"]
        environment = {**os.environ, "MON_COMPTE_DEMO": "1"}
        done = subprocess.run(
            [*command, grouped(code).lower()], capture_output=True, text=True, check=True, env=environment
        )
        assert json.loads(done.stdout) == {"revoked": True}
        none = subprocess.run(
            [*command, new_code()], capture_output=True, text=True, check=False, env=environment
        )
        assert (none.returncode, none.stdout) == (1, "")
        with services[Store].read() as transaction:
            found = services[Verifications].check(transaction, code)
    assert (found.authenticity, found.figures) == (Authenticity.REVOKED, None)
    assert found.revoked_at is not None


def test_figures_of_another_hand_are_not_believed(demo_file: Path) -> None:
    """Figures that were changed in the database are answered as unknown; so are those of two years ago."""
    code = new_code()
    with composed(Settings(database=sqlite_url(demo_file), demo=True)) as services:
        verifications, store = services[Verifications], services[Store]
        with store.write() as transaction:
            file_id = transaction.scalars(select(File.id)).first()
            assert file_id is not None
            verifications.issue(transaction, code, file_id, FACTS)
        with store.read() as transaction:
            genuine = verifications.check(transaction, code)
            assert genuine.figures is not None
            assert genuine.figures["initials"] == ["T. M.", "M. d. l. T."]
            services[Clock].offset += timedelta(days=2 * 365)
            assert verifications.check(transaction, code).authenticity is Authenticity.UNKNOWN
            services[Clock].offset -= timedelta(days=2 * 365)
        changed = {**genuine.figures, "figures": [{"subject": "2026-11", "amount": 1}]}
        with store.write() as transaction:
            transaction.execute(update(IssuedPaper).values(figures=changed))
        with store.read() as transaction:
            assert verifications.check(transaction, code).authenticity is Authenticity.UNKNOWN


@given(st.integers(0, LENGTH - 1), st.sampled_from(string.digits + string.ascii_uppercase))
def test_every_slip_is_caught(place: int, other: str) -> None:
    """One wrong character, or two neighbours swapped, is never another sound code."""
    code = new_code()
    assert is_sound(code)
    assert set(code) <= set(READABLE)
    slipped = code[:place] + other + code[place + 1 :]
    assert is_sound(slipped) == (slipped == code)
    after = (place + 1) % LENGTH
    if after:
        swapped = list(code)
        swapped[place], swapped[after] = swapped[after], swapped[place]
        assert is_sound("".join(swapped)) == ("".join(swapped) == code)
    assert canonical(f" {grouped(code).lower()} ") == code
