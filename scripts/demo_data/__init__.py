"""The synthetic demo audit, made once and committed: lists, answers, drawn photos and broken lists."""
