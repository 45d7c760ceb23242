"""Shares, means and their response rates from per-PSU totals. Pure: standard library only."""
