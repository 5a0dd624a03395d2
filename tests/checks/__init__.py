"""What `guide check` looks for."""
