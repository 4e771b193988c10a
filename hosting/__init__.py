"""What the web host and the reference server have in common: log, host names, bounds, settings, files.

It imports neither of them, nor the program.
"""
