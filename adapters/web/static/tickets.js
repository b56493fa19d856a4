// Tickets by keyboard, and what arrives while somebody looks. Without it all is links and buttons.

const rows = () => [...document.querySelectorAll("[data-row]")];
const busy = () => /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "");
let chosen = null;

function move(step) {
  const all = rows();
  const at = all.findIndex((row) => row.dataset.row === chosen);
  const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step];
  next?.focus();
}

function mark() {
  for (const row of rows()) row.closest("tr").classList.toggle("chosen", row.dataset.row === chosen);
}

document.addEventListener("focusin", (event) => {
  chosen = event.target.closest?.("tr")?.querySelector("[data-row]")?.dataset.row ?? chosen;
  mark();
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || busy() || off()) return;
  if (document.querySelector("dialog[open]") || !rows().length) return;
  if (event.key === "j") move(1);
  if (event.key === "k") move(-1);
  if (event.key === "c" && chosen) document.querySelector(`#ticket-${chosen} form button`)?.click();
});

// What arrives is said; the row that was chosen still is.
const queue = document.getElementById("queue");
let known = new Set(rows().map((row) => row.dataset.row));
queue?.addEventListener("renewed", () => {
  const all = rows();
  const fresh = all.filter((row) => !known.has(row.dataset.row));
  if (fresh.length) {
    document.getElementById("arrived").textContent = fresh
      .map((row) => `Ticket ${row.dataset.row} is new in this list.`)
      .join(" ");
  }
  known = new Set([...known, ...all.map((row) => row.dataset.row)]);
  mark();
});

// The keys, and whether they are wanted (console.js asks as well).
const OFF = "keys-off";
function off() {
  return localStorage.getItem(OFF) === "yes";
}
const dialog = document.getElementById("keys");
const opener = document.querySelector("[data-keys]");
if (dialog && opener) {
  opener.hidden = false;
  opener.addEventListener("click", () => dialog.showModal());
  const on = document.getElementById("keys-on");
  on.checked = !off();
  on.addEventListener("change", () => localStorage.setItem(OFF, on.checked ? "no" : "yes"));
}
