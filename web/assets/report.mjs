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

// n and p walk through the marked words, from the one that is focused.
const marks = [...document.querySelectorAll("article.text a.m")];
const keys = document.querySelector(".keys");
keys.hidden = marks.length === 0;
document.addEventListener("keydown", (event) => {
  const step = { n: 1, p: -1 }[event.key];
  const isTyping = event.target.closest("input, select, textarea");
  if (step === undefined || isTyping || event.altKey || event.ctrlKey || event.metaKey) return;
  const at = marks.indexOf(document.activeElement);
  const next = at < 0 && step < 0 ? marks.length - 1 : Math.min(Math.max(at + step, 0), marks.length - 1);
  marks[next]?.focus();
});
