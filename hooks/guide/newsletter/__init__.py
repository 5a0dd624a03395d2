"""What a school needs to tell families of a page."""
