"""What stands around every screen: bars, notices, title of the window, and the way to where a person may stand."""

from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING

import flet as ft

import semantics
from app.core import routes
from app.core.account import Account
from app.core.leaving import Leaving
from app.core.routes import Phase
from app.core.session import Session
from app.help.paths import HELP
from app.home.paths import FILES
from app.public.paths import ACCESSIBILITY
from app.search.paths import SEARCH
from semantics import Aside, Items, Landmark, LandmarkKind, mark
from views.design import tokens
from views.design.brand import brand
from views.design.breadcrumbs import breadcrumbs
from views.design.button import Leads, link, nav_link, secondary
from views.design.card import Part, align_start, column
from views.design.notice import Tone, notice
from views.design.responsive import unless_wide, varies, when_wide
from views.design.text import hint
from views.shell import update_required as outdated
from views.shell.context import Program, use_program
from views.shell.errors import unreached
from views.shell.feature import Place
from views.shell.menus import Menus
from views.shell.navigation import navigate, use_address
from views.shell.text import MaintenanceText, SessionText, ShellText
from views.shell.title import name_window

if TYPE_CHECKING:
    from collections.abc import Callable


class Layout(Enum):
    """How a screen is laid out in a wide window."""

    FORM = auto()
    """One column of 480."""
    TEXT = auto()
    """One column of 720, for pages that are read."""
    ACCOUNT = auto()
    """As wide as the account, 1080."""
    COLUMNS = auto()
    """One column of 480; in a wide window two, as wide as the account together."""


_WIDTHS = {
    Layout.FORM: tokens.FORM_WIDTH,
    Layout.TEXT: 720,
    Layout.ACCOUNT: tokens.ACCOUNT_WIDTH,
    Layout.COLUMNS: tokens.FORM_WIDTH,
}
_WIDE = {Layout.COLUMNS: {"width": tokens.ACCOUNT_WIDTH}}


def go(route: str) -> Leads:
    """Return what leads to `route` when pressed."""
    return Leads(route, navigate)


@ft.component
def shell() -> ft.Control:
    """Return the page of the screen at this path: what stands around it, and the screen itself.

    It is the layout of every route: from one screen to the next, what stands around stays as it is.
    """
    content, here, menus = ft.use_route_outlet(), ft.use_view_path(), use_program().menus
    keyed: Callable[..., ft.Control] = _page
    return keyed(content, here, key=_page_key(menus, here))


@ft.component
def _page(content: ft.Control, here: str) -> ft.View:
    program = use_program()
    # Held in a hook, so that the bars are drawn again when it changes.
    session, _ = ft.use_state(program.session)
    location, menus = ft.use_route_location(), program.menus
    for counter in menus.counters(program.page):
        # As many at each drawing, since the program's places stay; each is held so that the bars follow it.
        ft.use_state(counter)
    # What concerns a person signed in comes once one is there: the form that is about to be left is not drawn again for
    # it. The bars of Mon Compte wait until the migration is confirmed, too.
    stays = session.destination(location) is None
    signed_in = stays and session.phase is Phase.SIGNED_IN and not session.confirming
    leaves = stays and session.phase in {Phase.SIGNED_IN, Phase.MIGRATING}
    scrolled = ft.Column(
        # Each screen is shown from its top: a browser sees to that by itself, and the foot of the page stays.
        key=None if ft.context.page.web else here,
        expand=True,
        scroll=ft.ScrollMode.AUTO,
        spacing=0,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[content, ft.memo(_footer)(menus)],
    )
    # A place of its own, empty or not: what is drawn beside would lose its state if it moved when the rail comes.
    rail = when_wide(partial(_rail, program, location)) if signed_in else ft.Container(visible=False)
    middle: list[ft.Control] = [rail, scrolled]
    return ft.View(
        route=_page_key(menus, here),
        bgcolor=tokens.PAGE,
        padding=0,
        spacing=0,
        navigation_bar=unless_wide(partial(_navigation_bar, program, location)) if signed_in else None,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            ft.SafeArea(
                expand=True,
                content=ft.Column(
                    expand=True,
                    spacing=0,
                    horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
                    controls=[
                        ft.memo(_top_bar)(leaves=leaves),
                        _warnings(session),
                        ft.Row(
                            expand=True,
                            spacing=0,
                            vertical_alignment=ft.CrossAxisAlignment.STRETCH,
                            controls=middle,
                        ),
                    ],
                ),
            )
        ],
    )


def screen(title: str, *controls: Part, layout: Layout = Layout.ACCOUNT) -> ft.Control:
    """Return the content of a screen, titled `title` in the window."""
    return _screen(title, list(controls), layout)


@ft.component
def _screen(title: str, controls: list[Part], layout: Layout) -> ft.Control:
    program = use_program()
    session, _ = ft.use_state(program.session)
    location, here, address = ft.use_route_location(), ft.use_view_path(), use_address()
    page = ft.context.page
    if session.update_required:
        title, controls, layout = outdated.TITLE, [outdated.update_required()], Layout.FORM

    container: ft.Ref[ft.Container] = ft.use_memo(ft.Ref, [])
    before: ft.MutableRef[tuple[str, str] | None] = ft.use_ref(None)

    async def show_from_the_top() -> None:
        """Begin a new screen at its top where it takes another's place without a change of address."""
        was, before.current = before.current, (location, title)
        if was is not None and was[0] == location and was[1] != title and container.current is not None:
            await _scroll_up(container.current)

    ft.use_effect(show_from_the_top, [location, title])

    def settle() -> None:
        """Go where this person may stand; a view below the one shown has no say."""
        if location != here:
            return
        program.page.state(Leaving).stand(location)
        target = session.visit(address)
        if target is not None:
            navigate(page, target)
            return
        name_window(page, title)

    ft.use_effect(settle, [location, here, title, session.phase])
    within = column(*controls, spacing=tokens.SPACE_24)
    # As wide as a page that is read, over a form too: it fits one line.
    above = max(_WIDTHS[layout], _WIDTHS[Layout.TEXT])
    content = ft.Column(
        spacing=tokens.SPACE_24,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        controls=[
            _above(program.menus, location, title, above),
            _chosen_file(session.account, location, above),
            # No wider than its layout, in the middle of what is wider.
            varies(
                lambda: ft.Container(width=_WIDTHS[layout], content=within),
                wide=_WIDE.get(layout, {}),
            ),
        ],
    )
    # Less room beside what is shown where every pixel counts (320 px with 200 % text).
    return varies(
        lambda: mark(
            ft.Container(
                ref=container, padding=_sides(20), alignment=ft.Alignment.TOP_CENTER, content=content
            ),
            Landmark(LandmarkKind.MAIN),
        ),
        narrow={"padding": _sides(tokens.SPACE_12)},
        wide={"padding": _sides(tokens.SPACE_32)},
    )


def _sides(room: float) -> ft.Padding:
    return ft.Padding.symmetric(vertical=tokens.SPACE_24, horizontal=room)


async def _scroll_up(within: ft.Control) -> None:
    above = within.parent
    while above is not None:
        if isinstance(above, ft.Column) and above.scroll is not None:
            await above.scroll_to(offset=0)
            return
        above = above.parent


def _page_key(menus: Menus, route: str) -> str:
    """Return what tells Flutter's pages apart.

    Flutter lays a new page out twice, the first time unseen. In a browser, where that is slow, screens that lie over no
    other are one page whose content changes. Elsewhere a new page is what a screen reader takes for a new screen.
    """
    # A question asked over a screen goes away with its page alone: the screens that ask one have pages of their own.
    asks = route.startswith(routes.MIGRATION)
    return routes.WELCOME if ft.context.page.web and menus.is_first_level(route) and not asks else route


def _above(menus: Menus, location: str, title: str, width: int) -> ft.Control:
    """Return the way from the first screen to this one, for what lies under Mon Compte.

    It has a place of its own where there is none too: what stands below keeps its own, and so its state.
    """
    steps = [(label, go(path)) for path, label in menus.crumbs if location.startswith(f"{path}/")]
    if not steps:
        return ft.Container(visible=False)
    return when_wide(lambda: ft.Container(width=width, content=breadcrumbs(ShellText.CRUMBS, steps, title)))


def _chosen_file(account: Account | None, location: str, width: int) -> ft.Control:
    """Return which file a screen under Mon Compte is of, for who stands in several; two of them say it themselves."""
    several = account is not None and account.file is not None and len(account.me.files) > 1
    if account is None or account.file is None or not several or location in {routes.HOME, FILES}:
        return ft.Container(visible=False)
    if not routes.is_under(location, routes.HOME):
        return ft.Container(visible=False)
    file = account.file
    name = ShellText.in_file(file.number, file.responsable_name, closed=file.closed_on is not None)
    line = ft.Row(
        wrap=True,
        spacing=tokens.SPACE_8,
        run_spacing=0,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
        controls=[hint(name), link(ShellText.CHANGE_FILE, go(FILES))],
    )
    return ft.Container(width=width, content=line)


@ft.component
def _top_bar(*, leaves: bool) -> ft.Control:
    """Return the brand, the way to the search, and the way out for whom there is one, else to help."""
    session = use_program().session
    ends: list[ft.Control] = [nav_link(ShellText.SEARCH, go(SEARCH))]
    if not leaves:
        ends.append(nav_link(ShellText.HELP, go(HELP)))
        ends.append(when_wide(lambda: nav_link(ShellText.ACCESSIBILITY, go(ACCESSIBILITY))))
    else:
        ends.append(nav_link(ShellText.SIGN_OUT, session.sign_out))
    bar = ft.Container(
        bgcolor=tokens.CARD,
        border=ft.Border.only(bottom=ft.BorderSide(1, tokens.HAIR)),
        # In one line in a phone's window: the words at its end have room around them of their own.
        padding=ft.Padding.only(
            left=tokens.SPACE_16, top=tokens.SPACE_8, right=tokens.SPACE_4, bottom=tokens.SPACE_8
        ),
        content=ft.Row(
            wrap=True,
            spacing=0,
            alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
            vertical_alignment=ft.CrossAxisAlignment.CENTER,
            controls=[
                brand(ShellText.NAME, spare=leaves),
                ft.Row(wrap=True, tight=True, spacing=0, run_spacing=tokens.SPACE_4, controls=ends),
            ],
        ),
    )
    return mark(bar, Landmark(LandmarkKind.HEADER))


def _warnings(session: Session) -> ft.Control:
    """Return what concerns every screen, seen wherever one has scrolled: end of the session, no network, no service."""
    warnings = []
    if session.ends_in is not None:
        stay = align_start(secondary(SessionText.STAY, session.extend.run))
        warnings.append(notice(Tone.WARNING, SessionText.ends_in(session.ends_in), "", stay, live=True))
    elif session.extended is not None:
        warnings.append(
            notice(Tone.SUCCESS, SessionText.STAYED, SessionText.stays(session.extended), live=True)
        )
    if session.unreached is not None:
        why = unreached(session.unreached)
        again = align_start(
            link(ShellText.RETRY, session.greet.run, color=tokens.WARN, size=tokens.TEXT_SIZE)
        )
        warnings.append(notice(Tone.WARNING, why.title, why.text, again, live=True))
    if session.maintenance is not None:
        until = MaintenanceText.until(session.maintenance.until)
        warnings.append(notice(Tone.WARNING, MaintenanceText.HEADING, until, live=True))
    shown = ft.Container(
        visible=bool(warnings),
        padding=ft.Padding.symmetric(vertical=tokens.SPACE_8, horizontal=20),
        content=column(*warnings, spacing=tokens.SPACE_8) if warnings else None,
    )
    return mark(shown, Landmark(LandmarkKind.SECTION, ShellText.WARNINGS), Aside())


def _standing(places: list[Place], location: str) -> int | None:
    """Return the rank of the place that a screen belongs to, itself or the innermost that it lies under."""
    under = [
        (len(path), rank)
        for rank, place in enumerate(places)
        for path in (place.path, *place.holds)
        if routes.is_under(location, path)
    ]
    return max(under)[1] if under else None


def _rail(program: Program, location: str) -> ft.Control:
    among = program.menus.places(program.session.account, wide=True)
    standing = _standing(among, location)
    places = [
        nav_link(
            place.label, go(place.path), selected=rank == standing, quiet=True, **_counted(program, place)
        )
        for rank, place in enumerate(among)
    ]
    rail = ft.Container(
        width=tokens.RAIL_WIDTH,
        bgcolor=tokens.CARD,
        border=ft.Border.only(right=ft.BorderSide(1, tokens.HAIR)),
        padding=ft.Padding.symmetric(vertical=tokens.SPACE_24, horizontal=tokens.SPACE_16),
        content=mark(
            ft.Column(
                scroll=ft.ScrollMode.AUTO,
                spacing=tokens.SPACE_4,
                horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
                controls=places,
            ),
            Items(),
        ),
    )
    return mark(rail, Landmark(LandmarkKind.NAVIGATION, ShellText.MENU))


def _count(program: Program, place: Place) -> int:
    return program.page.state(place.counts).count if place.counts is not None else 0


def _counted(program: Program, place: Place) -> dict[str, str]:
    """Return the number that stands beside a place of the rail, and how both are said."""
    number = _count(program, place)
    if not number or place.counted is None:
        return {}
    return {"note": ShellText.counted(number), "spoken": place.counted(number)}


def _destination(program: Program, place: Place, *, current: bool) -> ft.NavigationBarDestination:
    """Return a place of the bar, with its number."""
    said = _counted(program, place)
    icon = ft.Icon(place.icon, color=tokens.SOFT)
    if said:
        number = ft.Text(said["note"], semantics_label=said["spoken"])
        icon.badge = ft.Badge(label=number, bgcolor=tokens.PRIMARY, text_color=tokens.ON_PRIMARY)
    where = semantics.Place(place.path, current=current, **said)
    return mark(ft.NavigationBarDestination(icon=icon, label=place.short), where)


def _navigation_bar(program: Program, location: str) -> ft.NavigationBar:
    places = program.menus.places(program.session.account, wide=False)
    standing = _standing(places, location)

    def open_place(event: ft.Event[ft.NavigationBar]) -> None:
        navigate(event.page, places[event.control.selected_index].path)

    bar = ft.NavigationBar(
        bgcolor=tokens.CARD,
        indicator_color=tokens.TINT,
        selected_index=standing or 0,  # the first where a screen belongs to none
        on_change=open_place,
        animation_duration=0,
        destinations=[
            _destination(program, place, current=rank == standing) for rank, place in enumerate(places)
        ],
    )
    return mark(bar, Landmark(LandmarkKind.NAVIGATION, ShellText.MENU))


@ft.component
def _footer(menus: Menus) -> ft.Control:
    links = [link(each.label, go(each.path)) for each in menus.foot]
    listed = varies(
        lambda: mark(
            ft.Row(wrap=True, spacing=tokens.SPACE_24, run_spacing=0, controls=list(links)), Items()
        ),
        medium={"alignment": ft.MainAxisAlignment.CENTER},
    )
    foot = ft.Container(
        padding=ft.Padding.symmetric(vertical=tokens.SPACE_24, horizontal=20),
        content=mark(ft.Container(content=listed), Landmark(LandmarkKind.NAVIGATION, ShellText.FOOT)),
    )
    return mark(foot, Landmark(LandmarkKind.FOOTER))
