"""The pages of figures: each checks who asks, parses what for, and renders one sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from flask import Blueprint, Response, redirect, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from quiz.advice.permissions import Permission
from quiz.clock import Clock, now
from quiz.figures.room import FigureRoom
from quiz.figures.sheet import Cohorts, Sheet
from quiz.staff.chart_parts import Chart
from quiz.staff.dashboards import drawn
from quiz.staff.dashboards.bundle import ADDRESS, serve_bundle
from quiz.staff.dashboards.exports import export_of, file_of
from quiz.staff.dashboards.pages import address_of, figures_page, frame_for
from quiz.staff.exporting.export import Export
from quiz.store.handle import StoreHandle
from quiz.store.staff.audited import Kind
from quiz.web.documents import page, send
from quiz.web.language import language
from quiz.web.rendering import Renderer
from quiz.web.signin import Signin, Signins


class Dashboards:
    """The views, with what they use."""

    def __init__(
        self, signins: Signins, room: FigureRoom, store: StoreHandle, renderer: Renderer, clock: Clock = now
    ) -> None:
        self._signins = signins
        self._room = room
        self._store = store
        self._renderer = renderer
        self._clock = clock

    def blueprint(self) -> Blueprint:
        """Return the routes of this room."""
        routes = Blueprint("figures", __name__)
        may_see = self._signins.require(Permission.FIGURES)
        for rule, view in (
            ("", self.overview),
            ("steps", self.steps),
            ("cohorts", self.cohorts),
            ("content", self.content),
            ("items", self.items),
            ("items/<item_id>", self.item),
            ("placements", self.placements),
            ("report", self.report),
        ):
            routes.add_url_rule(f"/staff/figures/{rule}", view.__name__, may_see(view))
        routes.add_url_rule(ADDRESS, "bundle", serve_bundle)
        return routes

    def overview(self, signin: Signin) -> AnyResponse:
        """Show how ready the students are."""
        sheet = self._room.overview(self._room.selection(request.args))
        return self._shown(signin, "overview", sheet, drawn.overview(sheet, language()))

    def steps(self, signin: Signin) -> AnyResponse:
        """Show which step is missing, alone or by groups."""
        by = request.args.get("by", "")
        sheet = self._room.steps(self._room.selection(request.args), by)
        return self._shown(signin, "steps", sheet, drawn.steps(sheet, language()), kept_of(sheet.by))

    def cohorts(self, signin: Signin) -> AnyResponse:
        """Show groups side by side."""
        by = request.args.get("by", "")
        values = request.args.getlist("value")
        sheet = self._room.cohorts(self._room.selection(request.args), by, values)
        charts, kept = drawn.cohorts(sheet, language()), kept_of(sheet.by, values)
        return self._shown(signin, "cohorts", sheet, charts, kept, noted=kept_of(sheet.by, named_of(sheet, values)))

    def content(self, signin: Signin) -> AnyResponse:
        """Show which Q&As are followed, and where some are missing."""
        sheet = self._room.content(self._room.selection(request.args))
        return self._shown(signin, "content", sheet, drawn.content(sheet, language()))

    def items(self, signin: Signin) -> AnyResponse:
        """Show how the items work, the worst first."""
        return self._shown(signin, "items", self._room.items(self._room.selection(request.args)), {})

    def item(self, signin: Signin, item_id: str) -> AnyResponse:
        """Show everything about one item."""
        sheet = self._room.item(self._room.selection(request.args), item_id)
        if sheet is None:
            raise NotFound()
        return self._shown(signin, "items", sheet, drawn.item(sheet, language()), template="item", part=f"/{item_id}")

    def placements(self, signin: Signin) -> AnyResponse:
        """Show where attempts start."""
        sheet = self._room.placements(self._room.selection(request.args))
        return self._shown(signin, "placements", sheet, drawn.placements(sheet, language()))

    def report(self, signin: Signin) -> AnyResponse:
        """Show a period for a meeting, on paper or as a PDF."""
        sheet = self._room.report(self._room.selection(request.args))
        month = sheet.selection.to_arguments().get("period")
        if month and "period" not in request.args:
            return redirect(f"{address_of('report')}?{urlencode({**request.args, 'period': month})}", 302)
        return self._shown(signin, "report", sheet, drawn.report(sheet, language()))

    def _shown(
        self,
        signin: Signin,
        section: str,
        sheet: Sheet,
        charts: Mapping[str, Chart],
        kept: Sequence[tuple[str, str]] = (),
        template: str = "",
        part: str = "",
        noted: Sequence[tuple[str, str]] | None = None,
    ) -> AnyResponse:
        """Send a page, or what it shows as a file; `noted` is for the record what `kept` is for addresses."""
        asked = [*sheet.selection.to_arguments().items(), *(kept if noted is None else noted)]
        what = f"{sheet.id}{part}?{urlencode(asked, safe=':')}"
        export = export_of(sheet)
        if "as" in request.args:
            return self._exported(signin, what, export)
        self._note_view(signin, what)
        frame = frame_for(signin, section, sheet.selection.to_arguments(), export, language(), kept, part)
        shown = figures_page(frame, sheet, charts, language())
        text = self._renderer.render(f"staff/figures/{template or section}.html", shown, language())
        return send(page(text, "no-store"))

    def _exported(self, signin: Signin, what: str, export: Export) -> AnyResponse:
        """Send what the page shows as a file."""
        kind, table_id = request.args["as"], request.args.get("table", "")
        file = file_of(export, kind, table_id, language())
        if file is None:
            raise NotFound()
        # Imported here, like below.
        from quiz.store.staff.audit import note

        with self._store.opened().writing() as connection:
            note(connection, self._clock(), signin.account, Kind.EXPORTED, f"{file.name} {what}")
        response = Response(file.body, content_type=file.content_type)
        response.headers["Content-Disposition"] = f"attachment; filename={file.name}"
        return response

    def _note_view(self, signin: Signin, what: str) -> None:
        """Note who saw what, before it is sent; nobody sees what cannot be noted."""
        # Imported here, since it needs SQLAlchemy, and the first page of a student should not wait for that.
        from quiz.store.staff.audit import note_view

        note_view(self._store.opened(), self._clock(), signin.account, Kind.SAW, what)


def kept_of(by: str, values: Sequence[str] = ()) -> tuple[tuple[str, str], ...]:
    """Return the arguments of a page that stand beside its selection: by which attribute, and which of its groups."""
    return (("by", by), *(("value", value) for value in values)) if by else ()


def named_of(sheet: Cohorts, values: Sequence[str]) -> tuple[str, ...]:
    """Return the groups that were asked for by name and are shown: what else an address says is no part of a view."""
    shown = {line.value for line in sheet.lines}
    return tuple(value for value in dict.fromkeys(values) if value in shown)
