"""What there is to say about an exchange that does not simply come out equal."""

from __future__ import annotations

import enum

import attrs


class Verdict(enum.Enum):
    """What kind of remark it is; only `FAILED` is a failure of ours."""

    FAILED = "failed"
    WRONG = "wrong: the typed call has no place for it, and the server refuses it too"
    UNJUDGED = "wrong by the RFC, though the server refuses the call for another reason"
    LOOSE = "looser than the RFC: the server takes it, or gives what the RFC does not have"
    UNKNOWN = "names that no schema here has, kept and sent as they are"
    UNBOUND = "methods that no schema here has, called by name"
    ECHOED = "properties that no patch changes, sent as they are (RFC 8620, 5.3, allows it)"
    RESPELT = "references spelt otherwise, with the same meaning"


@attrs.frozen
class Note:
    """A remark: of which kind, about which call or answer, and what."""

    verdict: Verdict
    where: str
    text: str
