// A page of React with the recipe's component in it twice, which notes what it is told.
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Diagnostic } from "../../../integrations/examples/react/Diagnostic.jsx";

const { address } = document.body.dataset;
globalThis.completed = [];
const note = (detail) => completed.push(detail);

createRoot(document.querySelector("#root")).render(
  <StrictMode>
    <Diagnostic address={address} campaign="react" variant="card" onComplete={note} />
    <Diagnostic address={address} variant="button" />
  </StrictMode>,
);
