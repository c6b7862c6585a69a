// From an event to the ones before and after it in the list that it was opened from, by links and by
// the arrow keys.

const listed = JSON.parse(sessionStorage.getItem("listed") ?? "[]");
const at = listed.indexOf(location.pathname);

if (at >= 0) {
  const walk = document.createElement("nav");
  walk.className = "walk";
  walk.setAttribute("aria-label", "The list it is from");
  const [before, after] = [["← Before", at - 1], ["After →", at + 1]].map(([text, number]) => {
    if (listed[number] === undefined) return null;
    const link = document.createElement("a");
    link.href = listed[number];
    link.textContent = text;
    walk.append(link, " ");
    return link;
  });
  const where = document.createElement("span");
  where.className = "quiet";
  where.textContent = `${at + 1} of ${listed.length} in the list; the arrow keys walk`;
  walk.append(where);
  document.querySelector(".head").prepend(walk);
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input, select, textarea");
    if (isTyping || event.altKey || event.ctrlKey || event.metaKey) return;
    ({ ArrowLeft: before, ArrowRight: after })[event.key]?.click();
  });
}
