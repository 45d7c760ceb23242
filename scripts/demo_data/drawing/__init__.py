"""The demo's photos are drawn: plain shapes in perspective, with a band that says so."""
