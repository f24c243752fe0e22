"""Emails to be created, as JSON that was written by hand."""

from __future__ import annotations

import pytest

import aiojmap
from aiojmap import mail
from aiojmap.runtime import JSON, JSONObject

VALUES: JSONObject = {"t": {"value": "Hi!"}, "h": {"value": "<p>Hi!"}}
TEXT: JSONObject = {"partId": "t", "type": "text/plain"}
HTML: JSONObject = {"partId": "h", "type": "text/html"}
FILE: JSONObject = {"blobId": "b", "type": "application/pdf"}


def new(members: JSONObject) -> mail.EmailCreate:
    """An Email to be created that has these members, in a mailbox."""
    whole: JSONObject = {"mailboxIds": {"m": True}, "bodyValues": VALUES, **members}
    return aiojmap.decode(whole, mail.EmailCreate)


def structure(*parts: JSON) -> JSONObject:
    """A body of several parts."""
    return {"bodyStructure": {"type": "multipart/mixed", "subParts": list(parts)}}


def refusal(members: JSONObject) -> tuple[str, str]:
    """The path and the message of the refusal of an Email."""
    with pytest.raises(aiojmap.EncodeError) as caught:
        aiojmap.check_email_create(new(members))
    assert isinstance(caught.value, aiojmap.CallRefused)
    return caught.value.path, caught.value.problem
