"""What people write, read and validated."""
