"""From English to a language, segment by segment."""
