// Shows which words belong to which value, both ways, while one is pointed at or focused.

const words = [...document.querySelectorAll("[data-of]")];
const values = [...document.querySelectorAll("[data-value]")];

function light(names) {
  for (const word of words) {
    word.classList.toggle("lit", word.dataset.of.split(" ").some((name) => names.includes(name)));
  }
  for (const value of values) value.classList.toggle("lit", names.includes(value.dataset.value));
}

function namesAt(target) {
  const at = target instanceof Element ? target.closest("[data-of], [data-value]") : null;
  if (at === null) return [];
  // The innermost of several values is the one meant.
  return [at.dataset.value ?? at.dataset.of.split(" ")[0]];
}

const reading = document.querySelector(".reading");
for (const kind of ["pointerover", "focusin"]) {
  reading.addEventListener(kind, (event) => light(namesAt(event.target)));
}
for (const kind of ["pointerleave", "focusout"]) reading.addEventListener(kind, () => light([]));
