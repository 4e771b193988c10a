"""The question what one wants to be told of, where it makes sense: beside what one waits for an answer to."""

import flet as ft

from app.notifications.paths import NOTIFICATIONS
from app.steps.notification_offer import NotificationOffer
from views.design import tokens
from views.design.button import link, secondary
from views.design.card import align_start, card, column
from views.design.text import body, section
from views.shell.layout import go
from views.steps.notification_offer_text import NotificationOfferText


@ft.component
def notification_offer(offer: NotificationOffer) -> ft.Control:
    """Return the question; nothing where it was answered once."""
    ft.use_effect(offer.look_once, [])
    if not offer.open:
        return column()
    return card(
        section(NotificationOfferText.HEADING),
        body(NotificationOfferText.TEXT),
        column(
            align_start(secondary(NotificationOfferText.CHOOSE, go(NOTIFICATIONS))),
            align_start(link(NotificationOfferText.REFUSE, offer.refuse, size=tokens.TEXT_SIZE)),
            spacing=tokens.SPACE_8,
        ),
    )
