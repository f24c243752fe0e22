"""What discovery finds."""

from __future__ import annotations

from typing import Literal, TypeAlias

import attrs

FoundBy: TypeAlias = Literal["provider", "srv", "well-known"]
Scheme: TypeAlias = Literal["Bearer", "Basic"]


@attrs.frozen(kw_only=True)
class Candidate:
    """A JMAP server that may be the one of an address. No credentials were sent to it.

    `url` is where its session is; `found_by` says how it was found: in the table of providers, in
    an SRV record, or at the well-known place of the domain. `domain` is that of the address.

    `inside_domain` says whether the server, and all that led to it over HTTP, are of that domain;
    `provider` is the name of the known provider it belongs to, if it does. `port_is_odd` says
    whether it is at another port than that of https.

    `schemes` are the kinds of credentials it asks for, and `resource_metadata` the URL that it
    names for what a token for it needs (RFC 9728).
    """

    url: str
    found_by: FoundBy
    domain: str
    inside_domain: bool
    port_is_odd: bool = False
    provider: str | None = None
    schemes: tuple[Scheme, ...] = ()
    resource_metadata: str | None = None

    @property
    def is_trusted(self) -> bool:
        """Whether credentials may go there on no other word than the domain's or the table's.

        DNS is not authenticated, so what it says of other domains, and of other ports, is for a
        person to confirm.
        """
        return self.provider is not None or (self.inside_domain and not self.port_is_odd)
