"""Everything `guide check` looks for."""
