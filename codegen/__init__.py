"""What is made of JMAP schema files: Python bindings, a reference, one JSON document, an audit.

sources (TOML, JSON Schema, names, Foo methods) → a vocabulary → bindings, reference, dump, audit
→ output (write or compare)
"""

__all__: list[str] = []
