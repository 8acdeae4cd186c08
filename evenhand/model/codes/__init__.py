"""Every error code, with its title and its long explanation, for `evenhand explain`.

A room's codes are a module of this folder that holds `CODES`; it is found by looking.
"""

from importlib import import_module
from pkgutil import iter_modules

CODES: dict[str, tuple[str, str]] = {
    code: told
    for module in iter_modules(__path__)
    for code, told in import_module(f"{__name__}.{module.name}").CODES.items()
}
