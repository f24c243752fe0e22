"""Uploads and downloads (RFC 8620, section 6)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from starlette.responses import Response

from .._jmap.failures import Problem
from . import replies

if TYPE_CHECKING:
    from starlette.requests import Request

    from .._jmap.access import Access

_MEDIA_TYPE: Final = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+-]+(?:;[ -~]*)?", re.ASCII)
_DEFAULT: Final = "application/octet-stream"


def upload(access: Access, request: Request, body: bytes) -> Response:
    """Keep octets as a blob."""
    account = access.accounts.get(request.path_params["account"])
    if account is None:
        return replies.not_found("there is no such account")
    if not access.may_write(account):
        raise Problem("", "the account cannot be changed", status=403)
    return replies.json(
        {
            "accountId": account.id,
            "blobId": account.blobs.upload(body, access.username),
            "type": _media_type(request.headers.get("content-type")),
            "size": len(body),
        },
        201,
    )


def download(access: Access, request: Request) -> Response:
    """Return the octets of a blob, under the type and the name that the client chose."""
    account = access.accounts.get(request.path_params["account"])
    data = None
    if account is not None:
        with account.blobs.read_by(access.username):
            data = account.blobs.get(request.path_params["blob"])
    if data is None:
        return replies.not_found("there is no such blob")
    name = quote(request.path_params["name"], safe="")
    headers = {
        "Content-Type": _media_type(request.query_params.get("type")),
        "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
        "Cache-Control": "private, immutable, max-age=31536000",
    }
    return Response(data, headers=headers)


def _media_type(given: str | None) -> str:
    return given if given is not None and _MEDIA_TYPE.fullmatch(given) else _DEFAULT
