"""Whole sites, small and real, built and used in a browser."""
