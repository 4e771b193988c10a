"""What the program knows and decides, with no widget: states of screens, session, routes, rules of what is typed.

Of Flet it uses the observable objects alone, so that every state can be driven in a test with no window.
"""
