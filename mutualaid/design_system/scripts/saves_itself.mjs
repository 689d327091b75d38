// A form that saves itself, by htmx, says whether it has: no answer, or an answer that is
// another page (a sign-in, say), is not "saved".
const form = document.querySelector("[data-saves-itself]");

function tell(isSaved) {
  document.getElementById("not-saved").hidden = isSaved;
  if (!isSaved) document.getElementById("saved").textContent = "";
}

if (form) {
  form.addEventListener("htmx:beforeSwap", (event) => {
    const { detail } = event;
    detail.shouldSwap = detail.shouldSwap && detail.serverResponse.includes("data-saved");
    tell(detail.shouldSwap);
  });
  for (const name of ["sendError", "timeout"]) {
    form.addEventListener(`htmx:${name}`, () => tell(false));
  }
  // What is on its way is waited for, so that nobody writes on top of their own words.
  form.addEventListener("submit", (event) => {
    if (!form.classList.contains("htmx-request")) return;
    event.preventDefault();
    form.addEventListener("htmx:afterRequest", () => setTimeout(() => form.requestSubmit(event.submitter)), { once: true });
  });
}
