// Forms that a passkey answers: asks the server what to sign or make, then sends the form.
import { ask } from "./asking.mjs";
import { readable, written } from "./credentials.mjs";

async function answer(form) {
  const { passkeyForm: way, options } = form.dataset;
  const publicKey = readable(await ask(options, form));
  form.elements.credential.value = written(await navigator.credentials[way]({ publicKey }));
}

export function enlivenPasskeyForms(scope) {
  if (!window.PublicKeyCredential) return;
  for (const form of scope.querySelectorAll("form[data-passkey-form]")) {
    const problem = form.querySelector("[data-passkey-problem]");
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      problem.textContent = "";
      try {
        await answer(form);
      } catch {
        // Somebody has thought better of it, or has no key here: the other ways are still there.
        problem.textContent = problem.dataset.passkeyProblem;
        return;
      }
      form.submit();
    });
  }
}
