"""Uploads and downloads (RFC 8620, section 6)."""

from __future__ import annotations

import asyncio
import contextlib
import mimetypes
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Callable
from pathlib import Path
from urllib.parse import quote

from .._model.conversion import decode
from .._model.errors import CallRefused, DecodeError, ProtocolError, TransportError
from .._model.records import fetched
from .._model.types import JSON
from ..core import UploadedBlob
from .http import HTTP
from .origins import Origins
from .session import SessionSource

PIECE = 64 * 1024
Progress = Callable[[int], object]


class DownloadStream:
    """The content of a blob as it arrives; iterate it with `async for`."""

    def __init__(self, pieces: AsyncIterator[bytes]) -> None:
        self._pieces = pieces

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self._pieces

    async def read(self) -> bytes:
        """All of it, in memory."""
        return b"".join([piece async for piece in self._pieces])


class BlobTransfer:
    """Sends and fetches blobs for a client."""

    def __init__(self, http: HTTP, sessions: SessionSource, origins: Origins) -> None:
        self._http = http
        self._sessions = sessions
        self._origins = origins

    async def upload(
        self,
        source: Path | bytes | AsyncIterable[bytes],
        *,
        type_: str | None,
        account_id: str,
        progress: Progress | None,
    ) -> UploadedBlob:
        """Send a blob, in constant memory if it is a file or a stream."""
        if not isinstance(source, (bytes, Path, AsyncIterable)):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers may not check types
            raise CallRefused(f"upload() takes a Path or bytes, not {type(source).__name__}")
        located = await self._sessions.get()
        if not located.session.upload_url:
            raise CallRefused("the session names no uploadUrl, so nothing can be uploaded")
        template = _expand(located.session.upload_url, {"accountId": account_id})
        url = self._origins.resolve(located.url, template, "the uploadUrl of the session")
        headers = {"Content-Type": _media_type(type_ or _guessed(source))}
        size = await _size(source)
        if size is not None:
            headers["Content-Length"] = str(size)
        pieces = _reported(_whole(_pieces(source), size), progress)
        blob = _uploaded(await self._http.post_stream(url, pieces, headers))
        # Raised here, where no local variable has the answer.
        if isinstance(blob, DecodeError):
            raise blob
        return blob

    @contextlib.asynccontextmanager
    async def download(
        self, blob_id: str, *, name: str, type_: str, account_id: str
    ) -> AsyncGenerator[DownloadStream, None]:
        """Fetch a blob piece by piece."""
        located = await self._sessions.get()
        if not located.session.download_url:
            raise CallRefused("the session names no downloadUrl, so nothing can be downloaded")
        values = {"accountId": account_id, "blobId": blob_id, "name": name, "type": type_}
        template = _expand(located.session.download_url, values)
        url = self._origins.resolve(located.url, template, "the downloadUrl of the session")
        async with self._http.get_stream(url) as pieces:
            yield DownloadStream(pieces)


def _expand(template: str, values: dict[str, str]) -> str:
    """Fill in a URI template of level 1 (RFC 6570)."""
    url = template
    for name, value in values.items():
        if value in (".", ".."):
            raise CallRefused(f"{name} must not be {value!r}: it would change the path of the URL")
        try:
            url = url.replace(f"{{{name}}}", quote(value, safe=""))
        except UnicodeEncodeError:
            raise CallRefused(f"{name} is no text: it has half of a surrogate pair") from None
    if "{" in url or "}" in url:
        raise ProtocolError(f"the URI template {template!r} has a part that is not known")
    return url


def _guessed(source: object) -> str:
    guess = mimetypes.guess_type(source.name)[0] if isinstance(source, Path) else None
    return guess or "application/octet-stream"


def _media_type(type_: str) -> str:
    if not type_.isascii() or not type_.isprintable():
        raise CallRefused(f"{type_!r} is no media type that a header can hold")
    return type_


async def _size(source: object) -> int | None:
    """How many octets there are, if that is known beforehand."""
    if isinstance(source, Path):
        return (await asyncio.to_thread(source.stat)).st_size
    return len(source) if isinstance(source, bytes) else None


async def _whole(pieces: AsyncIterator[bytes], size: int | None) -> AsyncIterator[bytes]:
    """The pieces, if they are as many octets as were announced."""
    sent = 0
    async for piece in pieces:
        sent += len(piece)
        if size is not None and sent > size:
            break
        yield piece
    if size is not None and sent != size:
        raise TransportError("the file changed its size while it was being uploaded")


async def _reported(
    pieces: AsyncIterator[bytes], progress: Progress | None
) -> AsyncIterator[bytes]:
    async for piece in pieces:
        yield piece
        if progress is not None:
            progress(len(piece))


async def _pieces(source: Path | bytes | AsyncIterable[bytes]) -> AsyncIterator[bytes]:
    if isinstance(source, bytes):
        for start in range(0, len(source), PIECE):
            yield source[start : start + PIECE]
    elif isinstance(source, Path):
        file = await asyncio.to_thread(source.open, "rb")
        try:
            while piece := await asyncio.to_thread(file.read, PIECE):
                yield piece
        finally:
            file.close()
    else:
        async for piece in source:
            yield piece


def _uploaded(answer: JSON) -> UploadedBlob | DecodeError:
    """What the server says of an upload, or what is wrong with that."""
    try:
        blob = decode(answer, UploadedBlob)
        there = fetched(blob)
        known = UploadedBlob.properties_by_name
        missing = [found.json for name, found in known.items() if name not in there]
        if missing:
            raise DecodeError(f"expected {' and '.join(missing)}")
        return blob
    except DecodeError as error:
        error.context = "the answer to an upload"
        return error.with_traceback(None)
