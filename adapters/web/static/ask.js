// A question whose answer is watched while it comes about. Without this the form works as well:
// the answer's page comes when it is there.

const part = (name) => document.getElementById(`progress-${name}`);

function heard(question) {
  const shown = document.getElementById("progress");
  part("asked").textContent = question;
  part("passed").textContent = "";
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
    const { done, value } = await reader.read();
    if (done) return false;
    const lines = (rest + value).split("\n");
    rest = lines.pop();
    for (const line of lines) if (line && told(JSON.parse(line))) return true;
  }
}

async function ask(form, submitter) {
  const data = new FormData(form, submitter);
  const headers = { "x-script": "1" };
  const answer = await fetch(form.action, { method: "POST", body: data, headers });
  if (!answer.ok) throw new Error((await answer.json()).fault);
  if (!(await watched(answer))) throw new Error("The connection broke off. Please ask again.");
}

function failed(form, why) {
  const step = part("step");
  step.textContent = why;
  step.className = "fault";
  step.scrollIntoView({ block: "nearest" });
  for (const button of form.querySelectorAll("button")) button.disabled = false;
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
    ask(form, submitter).catch((fault) => failed(form, fault.message));
    for (const button of form.querySelectorAll("button")) button.disabled = true;
  },
  true,
);

// What is new in a conversation is said aloud; the page scrolls nowhere by itself.
document.addEventListener("renewed", () => {
  const status = document.getElementById("renewed");
  if (status) status.textContent = status.dataset.text;
});
