// A page of Vue with the recipe's component in it twice, which notes what it is told.
import { createApp, h } from "vue";
import Diagnostic from "../../../integrations/examples/vue/Diagnostic.vue";

const { address } = document.body.dataset;
globalThis.completed = [];
const onComplete = (detail) => completed.push(detail);

createApp(() => [
  h(Diagnostic, { address, campaign: "vue", variant: "card", onComplete }),
  h(Diagnostic, { address, variant: "button" }),
]).mount("#root");
