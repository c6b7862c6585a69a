// How far the reading is, without asking for the page again; when all is read, the page is.
const bars = document.querySelectorAll("progress[data-job]");

async function look() {
  const answer = await fetch("/api/1/progress");
  if (!answer.ok) return;
  const { jobs } = await answer.json();
  let waiting = false;
  for (const bar of bars) {
    const job = jobs.find((job) => String(job.number) === bar.dataset.job);
    if (job === undefined || job.done) continue;
    waiting = true;
    bar.value = job.added.length;
  }
  if (waiting) setTimeout(look, 1000);
  else location.reload();
}

setTimeout(look, 1000);
