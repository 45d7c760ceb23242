"""Where an audit begins: making and opening one, today's work, settings, help."""
