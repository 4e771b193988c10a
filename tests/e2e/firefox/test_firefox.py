"""The ways in, in Firefox: the very tests that are run in Chromium."""

import pytest

from tests.e2e.enrolment.test_enrolment import test_password_reset, test_with_a_nir
from tests.e2e.enrolment.test_reach import test_by_keyboard_alone as test_creation_by_keyboard_alone
from tests.e2e.sign_in.test_code import test_typed as test_code_typed
from tests.e2e.sign_in.test_remembered import test_on_return
from tests.e2e.sign_in.test_sign_in import (
    test_a_refusal_has_the_focus,
    test_by_keyboard_alone,
    test_by_mouse,
    test_nothing_typed_is_lost,
)

__all__ = [
    "test_a_refusal_has_the_focus",
    "test_by_keyboard_alone",
    "test_by_mouse",
    "test_code_typed",
    "test_creation_by_keyboard_alone",
    "test_nothing_typed_is_lost",
    "test_on_return",
    "test_password_reset",
    "test_with_a_nir",
]

pytestmark = pytest.mark.asyncio(loop_scope="session")
