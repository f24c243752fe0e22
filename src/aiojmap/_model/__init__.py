"""The call model: values, records, references and calls. No input or output happens here."""
