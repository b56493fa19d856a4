"""What is to be said of a file that waits to be taken in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.responses import Response

from adapters.web.documents import targets
from adapters.web.documents.details import used
from adapters.web.documents.fields import given, typed
from adapters.web.errors import NotHere
from adapters.web.page import Page
from adapters.web.rendering import back, render
from adapters.web.roles import OFFICE
from adapters.web.visit import Visit
from knowledge.intake.uploads import Upload, Uploads
from knowledge.library import Library

_WRONG = 422


@dataclass(frozen=True, slots=True)
class Waiting:
    """Describes files of a batch one by one. What is left empty is taken from the file."""

    library: Library
    uploads: Uploads

    def pages(self) -> tuple[Page, ...]:
        """Return the page."""
        page = Page("/documents/files/details", get=self._form, post=self._save, roles=OFFICE)
        return (page,)

    def _form(self, visit: Visit) -> Response:
        batch, one = self._found(visit.query("batch"), visit.query("name"))
        fields = typed(one.header) | {"id": one.document}
        return self._shown(visit, batch, one, fields, {})

    def _save(self, visit: Visit) -> Response:
        batch, one = self._found(visit.said_in("batch"), visit.said_in("name"))
        told, id_ = given(visit), " ".join(visit.said_in("id").split())
        faults, public = dict(told.faults), visit.said_in("public")
        if public and told.data["groups"]:
            faults["groups"] = "Name groups, or tick that everybody may read it; not both."
        if faults:
            return self._shown(visit, batch, one, {**told.typed, "id": id_}, faults, _WRONG)
        said = {key: value for key, value in {"id": id_, **told.data}.items() if value}
        if public:
            said["groups"] = []
        self.uploads.describe(batch, one.name, said)
        to = f"/documents/add?{urlencode({'batch': batch})}"
        return back(visit, to, f"The details of {one.name} are kept.")

    def _found(self, batch: str, name: str) -> tuple[str, Upload]:
        for one in self.uploads.waiting(batch):
            if one.name == name:
                return batch, one
        raise NotHere("This file isn't waiting any more.")

    def _shown(  # noqa: PLR0913, PLR0917 - what a form shows
        self,
        visit: Visit,
        batch: str,
        one: Upload,
        fields: Mapping[str, str],
        faults: Mapping[str, str],
        status: int = 200,
    ) -> Response:
        draft = targets.newest(self.library)
        return render(
            visit,
            "documents/waiting.html",
            status,
            batch=batch,
            one=one,
            public="groups" in one.header and not one.header["groups"],
            fields=fields,
            faults=faults,
            documents=self.library.register(draft),
            used=used(self.library, draft),
        )
