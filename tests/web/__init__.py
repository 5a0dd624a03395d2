"""What stands around and beside a page."""
