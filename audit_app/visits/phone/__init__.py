"""A phone as the camera of an open visit: let in by a code, on a port that is open only meanwhile."""
