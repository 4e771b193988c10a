"""Inspection of files that strangers send: what they are, whether a person can read them, and whether they are safe."""

from server.inspection.content import keep_only
from server.inspection.judging import Judged, Unchecked, judge
from server.inspection.names import tidy_file_name
from server.inspection.refusals import Refusal

__all__ = ["Judged", "Refusal", "Unchecked", "judge", "keep_only", "tidy_file_name"]
