"""The exchange between laptops: packages sent to a place and received from it, and the conflicts to settle."""
