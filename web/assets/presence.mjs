// Says now and then that one still looks, and shows who else does. A page that is not seen says nothing.

const OFTEN = 20_000;
const told = document.querySelector(".others");

async function look() {
  if (document.visibilityState !== "visible") return;
  const answer = await fetch(`/api/1/presence/${told.dataset.at}`);
  if (!answer.ok) return;
  const { others } = await answer.json();
  const names = others.join(", ");
  const shown = told.querySelector(".names");
  // Said again only when it is another, so that nobody is read the same thing every time.
  if (shown.textContent !== names) shown.textContent = names;
  told.hidden = others.length === 0;
}

if (told !== null) {
  setInterval(look, OFTEN);
  document.addEventListener("visibilitychange", look);
}
