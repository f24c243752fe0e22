"""What credentials were granted, and calls that need more."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import attrs

from .._model.errors import AuthorizationError, CallRefused, InsufficientScope
from .._model.invocation import AnyCall
from ..core import CoreCapability, Session
from .needs import Need, is_core, needs


def _kept(given: Iterable[str] | None) -> frozenset[str] | None:
    return None if given is None else frozenset(given)


@attrs.frozen
class Grant:
    """The capabilities and the OAuth scopes that credentials have; None is not known."""

    capabilities: frozenset[str] | None = attrs.field(default=None, converter=_kept)
    scopes: frozenset[str] | None = attrs.field(default=None, converter=_kept)

    def allows(self, need: Need) -> bool:
        """Whether it may have what a call needs; the core comes with all credentials."""
        if is_core(need):
            return True
        if self.capabilities is not None and need.capability not in self.capabilities:
            return False
        # Some servers take the capability itself for a scope.
        return (
            self.scopes is None
            or need.scope is None
            or not self.scopes.isdisjoint((need.scope, need.capability))
        )


def understood(scopes: frozenset[str] | None) -> frozenset[str] | None:
    """The scopes that a server has granted, if it speaks of them as the schema does.

    A server may have scopes of its own, which say nothing of what calls may do.
    """
    if scopes is None or not any(map(_is_of_jmap, scopes)):
        return None
    return scopes


def _is_of_jmap(scope: str) -> bool:
    return scope.startswith(("urn:ietf:params:oauth:scope:", "urn:ietf:params:jmap:"))


def require_granted(call: AnyCall, grant: Grant) -> None:
    """Raise `InsufficientScope` for a call that needs more than was granted."""
    _refuse(call, [need for need in needs(call) if not grant.allows(need)], "were not given")


def require_using(using: Collection[str], grant: Grant) -> None:
    """Raise `CallRefused` for a capability in `using` that was not granted."""
    lacking = [uri for uri in using if not grant.allows(Need(uri, None))]
    if lacking:
        raise CallRefused(f"using names {', '.join(lacking)}, which the credentials were not given")


def require_offered(session: Session, call: AnyCall) -> None:
    """Raise `InsufficientScope` unless the session offers all that a call needs."""
    lacking = [need for need in needs(call) if need.capability not in session.capabilities]
    offered = ", ".join(sorted(session.capabilities)) or "none"
    _refuse(call, lacking, f"do not have (the session offers {offered})")


def _refuse(call: AnyCall, lacking: list[Need], how: str) -> None:
    if not lacking:
        return
    capabilities = list(dict.fromkeys(need.capability for need in lacking))
    scopes = _scopes(lacking)
    raise InsufficientScope(
        f"{call.method.name} needs {' and '.join(capabilities)}, which these credentials {how}: "
        f"{call._sender._remedy(capabilities, scopes)}",
        capabilities=capabilities,
        scopes=scopes,
    )


def _scopes(lacking: Iterable[Need]) -> list[str]:
    return list(dict.fromkeys(need.scope for need in lacking if need.scope))


def explained(error: AuthorizationError, calls: Iterable[AnyCall]) -> AuthorizationError:
    """The error of a request, with what its calls need and how to get it."""
    sent = list(calls)
    special = [need for call in sent for need in needs(call) if not is_core(need)]
    wanted = list(dict.fromkeys(need.capability for need in special))
    capabilities = [CoreCapability.uri, *wanted]
    scopes = list(error.scopes) or _scopes(special)
    said = f" ({error.text})" if error.text else ""
    names = ", ".join(dict.fromkeys(call.method.name for call in sent))
    remedy = sent[0]._sender._remedy(wanted or capabilities, scopes)
    return AuthorizationError(
        f"{names}: the server accepts the credentials but not for this{said}. The request relies "
        f"on {', '.join(capabilities)}; if it is one of these that they lack, {remedy}",
        status=error.status,
        text=error.text,
        capabilities=capabilities,
        scopes=scopes,
    )
