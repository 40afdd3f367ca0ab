// A part of the page that could not be fetched says so: with htmx alone the click would seem to do nothing.
const notice = document.getElementById("request-failed");

document.addEventListener("htmx:error", () => { notice.hidden = false; });
document.addEventListener("htmx:response:error", () => { notice.hidden = false; notice.scrollIntoView(); });
document.addEventListener("htmx:after:request", () => { notice.hidden = true; });
