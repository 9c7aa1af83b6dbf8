"""Whoever writes in a WordPress: signs in, sets up our plugin and publishes posts, by the screens that anybody uses."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.integrations.wordpress import ACCOUNT, WordPress

BLOCK = "interview-diagnostic-diagnostic"
ROW = "tr[data-plugin='interview-diagnostic.php']"
DESKTOP: ViewportSize = {"width": 1440, "height": 900}


class Editor:
    """One browser, signed in; `complaints` is what a page's own script said of errors."""

    def __init__(self, browser: Browser, wordpress: WordPress) -> None:
        self.wordpress = wordpress
        self.context = browser.new_context(locale="ja-JP", viewport=DESKTOP)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self._open("wp-login.php")
        name, password = ACCOUNT
        self.page.fill("#user_login", name)
        self.page.fill("#user_pass", password)
        self.page.click("#wp-submit")
        self.page.wait_for_url("**/wp-admin/**")

    def activate(self) -> None:
        """Switch our plugin on."""
        self._open("wp-admin/plugins.php")
        self.page.click(f"{ROW} .activate a")
        expect(self.page.locator(f"{ROW} .deactivate")).to_be_visible()

    def deactivate(self) -> None:
        """Switch our plugin off."""
        self._open("wp-admin/plugins.php")
        self.page.click(f"{ROW} .deactivate a")
        expect(self.page.locator(f"{ROW} .activate")).to_be_visible()

    def set_address(self, address: str) -> None:
        """Save the address of the diagnostic on the settings page."""
        self._open("wp-admin/options-general.php?page=interview-diagnostic")
        self.page.fill("#interview-diagnostic-address", address)
        self.page.click("#submit")
        expect(self.page.locator(".notice, #setting-error-settings_updated").first).to_be_visible()

    def begin(self, title: str) -> None:
        """Open a new post in the block editor and give it a title."""
        self._open("wp-admin/post-new.php")
        self.page.wait_for_function("() => window.wp?.data?.select('core/edit-post')")
        guide = self.page.locator(".edit-post-welcome-guide .components-modal__header button")
        if self.page.evaluate("wp.data.select('core/edit-post').isFeatureActive('welcomeGuide')"):
            guide.click()
        self.page.locator(".editor-post-title__input").fill(title)

    def insert_block(self) -> None:
        """Find our block in the inserter, and put it into the post."""
        self._insert("面接力診断", BLOCK)

    def embed(self, address: str) -> None:
        """Put an address into a block of its own: what the editor makes of any https address that is pasted."""
        self._insert("embed", "embed")
        self.page.locator(".wp-block-embed input[type=url]").fill(address)
        self.page.keyboard.press("Enter")

    def _insert(self, wanted: str, block: str) -> None:
        inserter = self.page.locator(".edit-post-header-toolbar__inserter-toggle")
        inserter.click()
        self.page.locator(".block-editor-inserter__search input").fill(wanted)
        self.page.locator(f".editor-block-list-item-{block}").click()
        inserter.click()

    def open_settings(self) -> None:
        """Open what can be chosen for the block, beside the post."""
        if not self.page.evaluate("wp.data.select('core/edit-post').isEditorSidebarOpened()"):
            self.page.locator(".interface-pinned-items button").first.click()
        self.page.locator(".edit-post-sidebar__panel-tabs button").nth(1).click()

    def publish(self) -> str:
        """Publish the post, and return its address."""
        self.page.locator(".editor-post-publish-button__button").click()
        self.page.locator(".editor-post-publish-panel .editor-post-publish-button").click()
        expect(self.page.locator(".post-publish-panel__postpublish")).to_be_visible()
        return str(self.page.evaluate("wp.data.select('core/editor').getPermalink()"))

    def close(self) -> None:
        """Close the browser."""
        self.context.close()

    def _open(self, path: str) -> None:
        self.page.goto(f"{self.wordpress.address}/{path}")
