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
    if not message.is_multipart():
        text = _text(message)
        whole = message.get_content_maintype() == "message"
        return text if whole else _LINE_END.sub(b"\r\n", text)
    mark = f"--{message.get_boundary()}".encode()
    payload = cast("list[Message]", message.get_payload())
    parts = b"".join(mark + b"\r\n" + octets(part) + b"\r\n" for part in payload)
    return parts + mark + b"--\r\n"


def _text(message: Message) -> bytes:
    """The content as it is transferred."""
    if str(message["Content-Transfer-Encoding"]).lower() == "base64":
        return str(message.get_payload()).encode("ascii")
    # Only this way are octets that are no ASCII given back as they were put in.
    return cast("bytes | None", message.get_payload(decode=True)) or b""
