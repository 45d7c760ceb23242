"""What scripts/boundaries.py needs to turn shapes into a small file."""
