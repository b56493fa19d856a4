// Files are sent one by one, so that one that is refused stops no other, and progress is seen.
// Without this the form sends them all at once.

const form = document.querySelector("[data-upload]");
const input = form.querySelector("input[type=file]");
const told = form.querySelector(".sending");
const refused = form.querySelector(".refused");
const waiting = [];
const largest = Number(form.dataset.largest);
let batch = form.dataset.batch;
let sent = 0;
let arrived = 0;
let going = false;

form.classList.add("drop-ready");
input.required = false;
form.querySelector("button").remove();

// A folder's files, to the bottom; hidden ones aren't sent.
async function under(entry) {
  if (entry.name.startsWith(".")) return [];
  if (entry.isFile) return [await new Promise((found, lost) => entry.file(found, lost))];
  const reader = entry.createReader();
  const files = [];
  for (;;) {
    const some = await new Promise((found, lost) => reader.readEntries(found, lost));
    if (!some.length) return files;
    for (const one of some) files.push(...(await under(one)));
  }
}

function refuse(file, why) {
  const line = document.createElement("li");
  line.textContent = `${file.name}: ${why}`;
  refused.append(line);
}

function tell(part) {
  const total = sent + waiting.length + 1;
  told.hidden = false;
  told.querySelector("p").textContent = `Sending ${Math.min(sent + 1, total)} of ${total}`;
  const bar = told.querySelector("progress");
  bar.max = total;
  bar.value = sent + part;
}

// XMLHttpRequest, as fetch doesn't tell how much of a file is sent.
function send(file) {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append("csrf", form.dataset.csrf);
    body.append("batch", batch);
    body.append("file", file);
    request.open("POST", form.action);
    request.setRequestHeader("x-script", "1");
    request.upload.onprogress = (event) => tell(event.total ? event.loaded / event.total : 0);
    request.onerror = () => done({ fault: "it didn't arrive. Check your connection and send it again." });
    request.onload = () => {
      try {
        done({ status: request.status, ...JSON.parse(request.responseText) });
      } catch {
        const large = request.status === 413;
        done({ fault: large ? "it is too large." : "it couldn't be sent. Please try again." });
      }
    };
    request.send(body);
  });
}

async function go() {
  if (going) return;
  going = true;
  while (waiting.length) {
    const file = waiting.shift();
    tell(0);
    const answer = await send(file);
    batch = answer.batch || batch;
    const faults = answer.faults ?? (answer.fault ? [answer.fault] : []);
    for (const why of faults) refuse(file, why);
    if (!faults.length) arrived += 1;
    sent += 1;
  }
  going = false;
  told.hidden = true;
  if (!arrived) return;
  if (!refused.children.length) location.assign(`/documents/add?batch=${batch}`);
  else onward();
}

// What was refused is read before the page goes on.
function onward() {
  if (form.querySelector(".onward")) return;
  const link = document.createElement("a");
  link.className = "button onward";
  link.href = `/documents/add?batch=${batch}`;
  link.textContent = "Go on with what arrived";
  form.append(link);
  link.focus();
}

function add(files) {
  for (const file of files) {
    if (file.size <= largest * 1e6) waiting.push(file);
    else refuse(file, `it has ${Math.ceil(file.size / 1e6)} MB; ${largest} MB are the most.`);
  }
  go();
}

input.addEventListener("change", () => {
  add([...input.files]);
  input.value = "";
});
form.addEventListener("dragover", (event) => {
  event.preventDefault();
  form.classList.add("drop-over");
});
form.addEventListener("dragleave", () => form.classList.remove("drop-over"));
form.addEventListener("drop", async (event) => {
  event.preventDefault();
  form.classList.remove("drop-over");
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  const lists = await Promise.all(entries.map(under));
  add(entries.length ? lists.flat() : [...event.dataTransfer.files]);
});

// Browsers keep a page as it was left. Who comes back to it begins anew: its batch may be taken in.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted || going) return;
  batch = form.dataset.batch;
  sent = 0;
  arrived = 0;
  refused.replaceChildren();
  form.querySelector(".onward")?.remove();
});
