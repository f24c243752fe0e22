"""Going through all results of a query, page by page."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from typing import Protocol, TypeAlias, TypeVar

from .calls import Call
from .errors import ProtocolError
from .invocation import Sender
from .records import Record, unknown_members

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Results(Protocol):
    """The answer to a /query."""

    @property
    def ids(self) -> list[str]: ...
    @property
    def position(self) -> int: ...


class Fetched(Protocol[T_co]):
    """The answer to a /get."""

    @property
    def list(self) -> Sequence[T_co]: ...


Page: TypeAlias = Callable[[int, int], tuple[Call[Results], Call[Fetched[T]]]]


async def iterate_records(sender: Sender, page: Page[T], page_size: int) -> AsyncIterator[T]:
    """Yield the records of every page, in the order of the query, each record once.

    Raises `ProtocolError` if the server does not move on.
    """
    if page_size < 1:
        raise ValueError("page_size must be at least 1")
    size = await sender._page_size(page_size)
    seen: set[str] = set()
    position = 0
    while True:
        query, get = page(position, size)
        fetched = await get
        results = await query
        if results.ids and results.position != position:
            raise ProtocolError(
                f"{query.method.name}: asked for the results from {position} on, "
                f"got those from {results.position} on"
            )
        records = {_identity(record): record for record in fetched.list}
        for id_ in results.ids:
            if id_ in records and id_ not in seen:
                seen.add(id_)
                yield records[id_]
        position += len(results.ids)
        if len(results.ids) < _enforced_limit(results, size):
            return


def _identity(record: object) -> str:
    if isinstance(record, Record) and "id" in type(record).properties_by_name:
        return str(getattr(record, "id"))  # noqa: B009  # not known to type checkers
    # A view without the id: it always comes (RFC 8620, section 5.1) and is kept.
    found = unknown_members(record).get("id") if isinstance(record, Record) else None
    if not isinstance(found, str):
        raise ProtocolError("a record came without its id")
    return found


def _enforced_limit(results: object, page_size: int) -> int:
    """The page size the server used; it may lower the limit, and says so."""
    limit: object = getattr(results, "limit", None)
    return min(limit, page_size) if isinstance(limit, int) and limit > 0 else page_size
