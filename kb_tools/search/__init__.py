"""Finding the right article: everything that knows what answers a query."""
