"""Vietnamese search: an index made at build time, and the engine that reads it."""
