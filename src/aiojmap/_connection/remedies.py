"""What to do about credentials that may not do enough, and where."""

from __future__ import annotations

from collections.abc import Sequence

from .auth import Auth, Basic
from .providers import Provider


def remedy(
    auth: Auth,
    provider: Provider | None,
    capabilities: Sequence[str],
    scopes: Sequence[str],
    *,
    write: bool = False,
) -> str:
    """What to do to get these capabilities, or to be allowed to write, in an imperative."""
    if auth.by_consent:
        wanted = f" with the scope {' '.join(scopes)}" if scopes else ""
        return f"ask for new consent{' to write' if write else wanted}"
    if isinstance(auth, Basic):
        what = "writing" if write else " and ".join(capabilities)
        return f"use an account that is allowed {what}"
    what = "is not read-only" if write else f"has {' and '.join(capabilities)}"
    place = (
        f"; {provider.name} makes them in {provider.token_settings}"
        if provider is not None and provider.token_settings
        else ""
    )
    return f"use a token that {what}{place}"
