// The published component of amp-iframe in the place of AMP's runtime, which no registry holds: an <amp-iframe> becomes that component.
import { BentoIframe } from "@ampproject/amp-iframe/preact";
import { h, render } from "preact";

const given = (element, name) => element.getAttribute(name) ?? undefined;

customElements.define(
  "amp-iframe",
  class extends HTMLElement {
    connectedCallback() {
      const height = given(this, "height");
      this.style.cssText = `display: block; height: ${height}px`;
      this.replaceChildren();
      const properties = { src: given(this, "src"), sandbox: given(this, "sandbox"), title: given(this, "title") };
      render(h(BentoIframe, { ...properties, style: { height: `${height}px` } }), this);
    }
  },
);
