"""Calls: values that know their method and arguments, and can be awaited."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, Generic, Literal, TypeVar, cast

import attrs

from .conversion import decode, encode
from .decoding import member
from .errors import (
    CallRefused,
    DecodeError,
    EncodeError,
    ProtocolError,
    SetError,
)
from .invocation import (
    Answer,
    AnyCall,
    Arguments,
    Method,
    OpenResponse,
    Sender,
)
from .json import Hide, hidden_object, is_array, is_object
from .records import Record, has_property, kept
from .references import CreatedId, Ref, created_record_id, is_created_id, is_ref
from .selection import note_selection
from .sentinels import UNSET, UnsetType
from .views import View

if TYPE_CHECKING:
    import cattrs

    from .types import JSON, JSONObject

R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)
I = TypeVar("I")  # noqa: E741  # the type of an id


class Call(AnyCall, Generic[R_co]):
    """A method call, not yet sent.

    Awaiting it sends it, with the calls it refers to, in one request. It is sent once:
    awaiting it again gives the same answer, or raises the same error.
    """

    __slots__ = ("_type",)

    def __init__(
        self, sender: Sender, arguments: Arguments, record: type[object] | None = None
    ) -> None:
        self._sender = sender
        self._arguments = arguments
        self._type = self._response_type(record)
        self._answer = None
        self._error = None
        self._sent = False
        self._json = self._encoded()

    def implicit_responses(self, kind: type[Call[R]]) -> list[R]:
        """Answers that the server gave besides, under this call's id, such as the Email/set
        that follows an EmailSubmission/set.

        `kind` is the class of call they answer, as in `sent.implicit_responses(mail.EmailSetCall)`.
        Raises `CallRefused` before the answer has come, `MethodError` if one is an error.
        """
        if self._answer is None:
            raise CallRefused(f"{self.method.name}: await the call before reading its answers")
        found: list[R] = []
        for name, members in self._answer.implicit:
            if name == "error":
                raise self._failure(kind.method, members)
            if name == kind.method.name:
                found.append(kind.read(members, self._sender.converter, hide=self._sender._hide))
        return found

    @classmethod
    def read(
        cls,
        members: JSONObject,
        converter: cattrs.Converter | None = None,
        type_: object = None,
        hide: Hide = str,
    ) -> R_co:
        """Read the arguments of a response to a call of this class, without a call."""
        type_ = cls._response_type() if type_ is None else type_
        value = decode(members, cast("type[R_co]", type_), converter)
        _refine_set_errors(value, cls.method, hide)
        return value

    @classmethod
    def _response_type(cls, record: type[object] | None = None) -> object:
        """The class of the answer, with the class of its records filled in."""
        response = cls.method.response
        if not getattr(response, "__parameters__", ()):
            return response
        return response[record or cls.method.record]  # type: ignore[index]  # it is generic

    def __await__(self) -> Generator[object, None, R_co]:
        if self._answer is None and self._error is None:
            yield from self._sender._submit(self).__await__()
        return cast("R_co", self._value())

    def _origin(self) -> tuple[AnyCall, str]:
        return self, ""

    def _encoded(self) -> Mapping[str, object]:
        """The arguments as JSON, with references still in it."""
        plain, references = self._split()
        try:
            body = encode(plain, self._sender.converter)
            self._sender._check(self.method, body)
        except EncodeError as error:
            error.context = self.method.name
            # Without the frames of the encoder, which say nothing that the path does not.
            raise error.with_traceback(None) from None
        assert isinstance(body, dict)
        return {**body, **references}

    def _split(self) -> tuple[Record, dict[str, object]]:
        references: dict[str, object] = {}
        changes: dict[str, UnsetType] = {}
        for found, value in self._arguments._present():
            if is_ref(value):
                references[found.json] = value
                changes[found.name] = UNSET
        plain = attrs.evolve(self._arguments, **changes) if changes else self._arguments  # type: ignore[misc]  # an attrs class, made by @record
        # An open method's arguments are all among the unknown members.
        given: Mapping[str, object] = kept(self._arguments)
        referring = {name: value for name, value in given.items() if is_ref(value)}
        if referring:
            others = {name: item for name, item in kept(plain).items() if name not in referring}
            plain = open_arguments(type(plain), others)
        return plain, {**references, **referring}

    def _decode(self, members: JSONObject) -> R_co:
        answer = self.read(members, self._sender.converter, self._type, self._sender._hide)
        note_selection(answer, self.method, type(self._arguments), self._json)
        return answer

    def _accept(self, members: JSONObject, implicit: Sequence[tuple[str, JSONObject]]) -> None:
        self._answer = Answer(self._decode(members), members, implicit)


class CreatingCall(Call[R], Generic[R, I]):
    """A call that creates records under creation ids; I is the type of their ids."""

    __slots__ = ()

    def created_id(self, creation_id: str) -> CreatedId[I]:
        """The id that a record created by this call will have, for later calls to use.

        Raises `CallRefused` if the call creates nothing under that creation id.
        """
        created = self._created_keys()
        if creation_id not in created:
            raise CallRefused(
                f"{self.method.name} creates nothing under {creation_id!r}: "
                f"it has {', '.join(map(repr, created)) or 'no creation ids'}"
            )
        return CreatedId(self, creation_id)


class RawResponse(OpenResponse):
    """The answer to a call without bindings."""

    __slots__ = ()


A = TypeVar("A", bound=Arguments)


def open_arguments(kind: type[A], members: Mapping[str, JSON | Ref[object]]) -> A:
    """The arguments of an open method: whatever members are given."""
    made = kind()
    made._unknown = dict(cast("Mapping[str, JSON]", members))
    return made


def raw_call(sender: Sender, method: Method, arguments: Mapping[str, JSON]) -> Call[RawResponse]:
    """A call of a method that has no bindings, with its arguments as JSON."""
    described = method

    class RawCall(Call[RawResponse]):
        __slots__ = ()

        method: ClassVar[Method] = described

    return RawCall(sender, decode(dict(arguments), Arguments, sender.converter))


class RecordCreation(Call[R], Generic[R, I]):
    """A /set that creates one record. Its answer is the record; a refusal raises its SetError."""

    __slots__ = ("_creation_id",)

    creates: ClassVar[str | None] = "create"

    def __init__(self, sender: Sender, arguments: Arguments, creation_id: str) -> None:
        self._creation_id = creation_id
        super().__init__(sender, arguments)

    @property
    def id(self) -> CreatedId[I]:
        """The id the record will have, for later calls to refer to."""
        return CreatedId(self, self._creation_id)

    def _decode(self, members: JSONObject) -> R:
        _raise_refusals(members, "notCreated", self._creation_id, self.method, self._sender._hide)
        sent = self._json["create"]
        created = members.get("created")
        known = created.get(self._creation_id) if isinstance(created, dict) else None
        if not is_object(sent) or not isinstance(known, dict):
            raise ProtocolError(
                f"{self.method.name}: the server neither created nor refused the record"
            )
        record = self.method.record
        assert record is not None
        whole = {**_returnable(sent[self._creation_id], record), **known}
        try:
            return cast("R", decode(whole, record, self._sender.converter))
        except DecodeError as error:
            error.within(f".created{member(self._creation_id)}")
            raise


class RecordChange(Call[None]):
    """A /set that updates or destroys one record; a refusal raises its SetError."""

    __slots__ = ("_id", "_refusals")

    def __init__(
        self,
        sender: Sender,
        arguments: Arguments,
        id: str,
        refusals: Literal["notUpdated", "notDestroyed"],
    ) -> None:
        self._id = id
        self._refusals = refusals
        super().__init__(sender, arguments)

    def _decode(self, members: JSONObject) -> None:
        _raise_refusals(members, self._refusals, self._id, self.method, self._sender._hide)
        done = members.get("updated" if self._refusals == "notUpdated" else "destroyed")
        if not isinstance(done, (dict, list)) or self._id not in done:
            raise ProtocolError(
                f"{self.method.name}: the server neither changed nor refused {self._id!r}"
            )


def new_creation_id(sender: Sender) -> str:
    """A creation id that no other call of this client has."""
    return sender._next_creation_id()


def property_names(record: type[Record], given: type[object]) -> Sequence[str] | UnsetType:
    """The names of the properties in a view; the record's own class stands for all of them."""
    if issubclass(given, View) and issubclass(record, given.viewed):
        return list(given.properties_by_json)
    if given is record:
        return UNSET
    raise CallRefused(
        f"{record.__name__}: properties={given.__name__} is no view of it; "
        f"make one with @aiojmap.view({record.__name__})"
    )


def record_class(record: type[R], given: object) -> type[R]:
    """What a get returns for these `properties`: the view, or the record itself."""
    return cast("type[R]", given) if isinstance(given, type) else record


def _returnable(sent: object, record: type[Record]) -> dict[str, JSON]:
    """What was sent to create a record that the record then has, ids of others filled in."""
    if not is_object(sent):
        return {}
    found: dict[str, JSON] = {}
    for key, item in sent.items():
        if has_property(record, key):
            try:
                found[key] = cast("JSON", _settled_ids(item))
            except LookupError:
                continue
    return found


def _settled_ids(value: object) -> object:
    """The value with the ids of created records in it; LookupError if one is not known."""
    if is_created_id(value):
        id_ = created_record_id(value)
        if id_ is None:
            raise LookupError(value.creation_id)
        return id_
    if is_object(value):
        return {_settled_ids(key): _settled_ids(item) for key, item in value.items()}
    if is_array(value):
        return [_settled_ids(item) for item in value]
    return value


_OPERATIONS = {"notCreated": "create", "notUpdated": "update", "notDestroyed": "destroy"}


def _refine_set_errors(value: object, method: Method, hide: Hide) -> None:
    """Give each SetError in a response the class made for its type, and say whose it is."""
    if not isinstance(value, Record):
        return
    for found, item in value._present():
        if is_object(item):
            for key, error in item.items():
                if type(error) is SetError:
                    item[key] = _set_error(error.members, method, found.json, key, hide)


def _raise_refusals(members: JSONObject, name: str, key: str, method: Method, hide: Hide) -> None:
    refused = members.get(name)
    error = refused.get(key) if isinstance(refused, dict) else None
    if isinstance(error, dict):
        raise _set_error(error, method, name, key, hide)


def _set_error(members: JSONObject, method: Method, where: str, key: str, hide: Hide) -> SetError:
    kind = members.get("type")
    made_of = method.set_errors.get(kind if isinstance(kind, str) else "", SetError)
    made = made_of(hidden_object(members, hide))
    operation = _OPERATIONS.get(where)
    made.record = " ".join([method.name, *([operation] if operation else []), repr(hide(key))])
    return made


class Namespace:
    """The methods of one data type, bound to a client."""

    __slots__ = ("_sender",)

    def __init__(self, sender: Sender) -> None:
        self._sender = sender
