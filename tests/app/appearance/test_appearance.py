from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.appearance.appearance import Appearance, Contrast, Motion, Scheme, TextSize

if TYPE_CHECKING:
    from tests.app.conftest import MemoryPreferences, Until


async def test_a_new_device_follows_its_system(preferences: MemoryPreferences) -> None:
    """Without a choice, colours and contrast are those that the system asks for."""
    preferences.contrast = True
    appearance = Appearance(preferences)
    await appearance.load()
    assert appearance.scheme is Scheme.SYSTEM
    assert appearance.high_contrast


async def test_choices_are_found_again(preferences: MemoryPreferences) -> None:
    """What was chosen on this device holds the next time."""
    appearance = Appearance(preferences)
    await appearance.choose_scheme(Scheme.DARK)
    await appearance.choose_contrast(Contrast.HIGH)
    again = Appearance(preferences)
    await again.load()
    assert (again.scheme, again.contrast) == (Scheme.DARK, Contrast.HIGH)
    assert again.high_contrast


async def test_a_choice_prevails_over_the_system(preferences: MemoryPreferences) -> None:
    """Who chose the usual contrast gets it, whatever the system says."""
    preferences.contrast = True
    appearance = Appearance(preferences)
    await appearance.load()
    await appearance.choose_contrast(Contrast.NORMAL)
    assert not appearance.high_contrast


@pytest.mark.parametrize("kept", ["", "purple", "SYSTEM"])
async def test_what_another_version_kept_is_passed_over(preferences: MemoryPreferences, kept: str) -> None:
    """A value that this version does not know is no reason to fall."""
    preferences.kept = {"scheme": kept, "contrast": kept}
    appearance = Appearance(preferences)
    await appearance.load()
    assert (appearance.scheme, appearance.contrast) == (Scheme.SYSTEM, Contrast.SYSTEM)


async def test_text_size_and_motion_are_found_again(preferences: MemoryPreferences) -> None:
    """Both hold the next time; what another version kept is passed over."""
    appearance = Appearance(preferences)
    assert (appearance.text_size.factor, appearance.motion) == (1.0, Motion.SYSTEM)
    await appearance.choose_text_size(TextSize.LARGEST)
    await appearance.choose_motion(Motion.REDUCED)
    again = Appearance(preferences)
    await again.load()
    assert (again.text_size.factor, again.motion) == (2.0, Motion.REDUCED)
    preferences.kept = {"text-size": "90", "motion": "fast"}
    other = Appearance(preferences)
    await other.load()
    assert (other.text_size, other.motion) == (TextSize.USUAL, Motion.SYSTEM)


async def test_what_another_tab_chose_is_taken_up(preferences: MemoryPreferences, until: Until) -> None:
    """At once: two tabs of one browser look the same."""
    here, beside = Appearance(preferences), Appearance(preferences)
    await beside.choose_scheme(Scheme.DARK)
    await beside.choose_motion(Motion.REDUCED)
    here.hear()
    await until(lambda: (here.scheme, here.motion) == (Scheme.DARK, Motion.REDUCED))
