import gc

from mutualaid.core.memory import YOUNG_OBJECTS, settle


def test_what_is_loaded_is_left_out_of_the_collectors_rounds():
    before, held = gc.get_threshold(), gc.get_freeze_count()
    try:
        settle()

        assert gc.get_freeze_count() > held
        assert gc.get_threshold()[0] == YOUNG_OBJECTS
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
