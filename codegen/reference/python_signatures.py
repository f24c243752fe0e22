"""What a Python name looks like in code: its signature, from its source."""

from __future__ import annotations

import ast

from .python_source import Function, definitions, targets

WIDTH = 92


def class_signature(node: ast.ClassDef) -> str:
    """`class Name(Base)(arguments)`, with the arguments of its constructor if it says them."""
    bases = ", ".join(ast.unparse(base) for base in node.bases)
    start = f"class {node.name}({bases})" if bases else f"class {node.name}"
    for found in node.body:
        if isinstance(found, ast.FunctionDef) and found.name == "__init__":
            call = _call(node.name, _parameters(found)[1:], "")
            return f"{start}\n{call}"
    fields = _fields(node)
    return f"{start}\n{_call(node.name, fields, '')}" if fields else start


def function_signature(node: Function, *, method: bool = False) -> str:
    """A function with its annotations; without `self` or `cls` if it is a method."""
    parameters = _parameters(node)
    if method and parameters and not has_decorator(node, "staticmethod"):
        parameters = parameters[1:]
        parameters = parameters[1:] if parameters[:1] == ["/"] else parameters
    result = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    return _call(f"{_keyword(node, result)}{node.name}", parameters, result)


def value_signature(node: ast.Assign | ast.AnnAssign) -> str:
    """A variable as it is defined, with its value unless it is long."""
    (name,) = targets(node)
    annotation = f": {ast.unparse(node.annotation)}" if isinstance(node, ast.AnnAssign) else ""
    text = f"{name}{annotation}"
    value = f" = {ast.unparse(node.value)}" if node.value else ""
    return text + value if len(text + value) <= WIDTH else text


def has_decorator(node: Function | ast.ClassDef, *names: str) -> bool:
    """Whether one of its decorators has one of these names, whatever module it is from."""
    return any(_last(found) in names for found in node.decorator_list)


def _keyword(node: Function, result: str) -> str:
    """How its result is used."""
    if isinstance(node, ast.FunctionDef):
        return ""
    if has_decorator(node, "asynccontextmanager"):
        return "async with "
    return "async for " if result.startswith(" -> AsyncIterator") else "await "


def _last(node: ast.expr) -> str:
    called = node.func if isinstance(node, ast.Call) else node
    return ast.unparse(called).rpartition(".")[2]


def _fields(node: ast.ClassDef) -> list[str]:
    """The arguments that attrs makes of the fields of a class; none if some are private."""
    if not has_decorator(node, "frozen", "define"):
        return []
    keywords = [
        keyword.arg
        for found in node.decorator_list
        if isinstance(found, ast.Call)
        for keyword in found.keywords
    ]
    found = [
        f"{name}: {ast.unparse(field.annotation)}{' = ...' if _has_start(field) else ''}"
        for field in definitions(node.body)
        if isinstance(field, ast.AnnAssign) and "ClassVar" not in ast.unparse(field.annotation)
        for name in targets(field)
    ]
    if any(name.startswith("_") for name in found):
        return []  # It is not for users to make.
    return ["*", *found] if "kw_only" in keywords and found else found


def _has_start(field: ast.AnnAssign) -> bool:
    value = field.value
    if isinstance(value, ast.Call) and _last(value) == "field":
        return any(keyword.arg in ("default", "factory") for keyword in value.keywords)
    return value is not None


def _parameters(node: Function) -> list[str]:
    """The parameters one by one, with `/` and `*` among them."""
    given = node.args
    positional = [*given.posonlyargs, *given.args]
    starts: list[ast.expr | None] = [None] * (len(positional) - len(given.defaults))
    starts += given.defaults
    found = [_parameter(arg, start) for arg, start in zip(positional, starts, strict=True)]
    if given.posonlyargs:
        found.insert(len(given.posonlyargs), "/")
    if given.vararg:
        found.append(f"*{_parameter(given.vararg, None)}")
    elif given.kwonlyargs:
        found.append("*")
    pairs = zip(given.kwonlyargs, given.kw_defaults, strict=True)
    found += [_parameter(arg, start) for arg, start in pairs]
    return [*found, f"**{_parameter(given.kwarg, None)}"] if given.kwarg else found


def _parameter(arg: ast.arg, start: ast.expr | None) -> str:
    annotation = f": {ast.unparse(arg.annotation)}" if arg.annotation else ""
    if start is None:
        return f"{arg.arg}{annotation}"
    equals = " = " if annotation else "="
    return f"{arg.arg}{annotation}{equals}{ast.unparse(start)}"


def _call(start: str, parameters: list[str], end: str) -> str:
    """The whole on one line if it fits, else a parameter on each."""
    line = f"{start}({', '.join(parameters)}){end}"
    if len(line) <= WIDTH or not parameters:
        return line
    return "\n".join([f"{start}(", *(f"    {item}," for item in parameters), f"){end}"])
