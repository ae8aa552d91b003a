"""Which round is meant: told by a person or by an asset's event, never by a date."""

from .settings import Settings


def site_round(asked: int | None, released: list[dict], settings: Settings) -> int | None:
    """The round a site trains: as asked, else the one after the newest release; None after the last."""
    if asked is not None:
        return asked
    newest = highest(released)
    if newest is None:
        raise ValueError("which round? Trigger with {\"round\": 1}, or let a release trigger the run")
    return newest + 1 if newest < settings.rounds else None


def consortium_round(asked: int | None, bundled: list[dict], settings: Settings) -> int | None:
    """The round to aggregate: as asked, else that of the newest bundles; None when it was closed before."""
    if asked is not None:
        return asked
    newest = highest(bundled)
    if newest is None:
        raise ValueError("which round? Trigger with {\"round\": 1}, or let bundles trigger the run")
    return None if (settings.release(newest) / "manifest.json").exists() else newest


def highest(extras: list[dict]) -> int | None:
    numbers = [extra["round"] for extra in extras if isinstance(extra.get("round"), int)]
    return max(numbers, default=None)


def missing(settings: Settings, sites: list[str] | tuple[str, ...], number: int) -> list[str]:
    """Declared sites that have no bundle in the exchange. aggregate has the last word on all of it."""
    return [site for site in sites if not (settings.bundle(site, number) / "manifest.json").exists()]
