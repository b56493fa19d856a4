// What every page has: parts that show themselves anew, keys, and questions before a press.
// Everything works without it; nothing here decides anything.

const typing = () => /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "");

// An element with an id and data-live="5" is fetched anew every 5 seconds while somebody looks.
async function renew(element, tags) {
  const busy = element.contains(document.activeElement) && typing();
  if (document.hidden || busy) return;
  const headers = { "x-live": "1" };
  if (tags.last) headers["if-none-match"] = tags.last;
  const answer = await fetch(location.href, { headers, cache: "no-store" });
  if (answer.status === 304) return;
  if (!answer.ok || answer.redirected) return;
  tags.last = answer.headers.get("etag");
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById(element.id);
  if (!fresh) return;
  if (fresh.innerHTML !== element.innerHTML) {
    element.replaceChildren(...fresh.childNodes);
    element.dispatchEvent(new CustomEvent("renewed", { bubbles: true }));
  }
  if (fresh.dataset.onward) location.replace(fresh.dataset.onward);
  if (!fresh.dataset.live) delete element.dataset.live;
}

function live(element) {
  const tags = { last: null };
  const again = async () => {
    if (!element.dataset.live) return;
    try {
      await renew(element, tags);
    } catch {
      // The service is away for a moment; the next look tells.
    }
    setTimeout(again, 1000 * Number(element.dataset.live || 5));
  };
  setTimeout(again, 1000 * Number(element.dataset.live));
}

// An element with data-key="r" is pressed by that key, unless somebody types, or has switched such
// keys off: who speaks to a computer presses them by accident.
const unwanted = () => localStorage.getItem("keys-off") === "yes" || document.querySelector("dialog[open]");
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing() || unwanted()) return;
  const keyed = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!keyed) return;
  event.preventDefault();
  if (/^(INPUT|TEXTAREA)$/.test(keyed.tagName)) keyed.focus();
  else keyed.click();
});

// A form with data-confirm asks before it is sent; each form is sent once.
document.addEventListener("submit", (event) => {
  const form = event.target;
  const question = event.submitter?.dataset.confirm ?? form.dataset.confirm;
  if (question && !window.confirm(question)) {
    event.preventDefault();
    return;
  }
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 3000);
});

for (const element of document.querySelectorAll("[data-live]")) live(element);
// What was finished before its page was there leads on as well, unless somebody comes back to it.
const onward = document.querySelector("[data-onward]");
const [arrival] = performance.getEntriesByType("navigation");
if (onward && arrival?.type === "navigate") location.replace(onward.dataset.onward);
document.getElementById("faults")?.focus();
