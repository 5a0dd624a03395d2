"""What stands around and beside a page on the web."""
