"""What the server would have sent to the URLs of push subscriptions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import attrs

from ...core import PushVerification, StateChange


@attrs.frozen(kw_only=True)
class Pushed:
    """A POST to the URL of a push subscription (RFC 8620, section 7.2).

    It is kept instead of being sent. `headers` are those of the request, the TTL in seconds
    among them; `encrypted` says whether the client gave keys, with which a server on the
    Internet would have encrypted the body.
    """

    subscription_id: str
    url: str
    body: PushVerification | StateChange
    headers: Mapping[str, str]
    encrypted: bool
    at: datetime
