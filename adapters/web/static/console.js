// What every page has: parts that show themselves anew, keys, and questions before a press.
// Everything works without it; nothing here decides anything.

const typing = () => /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "");

// What a link or button is known by when its part is made anew.
const identity = (one) =>
  one.id ||
  ["href", "name", "value", "formaction"].map((name) => one.getAttribute(name)).join(" ") +
    one.closest("form")?.getAttribute("action");
const alike = (part, one) =>
  [...part.querySelectorAll(one.tagName)].filter((other) => identity(other) === identity(one));

// Puts fresh pieces into a part. Who had the keyboard in it still has it: on the same link or button
// where there is one, else on what is nearest to it, else on the part.
function refill(part, pieces) {
  const held = document.activeElement;
  const within = held !== part && part.contains(held);
  const at = within ? alike(part, held).indexOf(held) : 0;
  const around = [];
  for (let one = held; within && one !== part; one = one.parentElement) if (one.id) around.push(one.id);
  part.replaceChildren(...pieces);
  if (!within) return;
  const place = around.map((id) => document.getElementById(id)).find((one) => part.contains(one));
  const same = alike(part, held);
  (same[at] ?? same.at(-1) ?? place?.querySelector("a[href], button"))?.focus({ preventScroll: true });
  if (part.contains(document.activeElement)) return;
  part.tabIndex = -1;
  part.focus({ preventScroll: true });
}

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
    refill(element, fresh.childNodes);
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
// Who comes back to the page may send it again at once.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("[data-sent]")) delete form.dataset.sent;
});

for (const element of document.querySelectorAll("[data-live]")) live(element);
// What was finished before its page was there leads on as well, unless somebody comes back to it.
const onward = document.querySelector("[data-onward]");
const [arrival] = performance.getEntriesByType("navigation");
if (onward && arrival?.type === "navigate") location.replace(onward.dataset.onward);
document.getElementById("faults")?.focus();
