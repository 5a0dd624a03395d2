"""What people write, read and validated: the site's settings, its publisher, pages, addresses, languages."""
