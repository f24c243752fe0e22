"""Messages made here, written down (RFC 5322, RFC 2046)."""

from __future__ import annotations

import re
from email.message import Message
from typing import Final, cast

_LINE_END: Final = re.compile(rb"(?<!\r)\n")


def octets(message: Message) -> bytes:
    """A message or a part with its header section.

    Parts of every type are written alike: what is in an attached message or report is its own.
    """
    head = b"".join(message.policy.fold_binary(*field) for field in message.raw_items())
    return head + b"\r\n" + _body(message)


def _body(message: Message) -> bytes:
    payload = cast("str | list[Message] | None", message.get_payload())
    if not isinstance(payload, list):
        text = (payload or "").encode("ascii", "surrogateescape")
        whole = message.get_content_maintype() == "message"
        return text if whole else _LINE_END.sub(b"\r\n", text)
    mark = f"--{message.get_boundary()}".encode()
    parts = b"".join(mark + b"\r\n" + octets(part) + b"\r\n" for part in payload)
    return parts + mark + b"--\r\n"
