"""Forms described by data: what they ask, when, and what is an answer. One engine for client and server.

A definition is JSON, read by `parsing.parse`; answers are JSON too, by the names of the questions. Nothing here knows a
widget, HTTP or a database: the standard library and `text_rules` alone.
"""
