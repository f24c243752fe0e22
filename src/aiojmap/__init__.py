"""An async JMAP SDK: typed calls, generated from a schema, that a client sends.

    async with aiojmap.Client("api.fastmail.com", token=...) as client:
        boxes = await client.mailbox.get()

The types of each capability are in `aiojmap.core`, `mail`, `submission`, `vacationresponse`
and `maskedemail`.
"""

from . import core, mail, maskedemail, submission, vacationresponse
from ._compose.message import compose
from ._compose.parts import attachment, inline
from ._compose.rules import check_email_create
from ._connection.auth import Auth, Basic, Bearer
from ._connection.blobs import DownloadStream
from ._connection.client import Client
from ._connection.providers import Provider
from ._connection.secret import Secret
from ._discovery.candidates import Candidate
from ._discovery.discovery import discover
from ._discovery.dns import dns_resolver
from ._discovery.services import Resolver, ServiceRecord
from ._exchange.needs import required_capabilities, required_scopes, requires_write
from ._model.calls import Call, RawResponse
from ._model.conversion import decode, encode, from_pointers, get_converter
from ._model.errors import (
    AuthenticationError,
    AuthorizationError,
    CallAbandoned,
    CallRefused,
    ConfigurationError,
    DecodeError,
    DiscoveryError,
    EncodeError,
    HTTPError,
    InsufficientScope,
    JMAPError,
    MethodError,
    MissingResponse,
    NotFoundError,
    PropertyNotFetched,
    ProtocolError,
    RequestError,
    SetError,
    TokenStoreError,
    TransportError,
)
from ._model.families import AnyPropertyName, PropertyName, PropertyValue
from ._model.filters import Filter, FilterOperator
from ._model.patches import merge
from ._model.records import Record, fetched, unknown_members
from ._model.references import CreatedId, Ref
from ._model.sentinels import UNSET, UnsetType
from ._model.sorts import Comparator
from ._model.views import named, view
from .core import UploadedBlob

__all__ = [
    "UNSET",
    "AnyPropertyName",
    "Auth",
    "AuthenticationError",
    "AuthorizationError",
    "Basic",
    "Bearer",
    "Call",
    "CallAbandoned",
    "CallRefused",
    "Candidate",
    "Client",
    "Comparator",
    "ConfigurationError",
    "CreatedId",
    "DecodeError",
    "DiscoveryError",
    "DownloadStream",
    "EncodeError",
    "Filter",
    "FilterOperator",
    "HTTPError",
    "InsufficientScope",
    "JMAPError",
    "MethodError",
    "MissingResponse",
    "NotFoundError",
    "PropertyName",
    "PropertyNotFetched",
    "PropertyValue",
    "ProtocolError",
    "Provider",
    "RawResponse",
    "Record",
    "Ref",
    "RequestError",
    "Resolver",
    "Secret",
    "ServiceRecord",
    "SetError",
    "TokenStoreError",
    "TransportError",
    "UnsetType",
    "UploadedBlob",
    "attachment",
    "check_email_create",
    "compose",
    "core",
    "decode",
    "discover",
    "dns_resolver",
    "encode",
    "fetched",
    "from_pointers",
    "get_converter",
    "inline",
    "mail",
    "maskedemail",
    "merge",
    "named",
    "required_capabilities",
    "required_scopes",
    "requires_write",
    "submission",
    "unknown_members",
    "vacationresponse",
    "view",
]
