// Keeps the desk's progress current: while something waits, asks every second; reloads when a state changes.
"use strict";
const table = document.querySelector("[data-progress]");
const waits = () => [...table.querySelectorAll("tr[data-state]")].filter((row) => /uploaded|reading/.test(row.dataset.state));
async function look() {
  if (!waits().length) return;
  const answer = await fetch(table.dataset.progress, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  for (const report of (await answer.json()).reports) {
    const row = table.querySelector(`tr[data-pk="${report.pk}"]`);
    if (!row) continue;
    if (row.dataset.state !== report.state && !/uploaded|reading/.test(report.state)) return location.reload();
    row.querySelector(".state").textContent = report.label;
    const bar = row.querySelector("progress");
    if (bar) bar.value = report.progress;
  }
  setTimeout(look, 700);
}
if (table) setTimeout(look, 400);
