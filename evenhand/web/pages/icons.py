"""Our own small icons: strokes on a grid of 24, drawn in the colour of the words beside them."""

from django.utils.safestring import SafeString, mark_safe

_SHAPES = {
    "evenhand": '<path d="M3 3h18v18H3z" /><path d="M7.5 9.75h9M7.5 14.25h9" stroke-width="2.5" />',
    "today": '<circle cx="12" cy="12" r="4" /><path d="M12 3v2M12 19v2M3 12h2M19 12h2'
    'M5.6 5.6 7 7M17 17l1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4" />',
    "queue": '<path d="M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01" />',
    "appeal": '<path d="M4 5h16v11H10l-5 4v-4H4z" /><path d="M12 8v3M12 13.5h.01" />',
    "matter": '<path d="M4 6h6l2 2h8v11H4z" /><path d="M8 13h8" />',
    "contact": '<path d="M4 6h16v12H4z" /><path d="m4 7 8 6 8-6" />',
    "link": '<path d="M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1" />'
    '<path d="M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1" />',
    "log": '<path d="M6 3h12v18H6z" /><path d="M9.5 8h5M9.5 12h5M9.5 16h3" />',
    "people": '<circle cx="9" cy="8" r="3.2" /><path d="M3 19c.6-3.3 3-5 6-5s5.4 1.7 6 5" />'
    '<path d="M15.5 5.2a3 3 0 0 1 0 5.6M17.5 14.3c2 .7 3.2 2.3 3.5 4.7" />',
    "person": '<circle cx="12" cy="8" r="3.6" /><path d="M5 20c.6-4 3.4-6 7-6s6.4 2 7 6" />',
    "settings": '<path d="M4 7h9M17 7h3M4 17h3M11 17h9" /><circle cx="15" cy="7" r="2" />'
    '<circle cx="9" cy="17" r="2" />',
    "policy": '<path d="M5 4h11l3 3v13H5z" /><path d="M8.5 11h7M8.5 15h7" />',
    "report": '<path d="M4 20h16M7 20v-6M12 20V6M17 20v-9" />',
    "data": '<ellipse cx="12" cy="6" rx="7" ry="2.5" />'
    '<path d="M5 6v12c0 1.4 3.1 2.5 7 2.5s7-1.1 7-2.5V6" />'
    '<path d="M5 12c0 1.4 3.1 2.5 7 2.5s7-1.1 7-2.5" />',
    "check": '<path d="m5 12.5 4.5 4.5L19 7.5" />',
    "cross": '<path d="M6 6l12 12M18 6 6 18" />',
    "minus": '<path d="M6 12h12" />',
    "plus": '<path d="M12 5v14M5 12h14" />',
    "unknown": '<path d="M9 9a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.4M12 17.5h.01" />',
    "info": '<circle cx="12" cy="12" r="9" /><path d="M12 11v5M12 7.8h.01" />',
    "care": '<path d="M12 4 3 20h18z" /><path d="M12 10v4.5M12 17.2h.01" />',
    "stop": '<path d="M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3z" />'
    '<path d="M12 8v5M12 16h.01" />',
    "clock": '<circle cx="12" cy="12" r="9" /><path d="M12 7v5l3.5 2" />',
    "lock": '<path d="M6 11h12v9H6z" /><path d="M8.5 11V8a3.5 3.5 0 0 1 7 0v3" />',
    "key": '<circle cx="8" cy="15" r="4" /><path d="m11 12 8-8M16 7l2.5 2.5" />',
    "eye": '<path d="M2.5 12C5 7.7 8.2 5.5 12 5.5s7 2.2 9.5 6.5c-2.5 4.3-5.7 6.5-9.5 6.5'
    'S5 16.3 2.5 12z" /><circle cx="12" cy="12" r="2.8" />',
    "covered": '<path d="M3 9.5h18v5H3z" fill="currentColor" /><path d="M3 5h8M3 19h12" />',
    "flag": '<path d="M6 21V4h11l-2 4 2 4H6" />',
    "scale": '<path d="M12 4v16M7 20h10M5 7h14M5 7l-2.5 6h5zM19 7l-2.5 6h5z" />',
    "hold": '<path d="M9 5v14M15 5v14" />',
    "label": '<path d="M4 4h8l8 8-8 8-8-8z" /><path d="M8 8h.01" />',
    "remove": '<path d="M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13" />',
    "suspend": '<circle cx="12" cy="12" r="9" /><path d="M6 6l12 12" />',
    "lift": '<path d="M12 20V5M6 11l6-6 6 6" />',
    "second": '<circle cx="8" cy="9" r="3" /><circle cx="16" cy="9" r="3" />'
    '<path d="M3 19c.4-3 2.3-4.5 5-4.5M21 19c-.4-3-2.3-4.5-5-4.5M12 15v5M9.5 17.5h5" />',
    "timeline": '<path d="M7 4v16" /><circle cx="7" cy="7" r="1.8" />'
    '<circle cx="7" cy="16" r="1.8" /><path d="M12 7h8M12 16h6" />',
    "search": '<circle cx="11" cy="11" r="6" /><path d="m15.5 15.5 5 5" />',
    "copy": '<path d="M9 9h11v11H9z" /><path d="M6 15H4V4h11v2" />',
    "download": '<path d="M12 4v11M7 11l5 5 5-5M5 20h14" />',
    "feed": '<path d="M5 5a14 14 0 0 1 14 14M5 11a8 8 0 0 1 8 8M6 18h.01" />',
    "external": '<path d="M13 5h6v6M19 5l-8 8M16 14v5H5V8h5" />',
    "down": '<path d="m6 9 6 6 6-6" />',
    "forward": '<path d="M5 12h14M13 6l6 6-6 6" />',
    "back": '<path d="M19 12H5M11 6l-6 6 6 6" />',
    "sign-out": '<path d="M10 4H5v16h5M9 12h11M16 8l4 4-4 4" />',
    "keys": '<path d="M3 7h18v10H3z" /><path d="M7 10.5h.01M11 10.5h.01M15 10.5h.01M8 14h8" />',
    "empty": '<path d="M4 13 6.5 5h11L20 13v6H4z" /><path d="M4 13h5l1 2.5h4L15 13h5" />',
}

ICONS: dict[str, SafeString] = {
    name: mark_safe(  # noqa: S308  all of it stands above
        f'<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
        f'stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" '
        f'aria-hidden="true" focusable="false">{shape}</svg>'
    )
    for name, shape in _SHAPES.items()
}
"""Name -> the drawing; it says nothing to a screen reader, the words beside it do."""
