// Opening a locked screen by passkey: the form's hidden field takes what the key has signed.
import { ask } from "./asking.mjs";
import { readable, written } from "./credentials.mjs";

async function sign(form, button, before) {
  try {
    await before();
    const publicKey = readable(await ask(button.dataset.passkey, form));
    form.elements.credential.value = written(await navigator.credentials.get({ publicKey }));
  } catch {
    // Somebody has thought better of it, or has no key here: the code is still there.
    form.elements.code.focus();
    return;
  }
  form.requestSubmit();
}

// `before` is whatever the server must have heard first.
export function offerPasskeys(scope, before = async () => {}) {
  if (!window.PublicKeyCredential) return;
  for (const form of scope.querySelectorAll("[data-unlock]")) {
    const button = form.querySelector("[data-passkey]");
    button.hidden = false;
    button.addEventListener("click", () => sign(form, button, before));
  }
}
