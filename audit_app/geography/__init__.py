"""The states and municipalities of Mexico: their names, their codes and roughly where they are. Pure, standard library alone."""
