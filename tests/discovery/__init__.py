"""Tests of finding servers, without credentials, and of what credentials may do there."""
