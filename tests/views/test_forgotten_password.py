from __future__ import annotations

from typing import TYPE_CHECKING

from app import routes
from tests.views.newcomers import arrive, choose_password, in_both_layouts, type_code
from views.strings import CodeText, CreationText, HomeText, LoginText, ResetText

if TYPE_CHECKING:
    from app.forgotten_password import ForgottenPassword
    from tests.app.conftest import Demo, Find
    from tests.views.conftest import Open


@in_both_layouts
async def test_a_forgotten_password_leads_to_mon_compte(open_at: Open, demo: Demo, find: Find) -> None:
    """Identifier, channel, code, new password, each a screen with its title, and signed in at the end."""
    screen = open_at(routes.LOGIN)
    await arrive(screen, LoginText.HEADING)
    await screen.press(LoginText.FORGOTTEN)
    await arrive(screen, ResetText.HEADING)
    await screen.press(CreationText.CONTINUE)
    await screen.until(lambda: screen.focused == [screen.field(LoginText.NIR)._i])
    await screen.type(LoginText.NIR, find("responsable-couple").identifier)
    await screen.press(CreationText.CONTINUE)
    await arrive(screen, ResetText.CHANNEL_HEADING)
    await screen.press(ResetText.channel(sms=True, destination="06 •• •• •• 18"))
    await type_code(screen, demo, sms=True)
    await arrive(screen, ResetText.PASSWORD_HEADING)
    await choose_password(screen, ResetText.SAVE)
    await arrive(screen, HomeText.HEADING)


async def test_nobody_sees_the_same_screens(open_at: Open, forgotten: ForgottenPassword) -> None:
    """Nothing tells whether there is an account, and everybody reads what to do without a contact of theirs."""
    screen = open_at(routes.FORGOTTEN)
    await arrive(screen, ResetText.HEADING)
    await screen.type(LoginText.NIR, "1990175112045")
    await screen.press(CreationText.CONTINUE)
    await arrive(screen, ResetText.CHANNEL_HEADING)
    assert screen.says(ResetText.NOT_MINE_MORE)
    [first, *_] = forgotten.channels
    to = ResetText.channel(sms=first.channel == "sms", destination=first.masked_destination)
    await screen.press(f"{ResetText.OLD_SEND} {to[0].lower()}{to[1:]}")
    await screen.until(lambda: screen.says(ResetText.OLD_SENT))
    await screen.press(to)
    await arrive(screen, CodeText.HEADING)
    assert screen.says(first.masked_destination)
