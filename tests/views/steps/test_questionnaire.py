"""Any form is drawn, answered and sent, by Flutter and as HTML; each question has its label, its help and its error."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import flet as ft
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api_client.requests import NewerForm
from questionnaires.parsing import parse
from tests.support.kept_draft import KeptDraft
from tests.support.properties import examples
from tests.support.questionnaire_strategies import answers, definitions
from tests.support.questionnaires import complete, every_kind
from tests.views.form_steps import AFTER, LATER, filling_of, form_window
from views.steps.questionnaire.text import QuestionnaireText, RefusalText

if TYPE_CHECKING:
    from tests.views.flutter import Flutter
    from views.shell.context import Program

RECAP = "recapitulatif"
_SWAPS = 2


async def test_a_page_says_where_it_stands_and_what_it_asks(program: Program) -> None:
    """The first page has its title as its one heading, its place among all, its help and every question."""
    with form_window(program, KeptDraft(every_kind())) as screen:
        await screen.until(lambda: screen.heading == "Votre logement")
        for words in (
            "Étape 1 sur 3",
            "Déclarer un déménagement",
            "Le logement où vous vivez le plus souvent.",
        ):
            assert screen.says(words)
        assert screen.says("Vous êtes")
        assert not screen.says("Loyer par mois")
        assert str(screen.page.title).startswith("Votre logement")


async def test_a_choice_shows_what_follows(program: Program) -> None:
    """What depends on an answer comes with it and goes with it; what was typed is there again."""
    with form_window(program, KeptDraft(every_kind())) as screen:
        await screen.until(lambda: screen.heading == "Votre logement")
        housing = screen.controls(ft.RadioGroup)[0]
        await screen.choose(housing, "rent")
        await screen.until(lambda: screen.says("Loyer par mois"))
        await screen.type("Loyer par mois", "620")
        assert screen.says("Vous aviez déclaré 620 €.")
        await screen.choose(housing, "own")
        await screen.until(lambda: not screen.says("Loyer par mois"))
        await screen.choose(housing, "rent")
        await screen.until(lambda: screen.says("Loyer par mois"))
        assert screen.field("Loyer par mois").value == "620"


async def test_advice_stands_beside_an_answer_and_refuses_nothing(program: Program) -> None:
    """Twice what was declared before is said as the box is left, and one goes on all the same."""
    kept = KeptDraft(every_kind(), complete())
    with form_window(program, kept) as screen:
        await screen.until(lambda: screen.heading == "Votre logement")
        await screen.type("Loyer par mois", "1240")
        await screen.leave("Loyer par mois")
        assert screen.says("C’est le double.")
        assert screen.field("Loyer par mois").value == "1 240,00"
        await screen.press("Continuer")
        await screen.until(lambda: screen.heading == "Qui vit avec vous")
        assert kept.answers["rent"] == 124000


async def test_faults_are_told_at_their_fields_and_summed_up(program: Program) -> None:
    """Each fault stands at its field and in the summary, and the first box with one has the focus."""
    wrong = complete() | {
        "rent": -5,
        "left_on": "2026-11-03",
        "home": complete()["home"] | {"postcode": "3500"},
    }
    with form_window(program, KeptDraft(every_kind(), wrong)) as screen:
        await screen.until(lambda: screen.heading == "Votre logement")
        await screen.press("Continuer")
        await screen.until(lambda: screen.says("Vous avez quitté l’ancien logement"))
        assert screen.headings(2) == ["3 champs à corriger"] or screen.says("3 ")
        assert screen.field("Loyer par mois").error == "C'est trop peu : 0,00\u00a0€ au moins."
        assert screen.field("Code postal").error == "En France, un code postal a 5 chiffres."
        assert screen.focused[-1] == screen.field("Loyer par mois")._i
        assert screen.heading == "Votre logement"


async def test_what_is_typed_is_kept_and_said_quietly(program: Program) -> None:
    """Some seconds after the last key a line says when it was kept; the focus stays, and so does the box."""
    kept = KeptDraft(every_kind(), complete(), page=RECAP)
    filling = filling_of(kept, pause_s=0.05)
    with form_window(program, kept, "home", filling=filling) as screen:
        await screen.until(lambda: screen.heading == "Votre logement")
        box, focused = screen.field("Loyer par mois"), list(screen.focused)
        await screen.type("Loyer par mois", "700")
        await screen.until(lambda: screen.says("Enregistré à"))
        assert kept.answers["rent"] == 70000
        assert screen.field("Loyer par mois") is box
        assert screen.focused == focused
        assert screen.heading == "Votre logement"


async def test_what_the_fund_knew_is_marked(program: Program) -> None:
    """An answer taken from the file says so, and no other does."""
    kept = KeptDraft(every_kind(), complete(), prefilled=frozenset({"rent"}))
    with form_window(program, kept) as screen:
        await screen.until(lambda: screen.heading == "Votre logement")
        assert [words for words in screen.words if QuestionnaireText.PREFILLED in words] != []
        assert "Repris de votre dossier" in str(screen.field("Loyer par mois").label)
        assert "Repris" not in str(screen.field("Commune").label)


async def test_a_newer_form_is_told_as_one_resumes(program: Program) -> None:
    """Who comes back to a draft is told what the newest form asks otherwise, until they go on; answers are kept."""
    newer = NewerForm(added=("Étage",), removed=("Vivez-vous seul ?",))
    kept = KeptDraft(every_kind(), complete(), page=RECAP, newer=newer)
    with form_window(program, kept, "home") as screen:
        await screen.until(lambda: screen.heading == "Votre logement")
        assert screen.says(QuestionnaireText.NEWER)
        assert screen.says("demande aussi : « Étage ».")
        assert screen.says("ne demande plus : « Vivez-vous seul ? ».")
        assert screen.field("Loyer par mois").value != ""
        await screen.press("Continuer")
        await screen.until(lambda: screen.heading == "Récapitulatif")
        assert not screen.says(QuestionnaireText.NEWER)


async def test_a_group_is_added_to_and_taken_from(program: Program) -> None:
    """One more has boxes of its own, named after it; one less leaves the others as they are."""
    kept = KeptDraft(every_kind(), complete(), page=RECAP)
    with form_window(program, kept, "people") as screen:
        await screen.until(lambda: screen.heading == "Qui vit avec vous")
        await screen.press("Ajouter : enfant")
        await screen.until(lambda: screen.says("2 enfants"))
        names = [
            field
            for field in screen.controls(ft.TextField)
            if str(field.label).startswith("Prénom (") or field.label == "Prénom"
        ]
        assert [field.value for field in names] == ["Inès", ""]
        assert screen.focused[-1] == names[1]._i
        await screen.type_in(names[1], "Malo")
        await screen.press("Continuer")
        await screen.until(lambda: screen.says("Enfant 2 : Date de naissance"))
        await screen.press("Retirer : Enfant 1")
        await screen.until(lambda: not screen.says("Enfant 2"))
        assert screen.field("Prénom").value == "Malo"


async def test_the_recap_has_every_answer_and_the_way_to_change_it(program: Program) -> None:
    """Everything is there in words, each page can be changed, and what is accepted is sent once."""
    kept = KeptDraft(every_kind(), complete() | {"statement": None}, page=RECAP)
    with form_window(program, kept, RECAP) as screen:
        await screen.until(lambda: screen.heading == QuestionnaireText.RECAP)
        for words in (
            "Locataire", "650,00\u00a0€", "3 rue de la Paix, 35000 Rennes", "2 novembre 2026", "3,5", "Non",
            "Thomas Martin",
            "Inès, 2019, jour et mois inconnus, École Jules-Ferry", "septembre 2024", "La Poste", "Salaire",
        ):  # fmt: skip
            assert screen.says(words), words
        await screen.press(QuestionnaireText.SEND)
        await screen.until(lambda: screen.says(RefusalText.statement()))
        assert kept.sent is None
        await screen.tick(value=True)
        await screen.press(QuestionnaireText.SEND)
        await screen.until(lambda: screen.route == AFTER)
        assert kept.sent == complete()


async def test_modifying_a_page_leads_back_to_the_recap(program: Program) -> None:
    """A page changed from the recap is followed by the recap."""
    kept = KeptDraft(every_kind(), complete(), page=RECAP)
    with form_window(program, kept, RECAP) as screen:
        await screen.until(lambda: screen.heading == QuestionnaireText.RECAP)
        await screen.press("Modifier : Votre logement")
        await screen.until(lambda: screen.heading == "Votre logement")
        await screen.type("Nombre de pièces (facultatif)", "5")
        await screen.press("Continuer")
        await screen.until(lambda: screen.heading == QuestionnaireText.RECAP)
        assert kept.answers["rooms"] == 5


async def test_a_page_further_on_waits_for_those_before(program: Program) -> None:
    """Whoever asks for a page by its address is led to the first that is not done."""
    with form_window(program, KeptDraft(every_kind()), RECAP) as screen:
        await screen.until(lambda: screen.heading == "Votre logement")
        await screen.until(lambda: screen.route.endswith("page=home"))


async def test_a_page_costs_one_call_and_two_updates(program: Program) -> None:
    """From page to page the server is asked once and the screen is changed twice at most, beside title and address."""
    kept = KeptDraft(every_kind(), complete())
    with form_window(program, kept, "home") as screen:
        await screen.until(lambda: screen.heading == "Votre logement")
        for title in ("Qui vit avec vous", "Pour finir", "Récapitulatif"):
            calls, updates = kept.calls, len(screen.updates)
            await screen.press("Continuer")
            await screen.until(partial(_stands_at, screen, title))
            drawn = [each for each in screen.updates[updates:] if each != screen.page._i]
            assert (title, kept.calls - calls) == (title, 1)
            assert len(drawn) <= _SWAPS


async def test_finishing_later_keeps_what_was_typed(program: Program) -> None:
    """One leaves from any page, with what is no answer yet kept as it was typed."""
    kept = KeptDraft(every_kind(), {"housing": "rent"})
    with form_window(program, kept) as screen:
        await screen.until(lambda: screen.heading == "Votre logement")
        await screen.type("Loyer par mois", "six cents")
        await screen.press(QuestionnaireText.LATER)
        await screen.until(lambda: screen.route == LATER)
        assert kept.answers["rent"] == "six cents"


async def test_two_devices_choose(program: Program) -> None:
    """The same question answered twice is chosen, with both answers in words."""
    kept = KeptDraft(every_kind(), complete(), page=RECAP)
    with form_window(program, kept, "home") as screen:
        await screen.until(lambda: screen.heading == "Votre logement")
        kept.answers, kept.revision = kept.answers | {"rent": 80000}, kept.revision + 1
        await screen.type("Loyer par mois", "700")
        await screen.press("Continuer")
        await screen.until(lambda: screen.heading == QuestionnaireText.CONTESTED)
        assert screen.says("Ici : 700,00\u00a0€")
        assert screen.says("Sur l'autre appareil : 800,00\u00a0€")
        await screen.press("Continuer")
        await screen.until(lambda: screen.says(RefusalText.choice()))
        await screen.choose(screen.controls(ft.RadioGroup)[0], "there")
        await screen.press("Continuer")
        await screen.until(lambda: screen.heading != QuestionnaireText.CONTESTED)
        assert kept.answers["rent"] == 80000


async def test_sent_elsewhere_is_told(program: Program) -> None:
    """Who goes on with a form that was sent meanwhile is told so, and led to it."""
    kept = KeptDraft(every_kind(), complete(), page=RECAP)
    with form_window(program, kept, "home") as screen:
        await screen.until(lambda: screen.heading == "Votre logement")
        kept.sent = complete()
        await screen.press("Continuer")
        await screen.until(lambda: screen.says(QuestionnaireText.CLOSED))
        await screen.press(QuestionnaireText.FOLLOW)
        await screen.until(lambda: screen.route == AFTER)


@pytest.mark.parametrize("html", [False, True])
@settings(deadline=None, max_examples=examples(8), suppress_health_check=list(HealthCheck))
@given(data=st.data())
async def test_any_form_is_drawn_whatever_was_answered(
    program: Program,
    html: bool,  # noqa: FBT001
    data: st.DataObject,
) -> None:
    """Every page of any form, with any answers, is drawn by Flutter and as HTML, checked, and drawn again."""
    raw = data.draw(definitions())
    kept = KeptDraft(raw, data.draw(answers(parse(raw), wild=False)))
    filling = filling_of(kept)
    await filling.open()
    pages = filling.pages()
    titles = [each.title for each in pages] + [QuestionnaireText.RECAP]
    for page in [*(page.id for page in pages), RECAP]:
        with form_window(program, kept, page, html=html, filling=filling) as screen:
            await _drawn(screen, titles)
            if screen.heading != QuestionnaireText.RECAP:
                await screen.press("Continuer")
                await _drawn(screen, titles)


def _stands_at(screen: Flutter, title: str) -> bool:
    return screen.heading == title


async def _drawn(screen: Flutter, titles: list[str]) -> None:
    await screen.until(lambda: screen.heading in titles)
