// Keys, the claim's renewal, and focus: what the review pages add to plain forms and links.

const page = document.querySelector("[data-review-keys]");
const actOfKey = JSON.parse(page.dataset.reviewKeys);
const MINUTE = 60_000;

// Each act finds its own control on the page; without one, the key does nothing.
const controls = {
  confirm: "#confirm",
  undo: "#undo, #undo-last",
  next: "#next",
  previous: "a[rel=prev]",
  override: "#otherwise > summary, #decide-form",
  correct: "#correct > summary",
  skip: "#skip > summary",
  second: "#flag > summary",
  note: "#note > summary",
  search: "#id_text[type=text], #search",
  help: "#keys-button",
};

function isTyping(target) {
  return target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable], dialog");
}

function perform(act) {
  const control = document.querySelector(controls[act]);
  if (!control) return false;
  if (control.matches("summary")) openPanel(control.parentElement);
  else if (control.matches("form")) focusFirst(control);
  else if (control.matches("input")) control.focus();
  else control.click();
  return true;
}

function openPanel(panel) {
  panel.open = true;
  focusFirst(panel);
}

function focusFirst(element) {
  element.querySelector("input:not([type=hidden]), select, textarea, button")?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey && event.key === "Enter" && event.target.form) {
    event.preventDefault();
    event.target.form.requestSubmit();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event.target)) return;
  const act = actOfKey[event.key];
  if (act && perform(act)) event.preventDefault();
});

// The list of keys.
const dialog = document.querySelector("#keys");
document.querySelector("#keys-button")?.addEventListener("click", () => dialog.showModal());

// What was just done is announced, and reading goes on at the heading of the item that opened.
const messages = document.querySelectorAll("#main > .usa-alert:not([hidden]) .usa-alert__text");
const done = [...messages].map((text) => text.textContent.trim());
const said = document.querySelector("#announcement");
document.querySelector("#record")?.focus();
if (done.length) {
  setTimeout(() => { said.textContent = done.join(" "); }, 200);
}
const refusal = document.querySelector(".review__decision [role=alert]");
if (refusal) {
  refusal.tabIndex = -1;
  refusal.focus();
}

// The claim: kept while somebody is at work, given up when they leave.
const work = document.querySelector("[data-keep]");
if (work) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  let active = false;
  let kept = true;
  for (const sign of ["keydown", "pointerdown", "scroll", "pointermove"]) {
    addEventListener(sign, () => { active = true; }, { passive: true });
  }
  setInterval(async () => {
    if (!active || !kept) return;
    active = false;
    const answer = await fetch(work.dataset.keep, { method: "POST", headers: { "X-CSRFToken": token } });
    if (answer.ok && !(await answer.json()).held) {
      kept = false;
      document.querySelector("#lost").hidden = false;
      said.textContent = document.querySelector("#lost").textContent.trim();
    }
  }, MINUTE);

  let submitting = false;
  addEventListener("submit", () => { submitting = true; });
  addEventListener("pagehide", () => {
    // A form of this page releases the item itself, or goes on working on it.
    if (submitting) return;
    const body = new FormData();
    body.append("csrfmiddlewaretoken", token);
    navigator.sendBeacon(work.dataset.leave, body);
  });
}
