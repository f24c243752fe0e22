"""The dump: the resolved schema as one JSON document, with the facts of the specifications."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from aiojmap_codegen.__main__ import main
from aiojmap_codegen.sources import Sources, builtin_schemas, read_sources
from jsonschema import Draft202012Validator

from .support import CAPABILITY, CORE, HEAD, HERE, MAIL, ROOT, SCHEMA, write_schema

SUBMISSION = "urn:ietf:params:jmap:submission"
VACATION = "urn:ietf:params:jmap:vacationresponse"
GENERAL = [
    "serverUnavailable",
    "serverFail",
    "serverPartialFail",
    "unknownMethod",
    "invalidArguments",
    "invalidResultReference",
    "forbidden",
    "accountNotFound",
    "accountNotSupportedByMethod",
    "accountReadOnly",
]
FACTS: list[tuple[str, object]] = [
    # Types, from all over both RFCs.
    ("types/Session/spec", "RFC 8620"),
    ("types/Session/section", "2"),
    ("types/Session/capability", CORE),
    ("types/Email/properties/mailboxIds/type", "Id[Boolean]"),
    ("types/Email/properties/mailboxIds/immutable", False),
    ("types/Email/properties/id/serverSet", True),
    ("types/Email/properties/keywords/default", {}),
    ("types/Email/properties/keywords/section", "4.1.1"),
    ("types/Email/properties/size/immutable", True),
    ("types/Mailbox/properties/parentId/type", "Id|null"),
    ("types/Mailbox/properties/parentId/default", None),
    ("types/Mailbox/properties/sortOrder/default", 0),
    ("types/Mailbox/properties/name/default", ...),
    ("types/Identity/properties/textSignature/default", ""),
    ("types/VacationResponse/capability", VACATION),
    ("types/VacationResponse/singleton", True),
    ("types/PushSubscription/properties/url/createOnly", True),
    ("types/PushSubscription/properties/keys/type", "Object|null"),
    ("types/TypeState/alias", "String[String]"),
    ("types/TypeState/properties", {}),
    ("types/StateChange/properties/changed/type", "Id[TypeState]"),
    # The objects of the protocol itself.
    ("types/Request/properties/createdIds/optional", True),
    ("types/FilterOperator/properties/conditions/type", "(FilterOperator|FilterCondition)[]"),
    ("types/Comparator/properties/isAscending/default", True),
    ("types/SetError/properties/description/type", "String|null"),
    ("types/PatchObject/section", "5.3"),
    ("types/Foo", ...),
    # Properties with names made at run time.
    ("types/Email/families/header:{name}/forms/asDate/type", "Date|null"),
    ("types/Email/families/header:{name}/all", True),
    # Methods: what is inherited is filled in.
    ("methods/Email/get/section", "4.2"),
    ("methods/Email/get/capability", MAIL),
    ("methods/Email/get/arguments/accountId/required", True),
    ("methods/Email/get/arguments/ids", {"type": "Id[]|null", "required": False}),
    ("methods/Email/get/arguments/ids/default", ...),
    ("methods/Email/get/arguments/maxBodyValueBytes/default", 0),
    ("methods/Email/get/response/list/type", "Email[]"),
    ("methods/Email/get/response/notFound/type", "Id[]"),
    ("methods/Email/get/errors", [*GENERAL, "requestTooLarge"]),
    ("methods/Email/changes/arguments/sinceState/required", True),
    ("methods/Email/set/arguments/create/type", "Id[Email]|null"),
    ("methods/Email/set/arguments/update/patch", "Email"),
    ("methods/Email/set/response/updated/type", "Id[Email|null]|null"),
    ("methods/Email/query/arguments/filter/type", "FilterOperator|FilterCondition|null"),
    ("methods/Email/query/arguments/collapseThreads/default", False),
    ("methods/Email/query/arguments/position/type", "Int"),
    ("methods/Email/query/response/total/optional", True),
    ("methods/Email/queryChanges/response/added/type", "AddedItem[]"),
    ("methods/Email/import/arguments/emails", {"type": "Id[EmailImport]", "required": True}),
    ("methods/Email/parse/effect", "read"),
    ("methods/Email/copy/implicit", ["Email/set"]),
    ("methods/PushSubscription/get/arguments/accountId", ...),
    ("methods/PushSubscription/get/response/state", ...),
    ("methods/Core/echo/arguments", {}),
    ("methods/SearchSnippet/get/arguments/emailIds/required", True),
    ("methods/EmailSubmission/set/implicit", ["Email/set"]),
    # Errors of records: when, with what.
    ("methods/Email/set/setErrors/blobNotFound/operations", ["create"]),
    ("methods/Email/set/setErrors/blobNotFound/properties/notFound/type", "Id[]"),
    ("methods/Email/set/setErrors/tooManyKeywords/operations", ["create", "update"]),
    ("methods/Mailbox/set/setErrors/mailboxHasChild/operations", ["destroy"]),
    ("methods/Mailbox/set/setErrors/invalidProperties/properties/properties/type", "String[]"),
    ("methods/EmailSubmission/set/setErrors/tooLarge/properties/maxSize/type", "UnsignedInt"),
    ("methods/Mailbox/set/setErrors/tooLarge/properties", {}),
    ("methods/Thread/get/setErrors", {}),
    # Filters and sorts, by the method.
    ("filters/Email/query/inMailboxOtherThan/type", "Id[]"),
    ("filters/Mailbox/query/parentId/type", "Id|null"),
    ("filters/EmailSubmission/query/before/type", "UTCDate"),
    ("sort/Mailbox/query", ["sortOrder", "name"]),
    ("sort/EmailSubmission/query", ["emailId", "threadId", "sentAt"]),
    ("sortArguments/Email/query/hasKeyword/keyword/type", "String"),
    # Capabilities.
    (f"capabilities/{CORE}/session/maxObjectsInGet/type", "UnsignedInt"),
    (f"capabilities/{CORE}/account", {}),
    (f"capabilities/{MAIL}/account/maxMailboxDepth/type", "UnsignedInt|null"),
    (f"capabilities/{SUBMISSION}/account/submissionExtensions/type", "String[String[]]"),
    (f"capabilities/{VACATION}/account", {}),
    # Errors: those of requests are URNs.
    ("errors/request", [f"urn:ietf:params:jmap:error:{name}" for name in
                        ("unknownCapability", "notJSON", "notRequest", "limit")]),
]  # fmt: skip


@pytest.fixture(scope="module")
def sources() -> Sources:
    """The schema of aiojmap itself, resolved."""
    return read_sources([], builtin_schemas())


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The dump of the schema of aiojmap itself."""
    path = tmp_path_factory.mktemp("dump") / "jmap.json"
    assert main(["dump", "--output", str(path)]) == 0
    return json.loads(path.read_text("utf-8"))


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    """What checks a dump against its JSON Schema."""
    schema = json.loads((ROOT / "schema" / "dump.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def dumped(capsys: pytest.CaptureFixture[str], *schemas: Path) -> Any:
    """What the command prints for these schema files."""
    capsys.readouterr()
    assert main(["dump", *map(str, schemas)]) == 0
    return json.loads(capsys.readouterr().out)


def found_at(document: Any, path: str) -> Any:
    """What a path leads to, or `...`; names of methods and capabilities have slashes too."""
    if not path:
        return document
    for key in document if isinstance(document, dict) else ():
        if path == key or path.startswith(f"{key}/"):
            found = found_at(document[key], path[len(key) + 1 :])
            if found is not ...:
                return found
    return ...


@pytest.mark.parametrize(("path", "fact"), FACTS, ids=[path for path, _ in FACTS])
def test_facts_are_those_of_the_specification(document: Any, path: str, fact: object) -> None:
    """What the RFCs say is in the dump at its place, and what they do not say is not."""
    found = found_at(document, path)
    if isinstance(fact, dict) and fact:
        found = {key: found[key] for key in fact}

    assert found == fact


def test_it_fits_its_json_schema(document: Any, validator: Draft202012Validator) -> None:
    """The document has the form that `dump.schema.json` describes."""
    assert [error.message for error in validator.iter_errors(document)] == []


def without(*keys: str) -> Callable[[Any], None]:
    """A mutilation that takes out what a path leads to."""

    def mutilate(document: Any) -> None:
        for key in keys[:-1]:
            document = document[key]
        del document[keys[-1]]

    return mutilate


def setting(value: object, *keys: str) -> Callable[[Any], None]:
    """A mutilation that puts a value where a path leads to."""

    def mutilate(document: Any) -> None:
        for key in keys[:-1]:
            document = document[key]
        document[keys[-1]] = value

    return mutilate


MUTILATIONS = [
    *(without(key) for key in ("format", "types", "methods", "filters", "sort", "capabilities")),
    without("errors", "set"),
    *(without("types", "Email", key) for key in ("spec", "section", "capability", "properties")),
    *(
        without("types", "Email", "properties", "size", key)
        for key in ("type", "immutable", "serverSet", "section")
    ),
    *(
        without("methods", "Email/get", key)
        for key in ("spec", "section", "capability", "arguments", "response", "errors", "setErrors")
    ),
    without("methods", "Email/get", "arguments", "ids", "required"),
    without("methods", "Email/get", "response", "list", "type"),
    without("methods", "Email/set", "setErrors", "blobNotFound", "operations"),
    without("methods", "Email/set", "setErrors", "blobNotFound", "properties"),
    without("filters", "Email/query", "before", "type"),
    without("capabilities", MAIL, "account"),
    setting(2, "format"),
    setting({}, "more"),
    setting("Id{}", "types", "Email", "properties", "size", "type"),
    setting("yes", "types", "Email", "properties", "size", "immutable"),
    setting(True, "types", "Email", "properties", "size", "readOnly"),
    setting([], "methods", "emailGet"),
    setting({}, "filters", "Email/get"),
    setting("receivedAt", "sort", "Email/query"),
    setting(["create", "copy"], "methods", "Email/set", "setErrors", "blobNotFound", "operations"),
]


@pytest.mark.parametrize("mutilate", MUTILATIONS)
def test_its_json_schema_refuses_what_is_mutilated(
    document: Any, validator: Draft202012Validator, mutilate: Callable[[Any], None]
) -> None:
    """A key that is missing, unknown or of another type is found."""
    broken = copy.deepcopy(document)
    mutilate(broken)

    assert not validator.is_valid(broken)


def test_every_type_and_property_is_there(document: Any, sources: Sources) -> None:
    """The dump leaves out no type but the placeholder, and no property or family."""
    expected = {
        name: (list(type_.properties), [family.pattern for family in type_.families])
        for name, (_, type_) in sources.vocabulary.types.items()
        if name != "Foo"
    }
    found = {
        name: (list(entry["properties"]), list(entry.get("families", {})))
        for name, entry in document["types"].items()
    }

    assert found == expected


def test_every_method_and_its_members_are_there(document: Any, sources: Sources) -> None:
    """The dump leaves out no method, argument, member of a response or error."""
    expected = {
        method.name: (
            list(method.arguments),
            list(method.response),
            list(method.set_errors),
            set(GENERAL) | set(method.errors),
        )
        for method in sources.vocabulary.methods.values()
    }
    found = {
        name: (
            list(entry["arguments"]),
            list(entry["response"]),
            list(entry["setErrors"]),
            set(entry["errors"]),
        )
        for name, entry in document["methods"].items()
    }

    assert found == expected


def test_every_capability_filter_sort_and_error_is_there(document: Any, sources: Sources) -> None:
    """The rest of each schema file is in the dump too."""
    files = sources.vocabulary.files.values()
    assert set(document["capabilities"]) == {
        file.capability.uri for file in files if file.capability
    }
    assert {name: list(entry) for name, entry in document["filters"].items()} == {
        f"{name}/query": list(found.conditions)
        for file in files
        for name, found in file.filters.items()
    }
    assert document["sort"] == {
        f"{name}/query": [entry.name for entry in found]
        for file in files
        for name, found in file.sorts.items()
    }
    for level, names in document["errors"].items():
        assert set(names) == {
            error.type for file in files for error in file.errors if error.level == level
        }
        assert len(names) == len(set(names))


def test_types_methods_and_errors_come_in_the_order_of_the_schema(document: Any) -> None:
    """Each file after those it uses; inside a file, as it is written."""
    types = list(document["types"])
    assert types.index("Session") < types.index("Mailbox") < types.index("Thread")
    assert types.index("Email") < types.index("EmailSubmission")
    assert document["types"]["Mailbox"]["methods"] == [
        f"Mailbox/{verb}" for verb in ("get", "changes", "query", "queryChanges", "set")
    ]
    assert document["errors"]["set"][:2] == ["forbidden", "overQuota"]


def test_the_placeholder_is_nowhere(document: Any) -> None:
    """Each standard method has the name of its type in the stead of Foo."""
    assert "Foo" not in json.dumps(document)


def test_an_error_that_two_specifications_define_has_both_meanings(document: Any) -> None:
    """`invalidEmail` is one thing for an import and another for a submission."""
    found = document["errorDefinitions"]["set"]["invalidEmail"]

    assert [entry["section"] for entry in found] == ["4.8", "7.5"]
    assert [list(entry["properties"]) for entry in found] == [[], ["properties"]]


def test_interpreters_with_different_hash_seeds_print_the_same(document: Any) -> None:
    """The text is UTF-8, indented by two, and the same in each run."""
    texts = [
        subprocess.run(
            [sys.executable, "-m", "aiojmap_codegen", "dump"],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "ascii"},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    ]

    assert texts[0] == texts[1]
    expected = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    assert texts[0].decode("utf-8") == expected


def test_the_text_is_utf_8_whatever_the_terminal_speaks(tmp_path: Path) -> None:
    """Letters outside of ASCII are printed as they are."""
    schema = write_schema(tmp_path, SCHEMA.replace("What is written on it.", "Größe: 5 µm."))

    printed = subprocess.run(
        [sys.executable, "-m", "aiojmap_codegen", "dump", str(schema)],
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        check=True,
        capture_output=True,
    ).stdout

    assert '"Größe: 5 µm."' in printed.decode("utf-8")


def test_an_error_has_the_members_of_the_one_it_extends(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A vendor's own meaning of `invalidProperties` adds to what that of the core has."""
    text = SCHEMA + '[methods."Widget/set"]\nsetErrors = ["invalidProperties"]\n'
    text += '[errors.set.invalidProperties]\nextends = "core"\ndoc = "Wrong."\n'
    text += 'properties.rule = { type = "String", doc = "The rule." }\n'

    found = dumped(capsys, write_schema(tmp_path, text))["methods"]

    properties = found["Widget/set"]["setErrors"]["invalidProperties"]["properties"]
    assert {name: entry["type"] for name, entry in properties.items()} == {
        "properties": "String[]",
        "rule": "String",
    }


def test_schemas_of_ones_own_come_with_what_they_use(capsys: pytest.CaptureFixture[str]) -> None:
    """The vendor's types and those of the core are there, and those of mail are not."""
    found = dumped(capsys, HERE / "acme.toml")

    assert found["methods"]["Task/get"]["response"]["list"]["type"] == "Task[]"
    assert found["filters"]["Task/query"]["inProject"]["of"] == ["Project"]
    assert "Session" in found["types"]
    assert "Email" not in found["types"]
    assert found["methods"]["Task/get"]["errors"][:10] == GENERAL


def test_a_dump_of_ones_own_fits_the_json_schema(
    capsys: pytest.CaptureFixture[str], validator: Draft202012Validator
) -> None:
    """A schema with everything in it makes a document of the same form."""
    found = dumped(capsys, HERE / "acme.toml")

    assert [error.message for error in validator.iter_errors(found)] == []


def test_what_an_extension_adds_has_its_own_specification(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A property that another document adds names it, and what it needs in `using`."""
    text = HEAD.replace('["core"]', '["core", "mail"]') + CAPABILITY
    text += '[extends.Email]\nsection = "2"\n[extends.Email.properties]\n'
    text += 'rating = { type = "UnsignedInt|null", serverSet = true, doc = "What it is worth." }\n'

    found = dumped(capsys, write_schema(tmp_path, text))["types"]["Email"]

    rating = found["properties"]["rating"]
    assert (found["spec"], rating["spec"], rating["section"]) == ("RFC 8621", "Acme 1", "2")
    assert rating["capability"] == "https://acme.example/jmap"
    assert "spec" not in found["properties"]["subject"]


def test_a_type_without_a_capability_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file need not have a capability if it has no methods."""
    text = HEAD + '[types.Part]\ndoc = "A part."\nproperties.size = { type = "Int" }\n'

    found = dumped(capsys, write_schema(tmp_path, text))

    assert found["types"]["Part"]["capability"] is None
    assert found["types"]["Part"]["section"] == ""


def test_a_general_error_of_a_vendor_is_for_the_vendors_methods(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It comes with the methods of its file, and not with those of the core."""
    text = SCHEMA + '[errors.method.closed]\ngeneral = true\ndoc = "We are closed."\n'

    found = dumped(capsys, write_schema(tmp_path, text))["methods"]

    assert "closed" in found["Widget/get"]["errors"]
    assert "closed" not in found["Core/echo"]["errors"]


def test_a_schema_that_cannot_be_used_is_status_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line says which file, where and why; nothing is printed or written."""
    path = write_schema(tmp_path, SCHEMA.replace('"String"', '"Sting"'))
    output = tmp_path / "out.json"

    status = main(["dump", str(path), "--output", str(output)])

    printed = capsys.readouterr()
    assert (status, printed.out) == (2, "")
    assert printed.err == f"{path}: types.Widget.properties.label: there is no type 'Sting'\n"
    assert not output.exists()


def test_a_file_that_cannot_be_written_is_status_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The folder is in the way: one line says so."""
    status = main(["dump", "--output", str(tmp_path)])

    assert status == 2
    assert capsys.readouterr().err == f"{tmp_path}: cannot be written: Is a directory\n"


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    """`aiojmap-codegen dump | head` ends without a complaint."""
    code = "import sys; from aiojmap_codegen.__main__ import main; sys.exit(main(['dump']))"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        complaints = running.stderr.read()

    assert (running.returncode, complaints) == (0, b"")
