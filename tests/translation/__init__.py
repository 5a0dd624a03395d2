"""Segments, markup, catalogues."""
