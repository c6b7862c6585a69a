// The map month by month: what happened in a window that moves, or in all months up to the one shown. Events with no date are left
// out while it plays. Who asked for less motion steps by hand.

const PACE = 1200;
const STILL = matchMedia("(prefers-reduced-motion: reduce)");

export function player(features, draw) {
  const dated = features.filter(({ properties }) => properties.start !== null);
  const months = between(dated);
  if (months.length < 2) return null;
  const parts = controls(months.length - 1);
  let timer = null;

  const show = () => {
    const at = parts.at.valueAsNumber;
    const keeps = parts.keeps.checked;
    const month = months[at];
    const first = keeps ? months[0] : months[Math.max(at - Number(parts.span.value) + 1, 0)];
    parts.span.disabled = keeps;
    parts.shown.textContent = keeps ? `Up to ${month}` : first === month ? month : `${first} to ${month}`;
    parts.at.setAttribute("aria-valuetext", parts.shown.textContent);
    parts.all.hidden = false;
    draw(dated.filter(({ properties }) => isIn(properties, first, month)));
  };
  const stop = () => {
    clearInterval(timer);
    timer = null;
    parts.play.textContent = "Play";
  };
  const step = () => {
    if (parts.at.valueAsNumber === months.length - 1) stop();
    else parts.at.stepUp();
    show();
  };
  const start = () => {
    if (parts.at.valueAsNumber === months.length - 1) parts.at.value = 0;
    parts.play.textContent = "Pause";
    timer = setInterval(step, PACE / Number(parts.speed.value));
    show();
  };
  parts.play.addEventListener("click", () => (timer === null ? start() : stop()));
  parts.speed.addEventListener("change", () => {
    if (timer === null) return;
    stop();
    start();
  });
  parts.at.addEventListener("input", show);
  for (const part of [parts.keeps, parts.span]) part.addEventListener("change", show);
  parts.all.addEventListener("click", () => {
    stop();
    parts.all.hidden = true;
    parts.shown.textContent = "All months";
    draw(features);
  });
  parts.play.hidden = STILL.matches;
  parts.speed.parentElement.hidden = STILL.matches;
  return parts.whole;
}

// Every month from the first event to the last.
function between(dated) {
  const starts = dated.map(({ properties }) => properties.start.slice(0, 7)).sort();
  const months = [];
  const [first, last] = [starts[0], starts.at(-1)];
  if (first === undefined) return months;
  for (let at = new Date(`${first}-01T00:00Z`); name(at) <= last; at.setUTCMonth(at.getUTCMonth() + 1)) {
    months.push(name(at));
  }
  return months;
}

function name(date) {
  return date.toISOString().slice(0, 7);
}

// What lasts is shown as long as it lasts.
function isIn({ start, end }, first, last) {
  return start.slice(0, 7) <= last && (end ?? start).slice(0, 7) >= first;
}

function controls(last) {
  const whole = document.createElement("div");
  whole.className = "play";
  const [play, all] = ["Play", "Show all"].map((text) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    return button;
  });
  const at = document.createElement("input");
  Object.assign(at, { type: "range", min: 0, max: last, value: 0 });
  const keeps = document.createElement("input");
  keeps.type = "checkbox";
  const span = document.createElement("select");
  for (const months of [1, 3, 6, 12]) span.add(new Option(months === 1 ? "1 month" : `${months} months`, months));
  const speed = document.createElement("select");
  for (const times of [1, 2, 4]) speed.add(new Option(`${times}×`, times));
  const shown = document.createElement("output");
  shown.textContent = "All months";
  all.hidden = true;
  whole.append(play, labelled("Month", at), shown, labelled("Window", span), labelled("keep what was before", keeps), labelled("Speed", speed), all);
  return { whole, play, all, at, keeps, span, speed, shown };
}

function labelled(text, field) {
  const label = document.createElement("label");
  label.append(`${text} `, field);
  return label;
}
