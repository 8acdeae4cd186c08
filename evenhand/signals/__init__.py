"""What an item shows: one folder a signal, found by looking."""

from importlib import import_module
from pkgutil import iter_modules

from evenhand.model.errors import EvenhandError
from evenhand.model.signal import SignalSpec


def discover() -> dict[str, SignalSpec]:
    """Name -> card of every signal, sorted by name.

    Raises:
        EvenhandError: EH501 where a folder holds no `SIGNAL`, or one of another name.
    """
    found: dict[str, SignalSpec] = {}
    for name in sorted(m.name for m in iter_modules(__path__) if m.ispkg):
        spec = getattr(import_module(f"{__name__}.{name}"), "SIGNAL", None)
        if not isinstance(spec, SignalSpec) or spec.name != name:
            raise EvenhandError(
                "EH501",
                f"the folder `signals/{name}` holds no SIGNAL of that name",
                not_done="nothing was screened",
                help="its `__init__.py` holds `SIGNAL = SignalSpec(name=..., ...)`",
            )
        found[name] = spec
    return found
