"""Tools run by hand, to make files that are then committed and to measure the code."""
