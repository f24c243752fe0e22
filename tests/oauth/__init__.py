"""Tests of `aiojmap.oauth`."""
