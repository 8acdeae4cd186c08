"""What all pages share: the shell, its looks, headers, charts, errors."""
