"""The form model and its definition language."""
