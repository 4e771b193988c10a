"""What is typed in a search, in words that are found: accents, plurals and slips do not count.

Client and server share it, so that both forgive the same. It knows neither widget, HTTP nor database: the standard
library, `text_rules` and the stemmer of snowballstemmer alone.
"""
