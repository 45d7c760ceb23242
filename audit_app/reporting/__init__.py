"""The step that makes, and later lists, signs and verifies, the PDFs."""
