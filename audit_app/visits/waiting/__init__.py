"""The photos of a day, sent all at once: they wait here until a person says of which work each is."""
