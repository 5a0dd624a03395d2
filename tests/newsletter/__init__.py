"""The newsletter kit."""
