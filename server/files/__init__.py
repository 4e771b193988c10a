"""Files that strangers send: what they are, whether a person can look at them, and whether anything hides in them."""

from server.files.judging import Judged, Unchecked, judge
from server.files.names import tidy_file_name
from server.files.refusals import Refusal

__all__ = ["Judged", "Refusal", "Unchecked", "judge", "tidy_file_name"]
