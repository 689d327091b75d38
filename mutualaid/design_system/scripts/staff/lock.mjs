// Locks the page after idle minutes. The server's word counts: this only hides in time what it
// would no longer show, and brings the page back with all that was typed.
import { ask } from "./asking.mjs";
import { hold } from "./held_page.mjs";
import { offerPasskeys } from "./passkey.mjs";

const SECOND = 1000;
const WARNED_BEFORE = 120 * SECOND;
const TOLD_EVERY = 60 * SECOND;
const SIGNS_OF_LIFE = ["keydown", "pointerdown", "wheel", "touchstart"];
const TOKENS = "input[name=csrfmiddlewaretoken]";

export function guard(template) {
  const words = template.dataset;
  const region = document.querySelector("[data-lock-warning]");
  const warning = document.getElementById("ma-lock-warning").content;
  const forms = template.content;
  const tabs = new BroadcastChannel("screen lock");
  let deadline = Date.now() + words.idle * SECOND;
  let toldAt = Date.now();
  let isActive = false;
  let isWarned = false;
  let asked = 0;
  let answered = Promise.resolve();
  let bringBack = null;
  // The form that locks by hand, until the server has heard of it.
  let owed = null;
  let telling = null;

  // While it is locked the tokens are on the lock; afterwards in the page.
  function renew(token) {
    for (const scope of [document, forms]) {
      for (const input of scope.querySelectorAll(TOKENS)) input.value = token;
    }
  }

  function extend(seconds) {
    deadline = Date.now() + seconds * SECOND;
    if (deadline - Date.now() > WARNED_BEFORE) withdrawWarning();
  }

  // The server is asked first, because another tab may have been busy.
  async function warn() {
    isWarned = true;
    await check();
    if (bringBack || !isWarned) return;
    region.replaceChildren(warning.cloneNode(true));
    region.querySelector("[data-lock-stay]").addEventListener("click", () => stay());
  }

  function withdrawWarning() {
    isWarned = false;
    region.replaceChildren();
  }

  function say(text) {
    const alert = document.querySelector("[data-lock-alert]");
    const line = document.createElement("p");
    line.className = "govuk-error-message";
    line.textContent = text;
    alert?.replaceChildren(...(text ? [line] : []));
  }

  function lock() {
    if (bringBack) return;
    withdrawWarning();
    bringBack = hold(words.title);
    document.body.append(template.content.cloneNode(true));
    offerPasskeys(document, tellLocked);
    document.querySelector("form[data-unlock]").addEventListener("submit", unlock);
    document.querySelector("[data-lock-retry]").addEventListener("click", () => check(words.stillOut));
    watchSignOut();
    scrollTo(0, 0);
    document.querySelector("[data-lock-heading]").focus();
  }

  // The session is over: what was typed waits until the same person has signed in elsewhere.
  function showEnded() {
    lock();
    for (const part of document.querySelectorAll("[data-lock-open]")) part.hidden = true;
    document.querySelector("[data-lock-ended]").hidden = false;
  }

  function follow(answer, otherwise) {
    if (answer.person && answer.person !== words.person) {
      // Somebody else has signed in here: nothing of this page is theirs to see.
      bringBack = null;
      location.reload();
      return;
    }
    if (answer.token) renew(answer.token);
    if (answer.state === "open") open(answer);
    else if (answer.state === "ended") showEnded();
    else lock();
    if (bringBack) say(answer.error || otherwise || "");
  }

  function open(answer) {
    if (bringBack) {
      bringBack();
      bringBack = null;
      renew(answer.token);
    }
    isActive = false;
    toldAt = Date.now();
    extend(answer.seconds);
  }

  // One question at a time: what somebody sends waits its turn, what the clock asks is left out.
  function converse(address, form, otherwise) {
    if (asked && !form) return answered;
    asked += 1;
    answered = answered.then(() => exchange(address, form, otherwise));
    return answered;
  }

  async function exchange(address, form, otherwise) {
    try {
      await tellLocked();
      const answer = await ask(address, form);
      follow(answer, otherwise);
      if (form && answer.state === "open") tabs.postMessage({ seconds: answer.seconds });
    } catch {
      // Offline, or an answer that is none: the page stays as locked or as open as it is.
      if (bringBack) say(words.noAnswer);
    } finally {
      asked -= 1;
    }
  }

  function check(otherwise) {
    return converse("/session/", null, otherwise);
  }

  function stay() {
    toldAt = Date.now();
    isActive = false;
    return converse("/session/stay/", forms.querySelector("form"));
  }

  async function unlock(event) {
    event.preventDefault();
    const form = event.target;
    await converse("/unlock/", form);
    form.elements.credential.value = "";
    if (bringBack) {
      form.elements.code.value = "";
      form.elements.code.focus();
    }
  }

  function tick() {
    const now = Date.now();
    if (bringBack) return;
    if (now >= deadline) {
      // Also after the machine slept. If another tab was busy, the server knows of it.
      lock();
      check();
    } else if (isActive && (isWarned || now - toldAt >= TOLD_EVERY)) {
      stay();
    } else if (!isWarned && now >= deadline - WARNED_BEFORE) {
      warn();
    }
  }

  async function tellLocked() {
    if (!owed) return;
    telling ??= ask("/lock/", owed).then(() => { owed = null; }).finally(() => { telling = null; });
    await telling;
  }

  function lockAll(event) {
    event.preventDefault();
    owed = event.target;
    tabs.postMessage({ isLocked: true });
    lock();
    tellLocked().catch(() => say(words.noAnswer));
  }

  function watchSignOut() {
    for (const form of document.querySelectorAll("form[data-sign-out]")) {
      form.addEventListener("submit", () => tabs.postMessage({ isLocked: true }));
    }
  }

  tabs.addEventListener("message", ({ data }) => {
    if (data.isLocked) lock();
    else if (bringBack) check();
    else extend(data.seconds);
  });
  for (const sign of SIGNS_OF_LIFE) {
    addEventListener(sign, () => { isActive = !bringBack; }, { capture: true, passive: true });
  }
  document.querySelector("form[data-lock]").addEventListener("submit", lockAll);
  watchSignOut();
  document.addEventListener("visibilitychange", tick);
  setInterval(tick, SECOND);
  keepOutOfHistory(check, () => bringBack);
}

// A page that the browser kept for "back" is shown only while the session is open.
function keepOutOfHistory(check, isLocked) {
  const page = document.documentElement;
  addEventListener("pagehide", () => { page.style.visibility = "hidden"; });
  addEventListener("pageshow", async ({ persisted }) => {
    if (persisted) {
      await check();
      if (isLocked()) location.reload();
    }
    page.style.visibility = "";
  });
}
