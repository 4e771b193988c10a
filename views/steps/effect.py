"""What sending a form would change in the next payments."""

from collections.abc import Mapping
from typing import Any

import flet as ft

from api_client.errors import SimulationUnavailable
from app.steps.effect import DeclarationEstimate, Effect
from views.design.card import column
from views.design.notice import Tone, notice
from views.shell.benefit_names import benefit
from views.steps.effect_text import EffectText


@ft.component
def effect_part(state: Effect, answers: Mapping[str, Any]) -> ft.Control:
    """Return the estimate of the effect of these answers, which is asked for as it is shown."""
    heard, _ = ft.use_state(state)

    async def ask() -> None:
        await heard.of(answers)

    ft.use_effect(ask, [answers])
    if heard.value is not None:
        return _effect(heard.value)
    if heard.error is not None:
        absent = isinstance(heard.error, SimulationUnavailable)
        return notice(
            Tone.INFORMATION, EffectText.NONE if absent else EffectText.FAILED, EffectText.NONE_MORE
        )
    return notice(Tone.INFORMATION, EffectText.WORKING)


def _effect(found: DeclarationEstimate) -> ft.Control:
    unknown = [EffectText.unknown(benefit(each.benefit), each.reason) for each in found.not_estimated]
    if not found.benefits and not unknown:
        return column(visible=False)
    if not found.benefits:
        return notice(Tone.INFORMATION, "\n".join(unknown), EffectText.NONE_MORE, live=True)
    lines = [
        EffectText.line(benefit(each.benefit), found.paid, each.before, each.after) for each in found.benefits
    ]
    more = [EffectText.ESTIMATE, EffectText.supposed(found.suppositions)]
    if found.left_out:
        more.append(EffectText.LEFT_OUT)
    return notice(Tone.INFORMATION, "\n".join([*lines, *unknown]), " ".join(filter(None, more)), live=True)
