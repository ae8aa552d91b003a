"""Which round is meant: told by a person or by an asset's event, never by a date."""

from .settings import Settings, Wrong


def site_round(asked: int | None, released: list[dict], settings: Settings) -> int | None:
    """The round a site trains: as asked, else the one after the newest release; None after the last."""
    if asked is not None:
        return asked
    newest = highest(released)
    if newest is None:
        raise Wrong("which round? Trigger with {\"round\": 1}, or let a release trigger the run")
    return newest + 1 if newest < settings.rounds else None


def consortium_round(asked: int | None, bundled: list[dict], settings: Settings) -> int | None:
    """The round to aggregate: as asked, else that of the newest bundles; None when it was closed before."""
    if asked is not None:
        return asked
    newest = highest(bundled)
    if newest is None:
        raise Wrong("which round? Trigger with {\"round\": 1}, or let bundles trigger the run")
    return None if (settings.release(newest) / "manifest.json").exists() else newest


def highest(extras: list[dict]) -> int | None:
    numbers = [extra["round"] for extra in extras if isinstance(extra.get("round"), int)]
    return max(numbers, default=None)


def missing(settings: Settings, sites: list[str] | tuple[str, ...], number: int) -> list[str]:
    """Declared sites that have no bundle in the exchange. aggregate has the last word on all of it."""
    return [site for site in sites if not (settings.bundle(site, number) / "manifest.json").exists()]


def newest_release(settings: Settings) -> int | None:
    """The highest round of the campaign that has a global model."""
    done = [n for n in range(1, settings.rounds + 1) if (settings.release(n) / "manifest.json").exists()]
    return max(done, default=None)


def newest_open(settings: Settings) -> int | None:
    """The highest round that has a bundle and no global model."""
    sites = settings.consortium.sites
    found = [n for n in range(1, settings.rounds + 1) if len(missing(settings, sites, n)) < len(sites)]
    newest = max(found, default=None)
    return None if newest is None or newest == newest_release(settings) else newest
