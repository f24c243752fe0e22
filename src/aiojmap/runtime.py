"""What generated code stands on: public, and kept compatible within a runtime version.

Generated packages import this module, other generated packages and nothing else of ours,
so bindings made with one release work with later ones.
"""

from ._model.calls import (
    Call,
    CreatingCall,
    Namespace,
    RecordChange,
    RecordCreation,
    new_creation_id,
    open_arguments,
    property_names,
    record_class,
)
from ._model.capabilities import AccountCapabilityObject, SessionCapabilityObject
from ._model.errors import MethodError, RequestError, SetError
from ._model.families import AnyPropertyName, Family, Form, PropertyName, RepeatedForm, RepeatedName
from ._model.filters import Filter, FilterCondition
from ._model.invocation import Arguments, Method, OpenResponse, Response, Sender
from ._model.iteration import iterate_records
from ._model.lazy import RUNTIME_VERSION, lazy_package
from ._model.patches import Merge, Patch
from ._model.records import FamilyRecord, Record, T, prop, record
from ._model.references import CreatedId, Inside, Ref, Refs, Value
from ._model.sentinels import NOT_FETCHED, UNSET, UnsetType
from ._model.sorts import Comparator
from ._model.types import JSON, Date, Int, Items, JSONObject, NullProperties, UnsignedInt, UTCDate

__all__ = [
    "JSON",
    "NOT_FETCHED",
    "RUNTIME_VERSION",
    "UNSET",
    "AccountCapabilityObject",
    "AnyPropertyName",
    "Arguments",
    "Call",
    "Comparator",
    "CreatedId",
    "CreatingCall",
    "Date",
    "Family",
    "FamilyRecord",
    "Filter",
    "FilterCondition",
    "Form",
    "Inside",
    "Int",
    "Items",
    "JSONObject",
    "Merge",
    "Method",
    "MethodError",
    "Namespace",
    "NullProperties",
    "OpenResponse",
    "Patch",
    "PropertyName",
    "Record",
    "RecordChange",
    "RecordCreation",
    "Ref",
    "Refs",
    "RepeatedForm",
    "RepeatedName",
    "RequestError",
    "Response",
    "Sender",
    "SessionCapabilityObject",
    "SetError",
    "T",
    "UTCDate",
    "UnsetType",
    "UnsignedInt",
    "Value",
    "iterate_records",
    "lazy_package",
    "new_creation_id",
    "open_arguments",
    "prop",
    "property_names",
    "record",
    "record_class",
]
