"""What is wrong with a schema file, in one sentence with the place."""

from pathlib import Path


class SchemaError(Exception):
    """A schema file cannot be used; `place` is the key path inside it."""

    def __init__(self, file: Path | str, place: str, sentence: str) -> None:
        where = f"{file}: {place}" if place else str(file)
        super().__init__(f"{where}: {sentence}")
