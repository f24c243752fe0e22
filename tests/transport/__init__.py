"""Tests of what goes over the wire, and of what may go wrong there."""
