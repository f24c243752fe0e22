"""Faults on demand: which there are and when they strike. Nothing here knows of HTTP."""
