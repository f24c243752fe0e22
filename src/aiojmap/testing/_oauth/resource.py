"""The JMAP server as a resource that the authorization server protects (RFC 9728)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs
from starlette.responses import Response

from ..._model.json import dumps
from .metadata import padded

if TYPE_CHECKING:
    from ...runtime import JSONObject
    from .sins import Sins

WELL_KNOWN: Final = "/.well-known/oauth-protected-resource"


@attrs.frozen
class ProtectedResource:
    """Who issues tokens for the server, and for which scopes."""

    issuer: str
    scopes: tuple[str, ...]
    sins: Sins

    def covers(self, path: str) -> bool:
        """Whether what is at a path is protected, the server itself (no path) included."""
        return path in ("", "/", "/.well-known/jmap") or path.startswith("/jmap/")

    def covers_url(self, base: str, url: str) -> bool:
        """Whether a token may be issued for a resource."""
        return url.startswith(base) and self.covers(url.removeprefix(base))

    def metadata_url(self, base: str, path: str) -> str | None:
        """Where a 401 says that the metadata of what is at a path is found."""
        if self.sins.no_challenge:
            return None
        # What could end the quoted string of the challenge is escaped.
        escaped = path.replace('"', "%22").replace("\\", "%5C")
        return self.sins.challenge or f"{base}{WELL_KNOWN}{escaped}"

    def metadata(self, base: str, path: str) -> Response:
        """The metadata of what is at a path."""
        sins = self.sins
        issuers = sins.authorization_servers or (self.issuer,)
        found: JSONObject = {
            "resource": f"{base}{path}" + ("/other" if sins.resource_mismatch else ""),
            "authorization_servers": [] if sins.no_authorization_servers else [*issuers],
            "scopes_supported": [*self.scopes],
            "bearer_methods_supported": ["header"],
            "resource_name": "aiojmap.testing",
        }
        return Response(dumps(padded(found, sins)), media_type="application/json")
