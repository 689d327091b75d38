// Behind the doors: the lock of the screen, and opening it by passkey. Loaded beside the other
// script. A page without it locks on the server just the same, with its next request.
import { guard } from "./staff/lock.mjs";
import { enlivenPasskeyForms } from "./staff/passkey_forms.mjs";
import { offerPasskeys } from "./staff/passkey.mjs";

const template = document.getElementById("ma-lock");
if (template) guard(template);
offerPasskeys(document);
enlivenPasskeyForms(document);
