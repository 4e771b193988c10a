"""Estimates of benefits, whoever asks: the engine is another program, and may be away."""
