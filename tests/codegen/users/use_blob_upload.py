"""Blob/upload as a user calls it: read by type checkers, never run."""

from __future__ import annotations

from typing import assert_type

from trial_blob_upload import paper

import aiojmap


class Client(aiojmap.Client, paper.ClientMethods):
    """A client with the methods of the part."""


async def uploading(client: Client) -> None:
    pieces = [paper.DataSourceObject(data_as_text="How"), paper.DataSourceObject(blob_id="b")]
    call = client.paper_blob.upload(create={"cat": paper.UploadObject(data=pieces)})
    answer = await call
    assert_type(answer.created, dict[str, paper.CreatedBlob])
    assert_type(answer.created["cat"].size, int)
    found = await client.account_capability(paper.PaperAccountCapability)
    assert_type(found.max_size_blob_set, int | None)
