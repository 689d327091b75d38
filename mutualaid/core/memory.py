"""What the garbage collector is told about a server's memory."""

import gc

YOUNG_OBJECTS = (
    20_000  # allocated between two looks at the young; a page makes thousands
)


def settle() -> None:
    """Call once all that stays is loaded, before the workers part.

    The collector leaves out what is there by now, which the workers then go on sharing, and
    looks less often at what a request makes and drops: a tenth of a finder page's time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS, 20, 50)
