"""From sources to articles, and from articles to the store: the only place that knows both."""
