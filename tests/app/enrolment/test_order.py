from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from app.enrolment.order import STEPS, position
from tests.support.properties import examples


class Newcomer(RuleBasedStateMachine):
    """A person who moves as people do, before a server that keeps the account of what is done."""

    def __init__(self) -> None:
        super().__init__()
        self.position = position()
        self.done: set[str] = set()

    def first_not_done(self) -> str:
        return next((step for step in STEPS if step not in self.done), "summary")

    def pass_step(self, *, undone: set[str]) -> None:
        self.done = (self.done | {self.position.current}) - undone - {"summary"}
        self.position = position(self.first_not_done())

    @rule()
    def go_on(self) -> None:
        # A contact sent again is to be verified again.
        self.pass_step(undone={"code"} if self.position.current == "contact" else set())

    @rule(other=st.sampled_from(STEPS[1:5]))
    def change_what_another_step_rests_on(self, other: str) -> None:
        if STEPS.index(other) > STEPS.index(self.position.current):
            self.pass_step(undone={other})
            assert STEPS.index(self.position.current) <= STEPS.index(other)

    @rule()
    def back(self) -> None:
        before = self.position
        self.position = before.back()
        assert self.position.next == before.next
        if before.current == STEPS[0]:
            assert self.position == before
        else:
            here, there = STEPS.index(self.position.current), STEPS.index(before.current)
            assert here < there
            assert set(STEPS[here + 1 : there]) <= {"code"}

    @rule(step=st.sampled_from(STEPS))
    def modify(self, step: str) -> None:
        before = self.position
        if before.is_open(step):
            self.position = before.go(step)
            assert (self.position.current, self.position.next) == (step, before.next)
        else:
            with pytest.raises(ValueError, match=step):
                before.go(step)

    @rule()
    def close_the_window_and_take_up(self) -> None:
        self.position = position(self.first_not_done())

    @invariant()
    def no_step_is_skipped(self) -> None:
        before = STEPS[: STEPS.index(self.position.current)]
        assert set(before) <= self.done

    @invariant()
    def what_is_done_stays_done(self) -> None:
        assert self.position.next == self.first_not_done()

    @invariant()
    def a_code_serves_once(self) -> None:
        assert self.position.current != "code" or "code" not in self.done


Newcomer.TestCase.settings = settings(max_examples=examples(200), stateful_step_count=30, deadline=None)


@pytest.mark.hypothesis
class TestOrder(Newcomer.TestCase):  # type: ignore[valid-type, misc] # made by hypothesis
    """No step is skipped, Back loses nothing, a code serves once: whatever the person does, in whatever order."""


@pytest.mark.parametrize("step", [step for step in STEPS[:-1] if step != "code"])
def test_every_step_can_be_changed_from_the_recap(step: str) -> None:
    """From the recap each part is open, and the recap stays what is due: passing the part leads back to it."""
    modified = position("summary").go(step)
    assert (modified.current, modified.next) == (step, "summary")


def test_a_code_that_has_served_is_not_asked_again() -> None:
    """Back from the password leads to the contact; a new contact has a new code, which is then due."""
    assert position("password").back().current == "contact"
    assert position("code").back().go("code").current == "code"


def test_the_machine_needs_the_standard_library_alone() -> None:
    """It can be reasoned about, and tested, without a window, a network or a model."""
    asked = (
        "import sys; before = set(sys.modules); import app.enrolment.order;"
        "print({name.partition('.')[0] for name in set(sys.modules) - before} - set(sys.stdlib_module_names))"
    )
    answer = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True)
    assert answer.stdout.strip() == "{'app'}"
