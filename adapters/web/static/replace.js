// A file that is too large is refused before it is sent: the server would only say so afterwards.

const input = document.querySelector("input[data-largest]");
const largest = Number(input.dataset.largest);
const field = input.closest(".field");
const described = input.getAttribute("aria-describedby");
const told = document.createElement("p");
told.className = "fault";
told.id = "fault-size";
told.setAttribute("role", "alert");
told.hidden = true;
input.before(told);

function tell(sentence) {
  told.textContent = sentence;
  told.hidden = !sentence;
  field.classList.toggle("field-wrong", Boolean(sentence));
  input.setAttribute("aria-invalid", String(Boolean(sentence)));
  input.setAttribute("aria-describedby", sentence ? `${described} ${told.id}` : described);
}

input.addEventListener("change", () => {
  const [file] = input.files;
  if (!file || file.size <= largest * 1e6) {
    tell("");
    return;
  }
  const size = Math.ceil(file.size / 1e6);
  input.value = "";
  tell(
    `${file.name} has ${size} MB; ${largest} MB are the most. Split it, or save it with smaller ` +
      "pictures, and choose it again.",
  );
});
