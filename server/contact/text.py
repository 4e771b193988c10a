"""The French of appointments: how one meets, in an export and in a search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from server.contact.rules import MeetingBy

if TYPE_CHECKING:
    from collections.abc import Mapping

HOW: Final[Mapping[MeetingBy, str]] = {
    MeetingBy.OFFICE: "À l’accueil",
    MeetingBy.TELEPHONE: "Par téléphone",
}
