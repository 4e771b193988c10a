"""Of two who answer the same form, neither loses what they answered."""

from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.merging import changed, changes, merged
from questionnaires.values import same

_ANSWERS = st.dictionaries(
    st.sampled_from("abcd"),
    st.one_of(
        st.booleans(), st.integers(0, 1), st.text("xy", max_size=2), st.lists(st.integers(0, 1), min_size=1)
    ),
)


def test_changes_of_both_are_kept() -> None:
    """Different answers changed by two are both there; the same one is left to be chosen, with mine shown."""
    both = merged({"a": 1, "b": 1, "c": 1}, {"a": 2, "b": 2, "c": 1}, {"a": 1, "b": 3, "c": 4})
    assert both.answers == {"a": 2, "b": 2, "c": 4}
    assert (both.taken, both.contested) == (("c",), ("b",))


def test_the_same_change_is_no_conflict() -> None:
    """Two who answered the same are asked nothing."""
    assert merged({}, {"a": 1}, {"a": 1}).contested == ()


def test_an_answer_taken_back_is_a_change() -> None:
    """Taking an answer back while another changes it has to be chosen too."""
    assert merged({"a": 1}, {}, {"a": 2}).contested == ("a",)


@settings(deadline=None)
@given(_ANSWERS, _ANSWERS)
def test_changes_lead_from_one_to_the_other(before: dict[str, object], after: dict[str, object]) -> None:
    """What is sent of a draft is enough to have it as it stands here."""
    assert same(changed(before, changes(before, after)), after)


@settings(deadline=None)
@given(_ANSWERS, _ANSWERS, _ANSWERS)
def test_nothing_is_lost_in_silence(
    base: dict[str, object], mine: dict[str, object], theirs: dict[str, object]
) -> None:
    """Each change of either is in what came of it, or among what must be chosen."""
    both = merged(base, mine, theirs)
    for name, value in changes(base, theirs).items():
        assert name in both.contested or same(both.answers.get(name), value)
    for name, value in changes(base, mine).items():
        assert same(both.answers.get(name), value)
