"""Turn a page into HTML: Jinja, strict and escaping, compiled once for each language."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from quiz.resources import catalogue_file, templates_folder
from quiz.web.assets import Assets
from quiz.web.language import suffix
from quiz.web.messages import Messages, Translate
from quiz.web.phrases import phrased


class Renderer:
    """Templates with the addresses of the assets; the only variable that a template sees is `page`."""

    def __init__(self, assets: Assets) -> None:
        self._assets = assets
        self._environment = cache(self._make_environment)
        self._template: Callable[[str, str], Template] = cache(self._make_template)

    def render(self, template: str, page: object, language: str) -> str:
        """Render a template for a page."""
        return self._template(template, language).render(page=page)

    def _make_template(self, name: str, language: str) -> Template:
        return self._environment(language).get_template(name)

    def _make_environment(self, language: str) -> Environment:
        environment = make_environment(_translate_to(language))
        environment.globals.update(asset=self._assets.urls, language=language, suffix=suffix(language))
        return environment


def make_environment(translate: Translate) -> Environment:
    """Build an environment whose messages go through `translate`."""
    environment = Environment(
        loader=FileSystemLoader(templates_folder()),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=[],
    )
    environment.extend(translate=translate)
    environment.add_extension(Messages)
    environment.filters["phrased"] = phrased
    return environment


def _translate_to(language: str) -> Translate:
    if language == "ja":
        return lambda msgid: msgid
    # Most pages are Japanese, and their process never needs this.
    from gettext import GNUTranslations

    with catalogue_file(language).open("rb") as file:
        return GNUTranslations(file).gettext
