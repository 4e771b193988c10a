"""What whatever listens here has in common, the web host and the reference server: log, names, bounds, settings, files.

It knows neither of them, nor the program.
"""
