"""Turns JMAP schema files into Python bindings for aiojmap.

load (TOML, JSON Schema) → resolve (names, Foo methods) → model (Python names and types)
→ render (templates, ruff) → output (write or compare)
"""

__all__: list[str] = []
