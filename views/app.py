"""The program as one component: which screen stands at which path, and in which colours."""

from collections.abc import Callable

import flet as ft

from app.appearance.appearance import Motion, Scheme
from app.core import routes
from app.core.account import Account
from app.core.routes import Phase
from app.core.session import Session
from views.appearance.appearance import appearance
from views.benefits.catalogue import benefit, benefits
from views.design import theme
from views.design.responsive import Responsive
from views.enrolment.enrolment import enrolment, enrolment_done
from views.enrolment.resumption import resumption
from views.enrolment.wizard import ENROLMENT
from views.franceconnect.about import franceconnect_about
from views.franceconnect.identification import franceconnect, franceconnect_return
from views.home.files import files
from views.home.home import home
from views.migration.migration import migration
from views.migration.wizard import MIGRATION
from views.password_reset.password_reset import password_reset
from views.payments.payment import payment
from views.payments.payments import payments
from views.public.accessibility import accessibility
from views.public.help import help_page
from views.public.personal_data import personal_data
from views.public.terms import terms
from views.settings.closing import closing
from views.settings.contact_details import contact_details
from views.settings.contact_undo import undo
from views.settings.devices import devices
from views.settings.exports import exports
from views.settings.franceconnect_link import franceconnect_link
from views.settings.identity import proving
from views.settings.password_change import password_change
from views.settings.settings import manage
from views.settings.sign_in_code import sign_in_code_switch
from views.settings.spouse_authorisation import authorisation
from views.shell.context import Current, Program, use_program
from views.shell.ended import ended
from views.shell.layout import screen, shell
from views.shell.not_found import not_found
from views.sign_in.sign_in import login
from views.sign_in.text import SignInText
from views.sign_in.welcome import welcome
from views.steps.code import sign_in_code
from views.unlocking.unlocking import unlocking

_MODES = {
    Scheme.SYSTEM: ft.ThemeMode.SYSTEM,
    Scheme.LIGHT: ft.ThemeMode.LIGHT,
    Scheme.DARK: ft.ThemeMode.DARK,
}


@ft.component
def program_view(program: Program) -> ft.Control:
    """Return every screen of the program, the one at the page's path shown."""
    _use_appearance(program)
    # The session is not held here: each of its changes would have every screen drawn again.
    window, _ = ft.use_state(program.window)
    ft.use_effect(program.session.greet.run, [])
    # Known before a screen offers it: a button that comes late pushes the others from under a finger.
    ft.use_effect(program.franceconnect.look_once, [])
    # Text of another size is another drawing, of every screen at once: the key has Flet make it anew.
    keyed: Callable[..., ft.Control] = ft.Router
    size = program.appearance.text_size.value
    shown: ft.Control = Current(
        program, lambda: Responsive(window.narrow, lambda: keyed(_ROUTES, manage_views=True, key=size))
    )
    return shown


def private(build: Callable[[Session, Account], ft.Control]) -> Callable[[], ft.Control]:
    """Return a screen that only a person signed in sees: `build` is given the session and the account."""

    @ft.component
    def shown(session: Session, account: Account) -> ft.Control:
        return build(session, account)

    @ft.component
    def guarded() -> ft.Control:
        session, _ = ft.use_state(use_program().session)
        if session.phase is Phase.ENDED:
            return ended(session)
        if session.account is None:
            return _nothing()
        return shown(session, session.account)

    return guarded


@ft.component
def _nothing() -> ft.Control:
    """An empty screen, for the moment before a person is sent where they may stand."""
    return screen(SignInText.HEADING)


def _use_appearance(program: Program) -> None:
    state, _ = ft.use_state(program.appearance)
    page = ft.context.page
    page.data = state.text_size.factor
    still = state.motion is Motion.REDUCED
    ft.use_effect(lambda: program.window.rescale(state.text_size.factor), [state.text_size])

    def paint() -> None:
        high = state.high_contrast
        scale = state.text_size.factor
        page.theme = theme.theme(theme.CONTRAST_LIGHT if high else theme.LIGHT, scale=scale, motionless=still)
        page.dark_theme = theme.theme(
            theme.CONTRAST_DARK if high else theme.DARK, scale=scale, motionless=still
        )
        page.theme_mode = _MODES[state.scheme]

    ft.use_effect(paint, [state.scheme, state.high_contrast, state.text_size, still])


_SCREENS = [
    ft.Route(path=routes.WELCOME, component=welcome),
    ft.Route(path=routes.SIGN_IN, component=login),
    ft.Route(path=routes.CODE, component=sign_in_code),
    ft.Route(path=routes.FRANCECONNECT, component=franceconnect),
    ft.Route(path=routes.FRANCECONNECT_RETURN, component=franceconnect_return),
    ft.Route(path=routes.FRANCECONNECT_ABOUT, component=franceconnect_about),
    ft.Route(path=routes.MIGRATION, component=migration),
    *MIGRATION.routes(),
    ft.Route(path=routes.HELP, component=help_page),
    ft.Route(path=routes.ACCESSIBILITY, component=accessibility),
    ft.Route(path=routes.TERMS, component=terms),
    ft.Route(path=routes.PERSONAL_DATA, component=personal_data),
    ft.Route(path=routes.APPEARANCE, component=appearance),
    ft.Route(path=routes.CONTACT_UNDO, component=undo),
    ft.Route(path=routes.PASSWORD_RESET, component=password_reset),
    ft.Route(
        path=routes.BENEFITS, component=benefits, children=[ft.Route(path=":benefit", component=benefit)]
    ),
    ft.Route(path=routes.ENROLMENT, component=enrolment),
    ft.Route(path=routes.ENROLMENT_RESUMPTION, component=resumption),
    *ENROLMENT.routes(),
    ft.Route(path=routes.ENROLMENT_DONE, component=enrolment_done),
    ft.Route(
        path=routes.HOME,
        component=private(home),
        children=[
            ft.Route(path="dossiers", component=private(files)),
            ft.Route(
                path="paiements",
                component=private(payments),
                children=[ft.Route(path=":payment_id", component=private(payment))],
            ),
            ft.Route(
                path="gerer",
                component=private(manage),
                children=[
                    ft.Route(path="coordonnees", component=private(contact_details)),
                    ft.Route(path="identite", component=private(proving)),
                    ft.Route(path="mot-de-passe", component=private(password_change)),
                    ft.Route(path="code-a-la-connexion", component=private(sign_in_code_switch)),
                    ft.Route(path="deverrouillage", component=private(unlocking)),
                    ft.Route(path="autorisations", component=private(authorisation)),
                    ft.Route(path="franceconnect", component=private(franceconnect_link)),
                    ft.Route(path="appareils", component=private(devices)),
                    ft.Route(
                        path="mes-donnees",
                        component=private(exports),
                        children=[ft.Route(path="fermer", component=private(closing))],
                    ),
                ],
            ),
        ],
    ),
    ft.Route(path=":rest*", component=not_found),
]
_ROUTES = [ft.Route(component=shell, outlet=True, children=_SCREENS)]
