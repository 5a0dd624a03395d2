"""Forms: the model, the definition language, its mistakes."""
