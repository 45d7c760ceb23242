"""Draws the PDFs: every mark on a page goes through a few semantic primitives, so that structure is made in one place."""
