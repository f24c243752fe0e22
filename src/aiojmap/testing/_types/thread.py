"""Threads (RFC 8621, section 3): their records are kept by the mail store."""

from __future__ import annotations

from .._jmap.datatype import DataType


class ThreadType(DataType):
    """A message and its replies."""

    name = "Thread"
