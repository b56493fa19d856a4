"""The only place that knows Microsoft's Bot Framework kit; all else deals in plain JSON."""
