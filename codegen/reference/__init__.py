"""Reference pages of the bindings and of what is written by hand."""
