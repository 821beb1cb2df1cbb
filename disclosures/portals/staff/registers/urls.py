"""Where each register answers, below ``staff/registers/``."""

from collections.abc import Iterator

from django.urls import URLPattern, path

from disclosures.portals.staff.registers import views
from disclosures.portals.staff.registers.shape import Register
from disclosures.portals.staff.registers.table import REGISTERS


def _of(register: Register) -> Iterator[URLPattern]:
    known = {"register": register}
    one = f"{register.name}/<str:{register.word}>/"
    yield path(f"{register.name}/", views.listing, known, name=f"register-{register.name}")
    yield path(one, views.page, known, name=f"register-{register.name}-one")
    yield path(f"{one}do/<slug:{register.word}_act>/", views.act, known, name=f"register-{register.name}-act")
    if register.encloses:
        yield path(f"{one}files/<uuid:file_id>/", views.open_file, known, name=f"register-{register.name}-file")
    if register.begins is not None:
        yield path(f"new-{register.word}/", views.begin, known, name=f"register-{register.name}-new")


urlpatterns = [
    path("", views.landing, name="registers"),
    *(each for register in REGISTERS.values() for each in _of(register)),
]
