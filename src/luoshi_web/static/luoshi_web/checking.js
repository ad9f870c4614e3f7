// Checking by keyboard: j/k move, a accepts, x rejects, e corrects, n adds what was missed, Escape closes a form.
"use strict";
const list = document.getElementById("rows");
const said = document.getElementById("said");
const decision = document.getElementById("decision");
const token = decision.querySelector("[name=csrfmiddlewaretoken]").value;
let current = null;
let pending = 0;

function wait(change) {
  pending += change;
  list.setAttribute("aria-busy", String(pending > 0));
}

function fieldsOf(row) {
  return Object.fromEntries([...row.attributes].filter((each) => each.name.startsWith("data-f-")).map((each) => [each.name.slice(7), each.value]));
}

function choose(row) {
  if (!row) return;
  current?.classList.remove("current");
  current = row;
  row.classList.add("current");
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "center" });
}

function next() {
  let row = current?.nextElementSibling;
  while (row && !row.classList.contains("is-read")) row = row.nextElementSibling;
  choose(row ?? current?.nextElementSibling);
}

async function send(row, values) {
  const body = new URLSearchParams(values);
  body.set("csrfmiddlewaretoken", token);
  const before = row ? fieldsOf(row) : {};
  for (const [name, value] of Object.entries(before)) body.set(`before-${name}`, value);
  wait(1);
  try {
    const answer = await fetch(decision.action, { method: "POST", headers: { Accept: "application/json" }, body });
    if (answer.ok) return "";
    return (await answer.json().catch(() => ({}))).reason ?? list.dataset.failed;
  } catch {
    return list.dataset.failed;
  } finally {
    wait(-1);
  }
}

function mark(row, status) {
  if (row.classList.contains("is-read")) {
    document.getElementById("done").value += 1;
    document.getElementById("count").textContent = document.getElementById("done").value;
  }
  row.className = row.className.replace(/is-\w+/, `is-${status}`);
}

function decide(action, status) {
  const row = current;
  if (!row) return;
  const before = row.className;
  mark(row, status);
  next();
  send(row, { row: row.dataset.row, at: row.dataset.at, decision: action }).then((trouble) => {
    said.textContent = trouble;
    if (trouble) { row.className = before; choose(row); }
  });
}

function open(template, row) {
  document.querySelector("form.edit")?.remove();
  const form = document.getElementById(template).content.firstElementChild.cloneNode(true);
  (row ?? list).after(form);
  if (row) row.append(form);
  const first = form.querySelector("input, select");
  first.focus();
  form.scrollIntoView({ block: "nearest" });
  return form;
}

function correct() {
  const row = current;
  if (!row) return;
  const form = open(`form-${row.dataset.row}`, row);
  for (const [name, value] of Object.entries(fieldsOf(row))) if (form.elements[name]) form.elements[name].value = value;
  form.elements[0].select?.();
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const values = Object.fromEntries(new FormData(form));
    const trouble = await send(row, { ...values, row: row.dataset.row, at: row.dataset.at, decision: "correct" });
    said.textContent = trouble;
    if (trouble) return;
    for (const [name, value] of Object.entries(values)) row.setAttribute(`data-f-${name}`, value);
    const shown = [...form.elements].filter((field) => field.name).map((field) => field.selectedOptions?.[0].text ?? field.value);
    row.querySelector(".summary").textContent = shown.filter(Boolean).join(" · ");
    form.remove();
    mark(row, "corrected");
    next();
  });
}

function add() {
  const row = current;
  if (!row) return;
  const form = open("form-add", row);
  const kind = form.elements.row;
  kind.addEventListener("change", () => form.querySelectorAll(".fields-of").forEach((part) => { part.hidden = part.dataset.of !== kind.value; }));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const words = row.querySelector(".words").textContent;
    const quote = row.querySelector("mark").textContent;
    const at = words.indexOf(form.elements.text.value);
    if (at < 0) { said.textContent = list.dataset.missing; return; }
    const offset = Number(row.dataset.from) + [...words.slice(0, at)].length;
    const values = { text: form.elements.text.value, row: kind.value, at: String(offset), decision: "add" };
    for (const field of form.querySelectorAll(`[data-of=${kind.value}] [name]`)) values[field.name] = field.value;
    const trouble = await send(null, values);
    said.textContent = trouble || `＋ ${values.text}（${quote}）`;
    if (!trouble) { form.remove(); choose(row); }
  });
}

const keys = { a: () => decide("accept", "accepted"), x: () => decide("reject", "rejected"), e: correct, n: add, j: () => choose(current?.nextElementSibling), k: () => choose(current?.previousElementSibling) };
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") { document.querySelector("form.edit")?.remove(); current?.focus(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || /INPUT|SELECT|TEXTAREA/.test(event.target.tagName)) return;
  const act = keys[event.key];
  if (act) { event.preventDefault(); act(); }
});
window.addEventListener("beforeunload", (event) => { if (pending) event.preventDefault(); });
list.addEventListener("click", (event) => choose(event.target.closest("li")));
choose(list.querySelector("li.is-read") ?? list.firstElementChild);
