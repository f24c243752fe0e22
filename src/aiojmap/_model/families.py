"""Properties whose names are made at run time, such as `header:List-Id:asText`.

A family says what its names are made of: a prefix, a value for its variable, and suffixes
that choose the form of the value. Names are strings that know the type of their value.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Generic, Self, TypeVar, overload

R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)
T = TypeVar("T")
A = TypeVar("A")

ALL = ":all"


class AnyPropertyName(str, Generic[R_co]):
    """The name of a property of R that was made at run time, whatever its value is."""

    __slots__ = ("family",)

    if TYPE_CHECKING:
        family: type[Family]


class PropertyName(AnyPropertyName[R_co], Generic[R_co, T]):
    """The name of a property of R that was made at run time; T is the type of its value."""

    __slots__ = ()

    def of(self, value: T) -> PropertyValue[R_co]:
        """The property with this value, to be given where a record is made."""
        return PropertyValue(self, value)


class PropertyValue(Generic[R_co]):
    """A value for a property of R whose name was made at run time."""

    __slots__ = ("name", "value")

    name: AnyPropertyName[R_co]
    value: object

    def __init__(self, name: PropertyName[R_co, T], value: T) -> None:
        self.name = name
        self.value = value

    def __repr__(self) -> str:
        return f"<{self.name}: {self.value!r}>"


class RepeatedName(PropertyName[R_co, T], Generic[R_co, T, A]):
    """The name of a property that can have several instances, of type A each."""

    __slots__ = ()

    @property
    def all(self) -> PropertyName[R_co, list[A]]:
        """The name that stands for every instance, in their order."""
        return _made(PropertyName[R_co, list[A]], f"{self}{ALL}", self.family)


class AnyForm:
    """A form that the value of a property can have, whatever its type is.

    `only` lists the values of the variable that it is for, besides those no standard defines.
    """

    __slots__ = ("only", "suffix")

    repeated: ClassVar[bool] = False

    def __init__(self, suffix: str, only: Collection[str] = ()) -> None:
        self.suffix = f":{suffix}" if suffix else ""
        self.only = frozenset(value.lower() for value in only)


class Form(AnyForm, Generic[R, T]):
    """A form that the value of a property of R can have; T is its type."""

    __slots__ = ()

    @overload
    def __get__(self, name: None, owner: type[object]) -> Form[R, T]: ...
    @overload
    def __get__(self, name: AnyPropertyName[R], owner: type[object]) -> PropertyName[R, T]: ...
    def __get__(
        self, name: AnyPropertyName[R] | None, owner: type[object]
    ) -> Form[R, T] | PropertyName[R, T]:
        if name is None:
            return self
        return _made(PropertyName[R, T], f"{name}{self.suffix}", name.family)


class RepeatedForm(Form[R, T], Generic[R, T, A]):
    """A form of a property that can have several instances, of type A each."""

    __slots__ = ()

    repeated: ClassVar[bool] = True

    @overload
    def __get__(self, name: None, owner: type[object]) -> RepeatedForm[R, T, A]: ...
    @overload
    def __get__(self, name: AnyPropertyName[R], owner: type[object]) -> RepeatedName[R, T, A]: ...
    def __get__(
        self, name: AnyPropertyName[R] | None, owner: type[object]
    ) -> RepeatedForm[R, T, A] | RepeatedName[R, T, A]:
        if name is None:
            return self
        return _made(RepeatedName[R, T, A], f"{name}{self.suffix}", name.family)


class Family(str):
    """The names of one family; making one gives the name of the plain form.

    Raises `ValueError` for a value that no name can have.
    """

    __slots__ = ()

    prefix: ClassVar[str]
    variable: ClassVar[str]
    defined: ClassVar[Collection[str]] = ()
    forms: ClassVar[Mapping[str, AnyForm]] = MappingProxyType({})

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        found = {item.suffix: item for item in vars(cls).values() if isinstance(item, AnyForm)}
        cls.forms = MappingProxyType(found)
        cls.defined = frozenset(value.lower() for value in cls.defined)

    def __new__(cls, value: str) -> Self:
        if not _is_value(value):
            raise ValueError(
                f"{cls.prefix}{{{cls.variable}}}: expected printable ASCII without a space or "
                f"a colon, got {value!r}"
            )
        made = super().__new__(cls, f"{cls.prefix}{value}")
        setattr(made, "family", cls)  # noqa: B010  # a slot of the other base
        return made

    @classmethod
    def suffix_of(cls, name: str) -> str | None:
        """The suffixes of a name, `""` if it has none; None for a name of no such form."""
        if not name.startswith(cls.prefix):
            return None
        value, colon, rest = name[len(cls.prefix) :].partition(":")
        return colon + rest if _is_value(value) and cls._form(colon + rest) else None

    @classmethod
    def problem(cls, name: str) -> str | None:
        """What is wrong with a name that begins with the prefix, if anything is."""
        value, colon, rest = name[len(cls.prefix) :].partition(":")
        form = cls._form(colon + rest)
        if not _is_value(value):
            return f"{name!r} has no {cls.variable}: printable ASCII without a space or a colon"
        if form is None:
            known = ", ".join(filter(None, cls.forms))
            return f"{name!r} has no known form: it may end in {known}"
        if form.only and value.lower() in cls.defined and value.lower() not in form.only:
            return f"{name!r}: the form {form.suffix[1:]} is not for {value}"
        return None

    @classmethod
    def _form(cls, suffix: str) -> AnyForm | None:
        found = cls.forms.get(suffix)
        if found is None and suffix.endswith(ALL):
            found = cls.forms.get(suffix.removesuffix(ALL))
            return found if found is not None and found.repeated else None
        return found


def _is_value(value: str) -> bool:
    return bool(value) and all("!" <= letter <= "~" for letter in value) and ":" not in value


N = TypeVar("N", bound=AnyPropertyName[object])


def _made(kind: type[N], text: str, family: type[Family]) -> N:
    made = kind(text)
    made.family = family
    return made
