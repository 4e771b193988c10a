"""The contact of the person, as the fund has it."""

import flet as ft

from app.core.account import Address, Contact
from views.design.details import details, fact
from views.shell.formats import phone
from views.steps.situation_text import SituationText


def own_contact(contact: Contact, *, with_address: bool = True) -> ft.Control:
    """Return where the person is written to and called; at home, too, where `with_address`."""
    at_home = [fact(SituationText.ADDRESS, in_a_line(contact.address))] if contact.address else []
    return details(
        *(at_home if with_address else []),
        fact(SituationText.MAIL, contact.mail or SituationText.NONE),
        fact(SituationText.PHONE, phone(contact.phone) if contact.phone else SituationText.NONE),
    )


def in_a_line(address: Address) -> str:
    """Return a postal address in a line."""
    return ", ".join((*address.lines, f"{address.postcode} {address.city}"))
