"""The site visit: its form, its draft, its photos, and the visits recorded elsewhere."""
