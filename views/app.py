"""The program as one component: which screen stands at which path, and in which colours."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

import flet as ft

import semantics
from app.appearance.appearance import Appearance, Contrast, Motion, Scheme
from app.core.scope import Declared, PageScope
from app.steps.open_acts import OPEN_ACTS, OpenAct
from views.design import theme
from views.design.text import scale
from views.design.window import Window
from views.features import FEATURES
from views.shell.context import Current, Program, use_program
from views.shell.feature import Route
from views.shell.layout import shell
from views.shell.menus import Menus
from views.shell.not_found import not_found

_MODES = {
    Scheme.SYSTEM: ft.ThemeMode.SYSTEM,
    Scheme.LIGHT: ft.ThemeMode.LIGHT,
    Scheme.DARK: ft.ThemeMode.DARK,
}
_CONTRASTS = {Contrast.SYSTEM: None, Contrast.NORMAL: False, Contrast.HIGH: True}


async def _open_acts(page: PageScope) -> tuple[OpenAct, ...]:
    """Return what the person who is here has to do."""
    person = page.person
    if person is None or page.session.account is None:
        return ()
    told = await asyncio.gather(*(feature.acts(person) for feature in FEATURES if feature.acts is not None))
    return tuple(act for acts in told for act in acts)


MENUS: Final = Menus.of(FEATURES)
DECLARED: Final = Declared(
    doors={path: door for feature in FEATURES for path, door in feature.doors.items()},
    arrivals=[feature.arrives for feature in FEATURES if feature.arrives is not None],
    kept=[build for feature in FEATURES for build in feature.kept],
    shared={what: build for feature in FEATURES for what, build in feature.shared.items()}
    | {OPEN_ACTS: lambda page: partial(_open_acts, page)},
)


async def recall_features(page: PageScope) -> None:
    """Have the features take up what was under way, before the page shows anything."""
    await asyncio.gather(*(feature.recalls(page) for feature in FEATURES if feature.recalls is not None))


async def open_features(page: PageScope) -> None:
    """Have the features do what they do as the program opens, or a browser comes back to it."""
    await asyncio.gather(*(feature.opens(page) for feature in FEATURES if feature.opens is not None))


@ft.component
def program_view(program: Program) -> ft.Control:
    """Return every screen of the program, the one at the page's path shown."""
    page = program.page
    _use_appearance(page.state(Appearance.of), program.window)
    # The session is not held here: each of its changes would have every screen drawn again.
    ft.use_effect(page.session.greet.run, [])

    async def open_program() -> None:
        await open_features(page)

    ft.use_effect(open_program, [])
    # Text of another size is another drawing, of every screen at once: the key has Flet make it anew.
    keyed: Callable[..., ft.Control] = ft.Router
    shown: ft.Control = Current(program, lambda: keyed(_ROUTES, manage_views=True, key=str(scale())))
    return shown


def _use_appearance(appearance: Appearance, window: Window | None) -> None:
    """Have the page look as the person wants it."""
    state, _ = ft.use_state(appearance)
    page = ft.context.page
    still = state.motion is Motion.REDUCED
    page.data = semantics.Appearance(
        scheme=state.scheme.value,
        contrast=_CONTRASTS[state.contrast],
        text_scale=state.text_size.factor,
        still=still or None,
    )
    if window is not None:
        window.rescale(state.text_size.factor)
        window.show(page)

    def paint() -> None:
        high, size = state.high_contrast, scale()
        page.theme = theme.theme(theme.CONTRAST_LIGHT if high else theme.LIGHT, scale=size, motionless=still)
        page.dark_theme = theme.theme(
            theme.CONTRAST_DARK if high else theme.DARK, scale=size, motionless=still
        )
        page.theme_mode = _MODES[state.scheme]

    ft.use_effect(paint, [state.scheme, state.high_contrast, state.text_size, still])


def _screen(route: Route) -> Callable[[], ft.Control]:
    """Return the screen of a route as the router draws it."""

    @ft.component
    def drawn() -> ft.Control:
        return route.screen(use_program().page)

    return drawn


def _tree(routes: Sequence[Route]) -> list[ft.Route]:
    """Return the routes, each among the children of the one that it lies over."""
    under = defaultdict[str | None, list[Route]](list)
    for route in routes:
        under[route.over].append(route)

    def branch(over: str | None) -> list[ft.Route]:
        return [
            ft.Route(
                path=route.path if over is None else route.path.removeprefix(f"{over}/"),
                component=_screen(route),
                children=branch(route.path) or None,
            )
            for route in under[over]
        ]

    return branch(None)


_SCREENS = [
    *_tree([route for feature in FEATURES for route in feature.routes]),
    ft.Route(path=":rest*", component=not_found),
]
_ROUTES = [ft.Route(component=shell, outlet=True, children=_SCREENS)]
