// Chooses files, by a click or by dropping them, and sends them with their true progress.
// Without this script the page is a plain form that does the same.

const HIGHEST_COUNT = 100;
const SECONDS_BEFORE_GUESS = 5;
const PERCENT_BETWEEN_WORDS = 10;

const form = document.querySelector("[data-transfer]");
const part = (name) => form.querySelector(`[data-${name}]`);
const input = form.querySelector("input[type=file]");
const extensions = input.accept.split(",");
const room = Number(form.dataset.room);

let chosen = [];
let request = null;
let startedAt = 0;
let announcedAt = 0;

// Choosing

function refusal(file) {
  const name = file.name.toLowerCase();
  if (!extensions.some((extension) => name.endsWith(extension))) {
    return `Files of this kind cannot be read, only ${extensions.join(", ")}.`;
  }
  return file.size ? "" : "The file is empty. Copy it again from where you received it.";
}

const isSame = (one, other) =>
  one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;

function choose(files) {
  const added = [...files].filter((file) => !chosen.some((known) => isSame(file, known)));
  chosen = [...chosen, ...added];
  showChosen();
}

function remove(file) {
  chosen = chosen.filter((known) => known !== file);
  showChosen();
  (chosen.length ? part("chosen-heading") : input).focus();
}

function showChosen() {
  const transfer = new DataTransfer();
  chosen.forEach((file) => transfer.items.add(file));
  input.files = transfer.files;
  const bytes = chosen.reduce((sum, file) => sum + file.size, 0);
  const words = `${chosen.length} ${chosen.length === 1 ? "file" : "files"} chosen, ${inWords(bytes)}`;
  part("chosen").hidden = !chosen.length;
  part("chosen-heading").textContent = words;
  part("chosen-list").replaceChildren(...chosen.map(line));
  announce(chosen.length ? words : "No file chosen");
}

function line(file) {
  const item = document.createElement("li");
  const button = text("button", "usa-button usa-button--unstyled", "Remove");
  button.type = "button";
  button.setAttribute("aria-label", `Remove ${file.name}`);
  button.addEventListener("click", () => remove(file));
  item.append(text("span", "chosen__name", file.name), text("span", "chosen__size", inWords(file.size)), button);
  if (refusal(file)) item.append(text("span", "chosen__refusal", refusal(file)));
  return item;
}

function text(tag, className, words) {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = words;
  return element;
}

// Sending

function obstacles() {
  const bytes = chosen.reduce((sum, file) => sum + file.size, 0);
  return [
    !chosen.length && "Choose at least one file.",
    chosen.length > HIGHEST_COUNT && `Send at most ${HIGHEST_COUNT} files at once; these are ${chosen.length}.`,
    bytes > room &&
      `There is room for ${inWords(room)} on this server, and the files have ${inWords(bytes)}. ` +
        "Ask whoever looks after it to make room.",
    ...chosen.filter(refusal).map((file) => `${file.name}: ${refusal(file)} Remove it from the list.`),
  ].filter(Boolean);
}

function send(event) {
  event.preventDefault();
  const found = obstacles();
  if (found.length) return fail("Nothing was sent", found);
  const body = new FormData(form);
  request = new XMLHttpRequest();
  request.upload.addEventListener("progress", showProgress);
  request.addEventListener("load", showAnswer);
  request.addEventListener("error", () => stop("The connection broke off", [BROKEN]));
  request.addEventListener("abort", () => stop("Cancelled", ["Nothing was kept. The files are still chosen."]));
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "application/json");
  startedAt = performance.now();
  announcedAt = 0;
  setSending(true);
  request.send(body);
}

const BROKEN =
  "Nothing was kept. See whether this computer still reaches the server, then send again; the files are still chosen.";

function setSending(isSending) {
  part("sending").hidden = !isSending;
  part("start").hidden = isSending;
  part("errors").hidden = true;
  for (const control of [input, ...part("chosen-list").querySelectorAll("button")]) control.disabled = isSending;
  if (isSending) {
    part("bar").value = 0;
    part("amount").textContent = "Starting";
    part("sending").focus();
    announce("Sending has started");
    window.addEventListener("beforeunload", warn);
  } else {
    window.removeEventListener("beforeunload", warn);
  }
}

function warn(event) {
  event.preventDefault();
}

function showProgress({ loaded, total }) {
  const percent = Math.floor((100 * loaded) / total);
  part("bar").value = percent;
  const words = loaded === total
    ? "All has arrived. The server is putting it away."
    : `${inWords(loaded)} of ${inWords(total)} sent, ${percent} percent${timeLeft(loaded, total)}`;
  part("amount").textContent = words;
  if (percent >= announcedAt + PERCENT_BETWEEN_WORDS) {
    announcedAt = percent - (percent % PERCENT_BETWEEN_WORDS);
    announce(words);
  }
}

function timeLeft(loaded, total) {
  const seconds = (performance.now() - startedAt) / 1000;
  if (seconds < SECONDS_BEFORE_GUESS) return "";
  const minutes = Math.ceil((seconds * (total - loaded)) / loaded / 60);
  return minutes === 1 ? ", less than a minute left" : `, about ${minutes} minutes left`;
}

function showAnswer() {
  const answer = parsed(request.responseText);
  if (answer?.location) {
    setSending(false);
    part("start").hidden = true;
    window.location.assign(answer.location);
    return;
  }
  stop("The files were not taken", answer?.errors ?? [wordsFor(request)]);
}

function parsed(body) {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

function wordsFor({ status, responseURL }) {
  if (status === 200 && responseURL !== form.action) {
    return "You have been signed out. Sign in again in another window, then reload this page and send the files.";
  }
  if (status === 403) {
    return "The server does not take them from you. Reload this page and try again; you may have signed in anew.";
  }
  if (status === 413) {
    return "They are larger than the server in front of this one lets through. Ask whoever looks after it to raise its limit.";
  }
  return `The server did not answer as expected (${status}). Nothing was analyzed. Send the files again; if it fails again, tell whoever looks after the server.`;
}

function stop(heading, errors) {
  setSending(false);
  fail(heading, errors);
}

function fail(heading, errors) {
  part("errors-heading").textContent = heading;
  part("errors-list").replaceChildren(...errors.map((words) => text("li", "", words)));
  part("errors").hidden = false;
  part("errors").focus();
}

// Words

function inWords(bytes) {
  const units = ["bytes", "KB", "MB", "GB", "TB"];
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log(bytes) / Math.log(1024)), units.length - 1);
  return `${(bytes / 1024 ** power).toFixed(power ? 1 : 0)} ${units[power]}`;
}

function announce(words) {
  part("announce").textContent = words;
}

// Wiring. A file dropped beside the zone must not make the browser leave the page to show it.

const zone = part("drop");
part("needs-script").hidden = false;
input.required = false;
input.addEventListener("change", () => choose(input.files));
form.addEventListener("submit", send);
part("cancel").addEventListener("click", () => request.abort());
for (const kind of ["dragover", "drop"]) window.addEventListener(kind, (event) => event.preventDefault());
zone.addEventListener("dragover", () => zone.classList.add("drop--over"));
zone.addEventListener("dragleave", () => zone.classList.remove("drop--over"));
zone.addEventListener("drop", (event) => {
  zone.classList.remove("drop--over");
  if (!request || part("sending").hidden) choose(event.dataTransfer.files);
});
