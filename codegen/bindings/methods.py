"""Methods as classes and functions: arguments, responses, calls, namespaces."""

from __future__ import annotations

from collections.abc import Iterable

from ..naming import attribute, pascal, snake
from ..notation import Map, names, without_null
from ..schema import Member, ObjectType
from ..vocabulary import DefinedError, Method
from .annotations import Annotations, Imports, Places
from .error_classes import class_name
from .model import (
    Attribute,
    CallModel,
    Iteration,
    NamespaceModel,
    Parameter,
    RecordClass,
    Shortcuts,
)
from .records import Records, mentions, record_class
from .refs import References

_RESPONSES = {
    "get": "GetResponse",
    "changes": "ChangesResponse",
    "set": "SetResponse",
    "copy": "CopyResponse",
    "query": "QueryResponse",
    "queryChanges": "QueryChangesResponse",
}


def plain_response(
    method: Method, records: Records, imports: Imports, placeholder: str
) -> RecordClass:
    """The response of a standard method, generic in the type where it holds records."""
    generic = any(mentions(member, placeholder) for member in method.response.values())
    if generic:
        imports.add("typing", "Generic")
        imports.runtime("T")
    base = imports.runtime("Response")
    return record_class(
        records.annotations,
        role="response",
        subject=method.name,
        name=_RESPONSES.get(method.verb, f"{pascal(method.verb)}Response"),
        bases=f"{base}, Generic[T]" if generic else base,
        doc=records.documented(f"The answer to a standard /{method.verb}.", method.section),
        attributes=[
            records.response_attribute("", member, placeholder if generic else None)
            for member in method.response.values()
        ],
    )


class Methods:
    """Builds the calls of one module."""

    def __init__(
        self, places: Places, annotations: Annotations, records: Records, imports: Imports
    ) -> None:
        self._places = places
        self._vocabulary = places.vocabulary
        self._a = annotations
        self._records = records
        self._imports = imports

    def calls(self, methods: list[Method]) -> list[CallModel]:
        """The calls of a type, in the order of the schema."""
        return [self._call(method) for method in methods]

    def namespaces(
        self, type_: ObjectType, methods: list[Method], calls: list[CallModel]
    ) -> list[NamespaceModel]:
        """The namespace of a data type; none for a mere object."""
        if not calls:
            return []
        by_verb = {method.verb: call for method, call in zip(methods, calls, strict=True)}
        self._a.runtime("Namespace")
        return [
            NamespaceModel(
                name=f"{type_.name}Methods",
                attribute=snake(type_.name),
                doc=f"The methods of {type_.name}: {type_.doc[0].lower()}{type_.doc[1:]}",
                calls=calls,
                shortcuts=self._shortcuts(type_, by_verb),
                iteration=self._iteration(by_verb),
            )
        ]

    def plain_namespaces(self, owner: str, calls: list[CallModel]) -> list[NamespaceModel]:
        """The namespace of methods whose owner is no type of the file."""
        self._a.runtime("Namespace")
        return [
            NamespaceModel(
                name=f"{owner}Methods",
                attribute=self._plain_attribute(owner),
                doc=f"The {owner} methods.",
                calls=calls,
                shortcuts=None,
                iteration=None,
            )
        ]

    def _plain_attribute(self, owner: str) -> str:
        """Another name where the file that defines the owner has the plain one."""
        home = self._vocabulary.types.get(owner)
        taken = home is not None and self._vocabulary.methods_of(owner, home[0])
        return f"{self._records.file.name}_{snake(owner)}" if taken else snake(owner)

    def _call(self, method: Method) -> CallModel:
        base = f"{method.owner}{pascal(method.verb)}"
        arguments, parameters = self._arguments(method, f"{base}Arguments")
        response, response_name, response_type = self._response(method, f"{base}Response")
        record = self._record_of(method)
        selectable = record is not None and self._selectable(method, record)
        if record is not None:
            self._a.record(record)
        for name in ("Call", "Method"):
            self._imports.runtime(name)
        self._imports.add("typing", "ClassVar")
        if selectable:
            for module, name in (
                ("typing", "Generic"),
                ("typing", "overload"),
                ("aiojmap.runtime", "T"),
                ("aiojmap.runtime", "property_names"),
                ("aiojmap.runtime", "record_class"),
            ):
                self._imports.add(module, name)
        errors, set_errors = self._error_maps(method)
        creates = _creating_argument(method)
        if creates:
            self._imports.runtime("CreatingCall")
        return CallModel(
            name=method.name,
            method=method,
            function=attribute(method.verb),
            capability=method.capability,
            scope=self._vocabulary.scope(method.capability),
            effect=method.effect,
            call_class=f"{base}Call",
            arguments=arguments,
            response=response,
            response_name=response_name,
            response_type=response_type,
            record=record,
            selectable=selectable,
            open=method.open,
            general_errors=self._general_errors(),
            errors=errors,
            set_errors=set_errors,
            implicit=method.implicit,
            creates=creates,
            created_id=self._a.id_type(method.owner) if creates else None,
            references=References(self._a).of_response(
                method, frozenset(self._vocabulary.specialised_in(method))
            ),
            parameters=parameters,
            doc=f"{method.doc}\n\n{self._where(method)}",
        )

    def _where(self, method: Method) -> str:
        section = f", section {method.section}" if method.section else ""
        return f"`{method.name}`: {method.file.spec}{section}."

    def _arguments(self, method: Method, name: str) -> tuple[RecordClass, list[Parameter]]:
        attributes: list[Attribute] = []
        parameters: list[Parameter] = []
        for member in method.arguments.values():
            made, annotation, required = self._records.argument(method.owner, member)
            attributes.append(made)
            parameters.append(
                Parameter(
                    name=made.name,
                    annotation=self._parameter(member, annotation),
                    required=required,
                    doc=member.doc,
                )
            )
        # The account is derived, so it comes last among the parameters.
        parameters.sort(key=lambda parameter: parameter.name == "account_id")
        return (
            record_class(
                self._a,
                role="arguments",
                subject=method.name,
                name=name,
                bases=self._imports.runtime("Arguments"),
                doc=f"The arguments of {method.name}.",
                attributes=attributes,
            ),
            parameters,
        )

    def _parameter(self, member: Member, annotation: str) -> str:
        if member.properties_of is None:
            return annotation
        alias = f"{member.properties_of}Property"
        self._imports.add(self._places.module(member.properties_of), alias)
        if self._vocabulary.types[member.properties_of][1].families:
            record = self._a.record(member.properties_of)
            alias = f"{alias} | {self._a.runtime('AnyPropertyName')}[{record}]"
        return annotation.replace("Sequence[str]", f"Sequence[{alias}]", 1)

    def _response(self, method: Method, name: str) -> tuple[RecordClass | None, str, str]:
        """A class of its own if need be, the class's name, and the annotation of the answer."""
        standard = _RESPONSES.get(method.standard or "")
        record = self._record_of(method)
        if standard is None or method.dropped:
            return self._own_response(method, name, tuple(method.response), None, record)
        base_file = self._vocabulary.placeholder_methods[method.standard or ""].file
        module = f"{self._places.package(base_file.name)}.standard"
        base = self._imports.add(module, standard)
        if not method.added:
            return None, base, f"{base}[{record}]" if record else base
        return self._own_response(method, name, method.added, base, record)

    def _own_response(
        self,
        method: Method,
        name: str,
        members: tuple[str, ...],
        base: str | None,
        record: str | None,
    ) -> tuple[RecordClass, str, str]:
        generic = record is not None and self._selectable(method, record)
        parent = base or self._imports.runtime("OpenResponse" if method.open else "Response")
        bases = parent
        if record is not None and base is not None:
            bases = f"{parent}[T], Generic[T]" if generic else f"{parent}[{record}]"
        elif generic:
            bases = f"{parent}, Generic[T]"
        made = record_class(
            self._a,
            role="response",
            subject=method.name,
            name=name,
            bases=bases,
            doc=self._records.documented(f"The answer to {method.name}.", method.section),
            attributes=[
                self._records.response_attribute(
                    method.owner,
                    method.response[member],
                    record if generic else None,
                    method.null_properties,
                )
                for member in members
            ],
        )
        return made, name, f"{name}[{record}]" if generic else name

    def _record_of(self, method: Method) -> str | None:
        """The data type whose records the answer holds."""
        for member in method.response.values():
            for name in names(member.shape):
                if name == method.owner:
                    return name
        return None

    def _selectable(self, method: Method, record: str) -> bool:
        """Whether the caller chooses the properties, so that views can narrow the answer."""
        listed = method.arguments.get("properties")
        return listed is not None and listed.properties_of == record

    def _error_maps(self, method: Method) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        set_errors = self._vocabulary.set_errors_of(method)
        return self._by_type(method.errors.values()), self._by_type(set_errors)

    def _by_type(self, errors: Iterable[DefinedError]) -> list[tuple[str, str]]:
        """The class for each type of error, and for the other types that servers give it."""
        found = {error.entry.type: error for error in errors}
        for error in list(found.values()):
            for type_ in error.entry.also_called:
                found.setdefault(type_, error)
        return [(type_, self._error(error)) for type_, error in found.items()]

    def _general_errors(self) -> str:
        """The classes of the errors that any method may give."""
        found = self._vocabulary.general_errors("method", self._records.file)
        modules = [f"{module}.GENERAL" for module in dict.fromkeys(map(self._error_module, found))]
        return modules[0] if len(modules) == 1 else f"{{{', '.join(f'**{m}' for m in modules)}}}"

    def _error(self, error: DefinedError) -> str:
        return f"{self._error_module(error)}.{class_name(error.entry.type)}"

    def _error_module(self, error: DefinedError) -> str:
        module = f"{error.entry.level}_errors"
        alias = f"{error.file.name}_{module}"
        self._imports.add(self._places.package(error.file.name), f"{module} as {alias}")
        return alias

    def _iteration(self, calls: dict[str, CallModel]) -> Iteration | None:
        query, get = calls.get("query"), calls.get("get")
        if query is None or get is None or not get.selectable or "iterate" in calls:
            return None
        paged = {"position", "anchor", "anchor_offset", "limit", "calculate_total", "ids"}
        found: dict[str, Parameter] = {}
        for parameter in (*query.parameters, *get.parameters):
            if parameter.name not in paged:
                found.setdefault(parameter.name, parameter)
        self._imports.runtime("iterate_records")
        return Iteration(
            query=query,
            get=get,
            query_names=[item.name for item in query.parameters if item.name not in paged],
            get_names=[
                item.name
                for item in get.parameters
                if item.name not in paged and item.name != "properties"
            ],
            parameters=list(found.values()),
        )

    def _shortcuts(self, type_: ObjectType, calls: dict[str, CallModel]) -> Shortcuts | None:
        call = calls.get("set")
        taken = {"create", "update", "destroy"} & set(calls)
        if call is None or taken or call.record is None:
            return None
        given = {parameter.name for parameter in call.parameters}
        create = f"{type_.name}Create" if "create" in given and not type_.singleton else None
        update = f"{type_.name}Patch" if "update" in given else None
        if create:
            self._imports.runtime("RecordCreation")
        self._imports.runtime("RecordChange")
        return Shortcuts(
            create=create,
            update=update,
            destroy="destroy" in given and not type_.singleton,
            account="account_id" in given,
            id_type=self._a.id_type(type_.name),
            call=call,
        )


def _creating_argument(method: Method) -> str | None:
    """The argument whose keys are creation ids."""
    for member in method.arguments.values():
        if member.of[:1] == ("creation",) and isinstance(without_null(member.shape), Map):
            return member.name
    return None
