// The one script of our own. Every page is complete without it.
import { Button } from "govuk-frontend/dist/govuk/components/button/button.mjs";
import { CharacterCount } from "govuk-frontend/dist/govuk/components/character-count/character-count.mjs";
import { Checkboxes } from "govuk-frontend/dist/govuk/components/checkboxes/checkboxes.mjs";
import { ErrorSummary } from "govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs";
import { ExitThisPage } from "govuk-frontend/dist/govuk/components/exit-this-page/exit-this-page.mjs";
import { PasswordInput } from "govuk-frontend/dist/govuk/components/password-input/password-input.mjs";
import { Radios } from "govuk-frontend/dist/govuk/components/radios/radios.mjs";
import { SkipLink } from "govuk-frontend/dist/govuk/components/skip-link/skip-link.mjs";
import "./saves_itself.mjs";

// As the component does it, but in place of this page: the way back does not begin with it.
class LeaveThisPage extends ExitThisPage {
  exitPage() {
    this.$overlay = document.createElement("div");
    this.$overlay.className = "govuk-exit-this-page-overlay";
    this.$overlay.setAttribute("role", "alert");
    document.body.classList.add("govuk-exit-this-page-hide-content");
    document.body.append(this.$overlay);
    this.$overlay.textContent = this.i18n.t("activated");
    location.replace(this.$button.href);
  }
}

const components = [
  Button, CharacterCount, Checkboxes, ErrorSummary, LeaveThisPage, PasswordInput, Radios, SkipLink,
];

function enliven(scope) {
  for (const Component of components) {
    const name = Component.moduleName;
    for (const element of scope.querySelectorAll(`[data-module="${name}"]:not([data-${name}-init])`)) {
      try {
        new Component(element);
      } catch (problem) {
        // One broken part must not take the others with it.
        console.error(problem);
      }
    }
  }
}

// The components' own styles for scripted pages wait for these two classes.
document.body.classList.add("js-enabled", "govuk-frontend-supported");
enliven(document);
document.addEventListener("htmx:afterSettle", () => enliven(document));

// The boxes stay where they are, with the focus; the list brings the numbers beside them.
document.addEventListener("htmx:afterSettle", () => {
  const numbers = document.getElementById("results")?.dataset.counts?.split(" ") ?? [];
  const places = document.querySelectorAll(".ma-n");
  // A directory that has changed meanwhile may have more boxes than this page.
  if (numbers.length === places.length)
    places.forEach((place, at) => { place.textContent = Number(numbers[at]).toLocaleString("en-GB"); });
});

// htmx notes the address, with the place somebody typed, in the browser's store.
function forget() {
  try {
    sessionStorage.removeItem("htmx-current-path-for-history");
  } catch {
    // A browser that lets us reach no store keeps nothing in it either.
  }
}

for (const name of ["pushedIntoHistory", "replacedInHistory", "afterSettle"]) {
  document.addEventListener(`htmx:${name}`, forget);
}
addEventListener("DOMContentLoaded", forget);
addEventListener("pagehide", forget);
