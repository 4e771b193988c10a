from __future__ import annotations

import pytest

from app.settings.contact_undo import Undo
from server.outbox.texts import contact_replaced
from server.rules.codes import Channel


@pytest.mark.parametrize("sent", Channel)
@pytest.mark.parametrize("changed", Channel)
def test_the_code_is_found_in_the_message_that_brings_it(sent: Channel, changed: Channel) -> None:
    """Whoever pastes the whole message gives the code that it ends with."""
    undo = Undo(None, observe=lambda _: None)  # type: ignore[arg-type] # nothing is sent
    undo.typed.type(contact_replaced(sent, changed, "7KPX2M9Q", 72).body)
    assert undo.typed.text == "7KPX2M9Q"


@pytest.mark.parametrize("typed", ["7kpx", "7KPX 2M9Q", "7kpx2m9q", ""])
def test_what_is_typed_is_left(typed: str) -> None:
    """A code half typed is not rearranged under the fingers."""
    undo = Undo(None, observe=lambda _: None)  # type: ignore[arg-type] # nothing is sent
    undo.typed.type(typed)
    assert undo.typed.text == typed
