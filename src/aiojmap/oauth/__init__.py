"""OAuth for JMAP: from a server to credentials that renew themselves.

    store = oauth.KeyringStore()
    grant = await oauth.login(
        "api.fastmail.com", client="My tool", scopes=..., store=store, key="me"
    )
    async with aiojmap.Client(grant.url, auth=oauth.OAuth(store, "me")) as client: ...

It follows the profile for open public clients (draft-ietf-mailmaint-oauth-public): metadata from
the server, open registration, authorization code with PKCE and `iss`, rotating refresh tokens.
"""

from ._auth import OAuth
from ._authorization import Authorization
from ._device import DeviceCode
from ._device_login import login_on_device
from ._errors import (
    AuthorizationDenied,
    CallbackRefused,
    LoginRequired,
    LoginTimeout,
    MetadataError,
    OAuthError,
    RegistrationError,
    ScopeNotGranted,
    StateMismatch,
    StoreError,
    TokenError,
)
from ._grant import Grant
from ._keyring import KeyringStore
from ._login import begin_login, discover, finish_login, login, logout, register
from ._metadata import AuthorizationServer, Resource
from ._registration import ClientInfo, Registration
from ._stores import CallbackStore, MemoryStore, TokenStore

__all__ = [
    "Authorization",
    "AuthorizationDenied",
    "AuthorizationServer",
    "CallbackRefused",
    "CallbackStore",
    "ClientInfo",
    "DeviceCode",
    "Grant",
    "KeyringStore",
    "LoginRequired",
    "LoginTimeout",
    "MemoryStore",
    "MetadataError",
    "OAuth",
    "OAuthError",
    "Registration",
    "RegistrationError",
    "Resource",
    "ScopeNotGranted",
    "StateMismatch",
    "StoreError",
    "TokenError",
    "TokenStore",
    "begin_login",
    "discover",
    "finish_login",
    "login",
    "login_on_device",
    "logout",
    "register",
]
