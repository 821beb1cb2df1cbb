"""How much chance is given to the engine, whose properties are many."""

from hypothesis import settings

settings.register_profile("engine", settings.get_profile("shared machine"), max_examples=60)
settings.load_profile("engine")
