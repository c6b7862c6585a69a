// The queue by keyboard: j and k walk, t takes the event, d is done with it.

const rows = [...document.querySelectorAll(".queue tbody tr")];
const links = rows.map((row) => row.querySelector(".event"));

function judge(row, verb) {
  const form = row.querySelector("form");
  const author = form.elements.author;
  if (author !== undefined) {
    author.value ||= sessionStorage.getItem("author") ?? "";
    if (author.value === "") {
      row.querySelector("details").open = true;
      author.focus();
      return;
    }
  }
  if (verb === "done") form.elements.status.value = "completed";
  form.requestSubmit(verb === "take" ? form.elements.verb : undefined);
}

for (const form of document.querySelectorAll(".queue form")) {
  form.addEventListener("submit", () => {
    const author = form.elements.author;
    if (author !== undefined) sessionStorage.setItem("author", author.value);
  });
}

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("input, select, textarea");
  if (isTyping || event.altKey || event.ctrlKey || event.metaKey) return;
  const at = links.indexOf(document.activeElement);
  const step = { j: 1, k: -1 }[event.key];
  if (step !== undefined) links[Math.min(Math.max(at + step, 0), links.length - 1)]?.focus();
  const verb = { t: "take", d: "done" }[event.key];
  if (verb === undefined || at < 0) return;
  // The key is no letter of the name that may be asked for.
  event.preventDefault();
  judge(rows[at], verb);
});
