// Up and down from event to event, once one is focused.

export function walk(table) {
  if (table === null) return;
  const links = [...table.querySelectorAll(".event")];
  // An event's page walks on from here.
  const listed = JSON.stringify(links.map((link) => link.getAttribute("href")));
  table.addEventListener("click", () => sessionStorage.setItem("listed", listed));
  table.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const at = links.indexOf(document.activeElement);
    if (step === undefined || at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    links[Math.min(Math.max(at + step, 0), links.length - 1)].focus();
  });
}
