// Reviewing with single keys, and choosing words in the text. Without this script all of it is done by plain forms.

import { Paper } from "/static/review_text.js";

const root = document.querySelector("[data-review]");
if (root) begin(root);

function begin(root) {
  const help = root.querySelector("[data-keys-help]");
  const comment = root.querySelector("[data-comment]");
  const edit = root.querySelector("[data-edit]");
  const paper = root.querySelector("[data-paper]");
  const spans = paper ? choosing(root, paper) : null;
  groups(root);

  const deeds = {
    e: () => { if (edit) { edit.open = true; spans?.show(true); edit.querySelector("input:not([type=hidden]),select")?.focus(); } },
    c: () => comment?.focus(),
    u: () => takeBack(root),
    w: () => spans?.start(),
    "?": () => { if (help) { help.open = !help.open; help.scrollIntoView({ block: "nearest" }); } },
  };
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
    const field = event.target.closest("input:not([type=checkbox]),select,textarea");
    if (event.key === "Escape" && field) return field.blur();
    if (field || !root.isConnected) return;
    const named = root.querySelector(`[data-key~="${CSS.escape(event.key)}"]`);
    if (!named && !deeds[event.key]) return;
    event.preventDefault();
    if (named) named.click(); else deeds[event.key]();
  });
  if (root.dataset.review !== "queue" && root.dataset.review !== "log") {
    root.querySelector(".is-own")?.scrollIntoView({ block: "nearest" });
  }
}

// u: the notice's button where there is one; else the last word of this person that stands
function takeBack(root) {
  const form = root.querySelector("[data-undo]");
  if (form) return form.requestSubmit();
  const made = document.createElement("form");
  made.method = "post";
  made.action = "/review/undo";
  const csrf = root.querySelector("input[name=csrf]");
  for (const [name, value] of [["id", ""], ["back", location.pathname + location.search], ["csrf", csrf?.value]]) {
    if (value === undefined) continue;
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    made.append(field);
  }
  document.body.append(made);
  made.submit();
}

// modes that the chosen type does not have are not offered
function groups(root) {
  const type = root.querySelector("select[name=type]"), mode = root.querySelector("select[data-grouped]");
  if (!type || !mode) return;
  const listed = [...mode.querySelectorAll("optgroup")];
  const fit = () => {
    for (const group of listed) {
      group.disabled = group.dataset.group !== type.value;
      group.hidden = group.disabled;
    }
    if (mode.selectedOptions[0]?.parentElement.disabled) mode.value = "";
  };
  type.addEventListener("change", fit);
  fit();
}

function choosing(root, node) {
  const paper = new Paper(node);
  const fields = [...root.querySelectorAll("[data-span]")].map((box) => ({
    box,
    words: box.querySelector("input:not([type=hidden])"),
    at: box.querySelector("input[type=hidden]"),
    label: box.querySelector("label").firstChild.textContent.trim(),
  }));
  const note = root.querySelector("[data-picking]");
  const form = root.querySelector("[data-decide]");
  let active = fields[0], who = null, shown = !root.querySelector("[data-edit]");

  for (const field of fields) {
    const button = field.box.querySelector("[data-pick]");
    button.hidden = false;
    button.addEventListener("click", () => { choose(field); start(); });
    field.words.addEventListener("focus", () => choose(field));
    field.words.addEventListener("input", () => { find(field); draw(); });
  }
  for (const box of root.querySelectorAll("[data-who]")) {
    box.addEventListener("focusin", () => { who = box; listening(); });
  }
  root.querySelector("[data-edit]")?.addEventListener("toggle", (event) => { shown = event.target.open; draw(); });
  node.addEventListener("keydown", moved);
  node.addEventListener("click", named);
  document.addEventListener("selectionchange", selected);
  document.addEventListener("pointerup", selected);
  if (shown) choose(active);

  function choose(field) {
    active = field;
    who = null;
    listening();
    for (const one of fields) one.box.classList.toggle("active", one === field);
    draw();
  }

  function start() {
    const details = root.querySelector("[data-edit]");
    if (details) details.open = true;
    shown = true;
    node.focus({ preventScroll: true });
    draw();
    paper.show(bounds(active));
  }

  function bounds(field) {
    const match = /^(\d+)-(\d+)$/.exec(field?.at.value ?? "");
    return match ? [Number(match[1]), Number(match[2])] : null;
  }

  function put(field, start, end) {
    field.at.value = `${start}-${end}`;
    field.words.value = paper.words(start, end);
    draw();
  }

  // typed words: where they stand, the nearest place to the one before
  function find(field) {
    const place = paper.find(field.words.value.trim(), bounds(field)?.[0] ?? 0);
    field.at.value = place ? `${place[0]}-${place[1]}` : "";
    field.words.setCustomValidity("");
  }

  function draw() {
    const place = shown && active ? bounds(active) : null;
    paper.mark(place);
    if (!note) return;
    note.hidden = !shown || !active;
    note.textContent = shown && active ? `${active.label}: ${place ? `«${paper.words(...place)}»` : "–"}` : "";
  }

  function selected(event) {
    const chosen = getSelection();
    if (!active || !shown || !chosen || chosen.isCollapsed || !node.contains(chosen.anchorNode)) return;
    if (event.type === "selectionchange" && document.activeElement?.matches("input,textarea")) return;
    const place = paper.chosen(chosen);
    if (place) put(active, ...place);
  }

  function moved(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || !active || !shown) return;
    if (event.key === "Enter" || event.key === "Escape") {
      event.preventDefault();
      return active.words.focus();
    }
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    getSelection()?.removeAllRanges();
    const rtl = getComputedStyle(node.querySelector(".said") ?? node).direction === "rtl";
    const by = (event.key === "ArrowLeft") === rtl ? 1 : -1;
    const place = paper.moved(bounds(active) ?? paper.first(), by, event.shiftKey);
    put(active, ...place);
    paper.show(place);
  }

  // a click on a name answers "who" while such a field is the chosen one
  function named(event) {
    const name = event.target.closest("[data-entity]");
    if (!name || !who || !getSelection()?.isCollapsed) return;
    const id = name.dataset.entity;
    const tick = who.querySelector(`input[value="${CSS.escape(id)}"]`), list = who.querySelector("select");
    if (tick) tick.checked = !tick.checked;
    else if (list && [...list.options].some((one) => one.value === id)) list.value = id;
  }

  function listening() {
    for (const box of root.querySelectorAll("[data-who]")) box.classList.toggle("listening", box === who);
    node.classList.toggle("picking-now", who !== null);
  }

  form?.addEventListener("submit", () => paper.mark(null));
  return { start, show: (on) => { shown = on; draw(); } };
}
