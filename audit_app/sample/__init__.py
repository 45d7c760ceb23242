"""The sample: reading the list of works, and the works themselves."""
