// A question whose answer is watched while it comes about. Without this the form works as well:
// the answer's page comes when it is there.

const AWAY = "Your question didn't arrive. Check your connection and ask again.";
const BROKEN = "The connection broke off. Please ask again.";
const NO_ANSWER = "There is no answer at the moment. Please ask again in a minute.";
const TOO_LONG = "That is more than can be asked at once. Please shorten it.";

const part = (name) => document.getElementById(`progress-${name}`);
let asking = false;

// A sentence of ours in place of what browsers say.
const orSay = (promise, sentence) =>
  promise.catch(() => {
    throw new Error(sentence);
  });

function heard(question) {
  const shown = document.getElementById("progress");
  part("asked").textContent = question;
  part("passed").textContent = "";
  part("step").textContent = "Sending your question …";
  part("step").className = "soft waiting";
  shown.hidden = false;
  shown.scrollIntoView({ block: "nearest" });
}

function told(event) {
  if (event.passed) part("passed").textContent += `${event.passed} `;
  if (event.step) part("step").textContent = event.step;
  if (event.fault) throw new Error(event.fault);
  if (event.to) location.assign(event.to);
  return Boolean(event.to);
}

async function watched(answer) {
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await orSay(reader.read(), BROKEN);
    if (done) return false;
    const lines = (rest + value).split("\n");
    rest = lines.pop();
    for (const line of lines) if (line && told(JSON.parse(line))) return true;
  }
}

async function ask(form, submitter) {
  const data = new FormData(form, submitter);
  const headers = { "x-script": "1" };
  const sent = fetch(form.action, { method: "POST", body: data, headers });
  const answer = await orSay(sent, AWAY);
  if (!answer.headers.get("content-type")?.startsWith("application/x-ndjson")) {
    const said = await orSay(answer.json(), answer.status === 413 ? TOO_LONG : NO_ANSWER);
    throw new Error(said.fault);
  }
  if (!(await watched(answer))) throw new Error(BROKEN);
}

function pressable(form, may) {
  for (const button of form.querySelectorAll("button")) button.disabled = !may;
}

function failed(form, why) {
  const step = part("step");
  step.textContent = why;
  step.className = "fault";
  step.scrollIntoView({ block: "nearest" });
  pressable(form, true);
}

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    const submitter = event.submitter;
    if (!("ask" in form.dataset) || submitter?.hasAttribute("formaction")) return;
    if (!document.getElementById("progress")) return;
    event.preventDefault();
    const question = submitter?.name === "option" || submitter?.name === "suggested";
    heard(question ? submitter.textContent : form.elements.question.value);
    asking = true;
    ask(form, submitter)
      .catch((fault) => failed(form, fault.message))
      .finally(() => (asking = false));
    pressable(form, false);
  },
  true,
);

// Browsers keep a page as it was left. Who comes back to it after the answer may ask again.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted || asking) return;
  document.querySelector("#progress:not([data-live] *)")?.setAttribute("hidden", "");
  for (const form of document.querySelectorAll("[data-ask]")) pressable(form, true);
});

// What is longer than the field takes is cut off by browsers without a word.
document.addEventListener("input", (event) => {
  const full = document.getElementById("full");
  if (!full || event.target.name !== "question") return;
  full.textContent = event.target.value.length < event.target.maxLength ? "" : full.dataset.text;
});

// What is new in a conversation is said aloud; the page scrolls nowhere by itself.
document.addEventListener("renewed", () => {
  const status = document.getElementById("renewed");
  if (status) status.textContent = status.dataset.text;
});
