// The view of one reading: choosing claims and names, layers that are remembered, keys, words that an address names.
// Without this script everything is there: links lead from words to cards and back, the layers' boxes still work.

const KEPT = "musnad.layers";
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

for (const reading of document.querySelectorAll("[data-reading]")) begin(reading);

function begin(root) {
  const claims = [...root.querySelectorAll(".claim")];
  const inspector = root.querySelector("[data-inspector]");
  const help = root.querySelector("[data-help]");
  const byCard = index(root, "c"), byName = index(root, "e");
  let chosen = null, spots = [], spot = -1;

  remember(root);
  mark();
  follow();
  root.querySelector("[data-keys]").hidden = false;
  addEventListener("hashchange", () => { mark(); follow(); });

  // words, cards and names light up together
  root.addEventListener("pointerover", (event) => light(event.target, true));
  root.addEventListener("pointerout", (event) => light(event.target, false));
  root.addEventListener("click", (event) => clicked(event));
  root.querySelector("[data-keys]").addEventListener("click", () => help.showModal());
  document.addEventListener("keydown", (event) => key(event));

  function light(target, on) {
    const place = target.closest("[data-c],[data-e],.claim");
    if (!place) return;
    const inner = place.dataset.e ? place.dataset.e.split(" ")[0] : "";
    if (inner && !place.classList.contains("trigger") && !place.classList.contains("cue")) {
      for (const part of byName.get(inner) ?? []) part.classList.toggle("lit", on);
      return;
    }
    const card = place.classList.contains("claim") ? place.id : nearest(place);
    for (const part of byCard.get(card) ?? []) part.classList.toggle("lit", on);
    document.getElementById(card)?.classList.toggle("lit", on);
  }

  function nearest(place) {
    const linked = place.getAttribute("href")?.slice(1);
    const all = (place.dataset.c ?? "").split(" ");
    return all.includes(linked) ? linked : all[0];
  }

  function clicked(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const close = event.target.closest("[data-close]"), step = event.target.closest("[data-step]");
    if (close) return forget();
    if (step) return walk(Number(step.dataset.step));
    const link = event.target.closest('a[href^="#"]');
    const id = link?.hash.slice(1);
    if (link && document.getElementById(id)?.classList.contains("claim")) {
      event.preventDefault();
      return choose(document.getElementById(id), true);
    }
    if (link && id.endsWith("-w") && document.getElementById(id.slice(0, -2))) {
      event.preventDefault();
      choose(document.getElementById(id.slice(0, -2)), false);
      return show(document.getElementById(id), true);
    }
    if (link && link.dataset.e && id === link.dataset.e.split(" ")[0]) {
      event.preventDefault();
      return take(id, link);
    }
    const item = event.target.closest(".cast li, .inspector li");
    if (link && item && document.getElementById(id)) {
      event.preventDefault();
      return take(item.dataset.e, document.getElementById(id));
    }
    const summary = event.target.closest("summary");
    if (summary && summary.parentElement.classList.contains("claim")) return choose(summary.parentElement, false);
    const words = event.target.closest(".said [data-c]");
    if (words && !getSelection()?.toString()) choose(document.getElementById(nearest(words)), true);
  }

  function choose(card, scroll) {
    if (!card) return;
    clear();
    chosen = card;
    card.classList.add("on");
    for (const part of byCard.get(card.id) ?? []) part.classList.add("on");
    const akin = (card.dataset.akin ?? "").split(" ");
    for (const other of claims) {
      const tied = akin.includes(other.id) || (other.dataset.akin ?? "").split(" ").includes(card.id);
      other.classList.toggle("near", tied && other !== card);
    }
    history.replaceState(null, "", `#${card.id}`);
    if (scroll) show(card, false);
  }

  function clear() {
    for (const part of root.querySelectorAll(".on,.near")) part.classList.remove("on", "near");
    chosen = null;
  }

  function forget() {
    clear();
    inspector.hidden = true;
    spots = [];
    document.activeElement?.closest(".claim")?.querySelector("summary").blur();
    history.replaceState(null, "", location.pathname + location.search);
  }

  // a name: all its mentions, one after the other
  function take(id, at) {
    clear();
    const entry = root.querySelector(`.cast li[data-e="${CSS.escape(id)}"]`);
    spots = (byName.get(id) ?? []).filter((part) => part.closest(".said"));
    for (const part of spots) part.classList.add("on");
    entry?.classList.add("on");
    const about = inspector.querySelector("[data-about]");
    about.replaceChildren(...[...(entry?.children ?? [])].map((part) => part.cloneNode(true)));
    inspector.hidden = !entry;
    spot = Math.max(0, spots.findIndex((part) => part === at || part.contains(at) || (at && at.nextElementSibling === part)));
    told();
    if (at && !at.closest(".cast")) show(spots[spot], false);
  }

  function walk(by) {
    if (!spots.length) return;
    spot = (spot + by + spots.length) % spots.length;
    show(spots[spot], false);
    told();
  }

  function told() {
    inspector.querySelector("[data-count]").textContent = spots.length ? `${spot + 1} / ${spots.length}` : "";
  }

  function key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || help.open) return;
    const field = event.target.closest("textarea,select,input:not([type=checkbox]),[contenteditable]");
    if (field) return;
    const inside = event.target.closest(".claim") || chosen;
    const deeds = {
      j: () => move(1), k: () => move(-1), n: () => walk(1), p: () => walk(-1),
      w: () => chosen && show(document.getElementById(`${chosen.id}-w`), true),
      "?": () => help.showModal(), Escape: () => (chosen && chosen.open ? (chosen.open = false) : forget()),
      ArrowDown: () => inside && move(1), ArrowUp: () => inside && move(-1),
      Enter: () => chosen && (chosen.open = !chosen.open),
    };
    if (/^[1-6]$/.test(event.key)) deeds[event.key] = () => root.querySelectorAll("[data-layer]")[event.key - 1].click();
    const deed = deeds[event.key];
    if (!deed) return;
    if (event.key === "Enter" && (!chosen || event.target.closest("a,button,summary"))) return;
    if (event.key.startsWith("Arrow") && !inside) return;
    event.preventDefault();
    deed();
  }

  function move(by) {
    const seen = claims.filter((claim) => claim.checkVisibility());
    if (!seen.length) return;
    const at = seen.indexOf(chosen);
    const next = seen[at < 0 ? (by > 0 ? first(seen) : seen.length - 1) : Math.min(seen.length - 1, Math.max(0, at + by))];
    inspector.hidden = true;
    choose(next, true);
    next.querySelector("summary").focus({ preventScroll: true });
  }

  function first(seen) {
    const at = seen.findIndex((claim) => claim.getBoundingClientRect().top > 0);
    return Math.max(0, at);
  }

  function follow() {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && document.getElementById(id);
    if (!target || !root.contains(target)) return;
    if (target.classList.contains("claim")) choose(target, true);
    else if (target.matches(".cast li")) take(id, target);
  }

  // #w-120-134: those code points of the text
  function mark() {
    const match = /^#w-(\d+)-(\d+)$/.exec(location.hash);
    if (!match) return;
    let found = root.querySelector(".asked");
    if (!document.getElementById(location.hash.slice(1))) found = wrap(root, Number(match[1]), Number(match[2])) ?? found;
    if (found) show(found, true);
  }
}

function index(root, kind) {
  const found = new Map();
  for (const part of root.querySelectorAll(`[data-${kind}]`)) {
    if (part.matches("li") && kind === "e") continue;
    for (const id of part.dataset[kind].split(" ")) {
      if (!found.has(id)) found.set(id, []);
      found.get(id).push(part);
    }
  }
  return found;
}

function show(part, centre) {
  part?.scrollIntoView({ block: centre ? "center" : "nearest", behavior: still ? "auto" : "smooth" });
}

function remember(root) {
  const boxes = [...root.querySelectorAll("[data-layer]")];
  let off = [];
  try { off = JSON.parse(localStorage.getItem(KEPT) ?? "[]"); } catch { off = []; }
  for (const box of boxes) {
    if (off.includes?.(box.dataset.layer)) box.checked = false;
    box.addEventListener("change", () => {
      const now = boxes.filter((one) => !one.checked).map((one) => one.dataset.layer);
      try { localStorage.setItem(KEPT, JSON.stringify(now)); } catch { /* a browser that keeps nothing */ }
    });
  }
}

// Wrap code points [start, end) of the article in <mark>; the text of a row stands as it is but for pieces with a length.
function wrap(root, start, end) {
  let first = null;
  for (const row of root.querySelectorAll(".said[data-o]")) {
    let at = Number(row.dataset.o);
    if (at >= end) break;
    const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, {
      acceptNode: (node) => (node.parentElement?.closest("[data-length]") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT),
    });
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === Node.ELEMENT_NODE) {
        if (node.dataset.length) at += Number(node.dataset.length);
        continue;
      }
      const points = Array.from(node.data);
      const from = Math.max(0, start - at), to = Math.min(points.length, end - at);
      if (from < to) found.push([node, points.slice(0, from).join("").length, points.slice(0, to).join("").length]);
      at += points.length;
    }
    for (const [node, from, to] of found) {
      const range = document.createRange();
      range.setStart(node, from);
      range.setEnd(node, to);
      const words = document.createElement("mark");
      words.className = "asked";
      range.surroundContents(words);
      first ??= words;
    }
  }
  return first;
}
