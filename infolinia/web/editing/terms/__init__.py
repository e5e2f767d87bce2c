"""The catalogue of terms, the days off, and recounts of open matters after either changed."""
