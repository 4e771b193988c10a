"""The design system: tokens, themes and components. Imports Flet alone, and knows no model of the program."""
