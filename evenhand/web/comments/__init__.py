"""The form under the article: threads, the form, one script tag, the writer's own page."""
