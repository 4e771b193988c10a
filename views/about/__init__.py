"""À propos."""

from app.about.about import About
from app.about.paths import ABOUT
from app.steps.easy_words import EASY_WORDS
from views.about.about import about
from views.about.text import AboutText
from views.shell.feature import Feature, FootLink, HelpEntry, Route

FEATURE = Feature(
    routes=(
        Route(
            ABOUT, lambda page: about(page.state(About.of), page.shared(EASY_WORDS)), name=AboutText.HEADING
        ),
    ),
    foot=(FootLink(60, AboutText.HEADING, ABOUT),),
    help=(HelpEntry(AboutText.HEADING, AboutText.HELP, ABOUT),),
)
