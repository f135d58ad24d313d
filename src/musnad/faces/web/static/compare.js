// Two reports side by side: a passage and its counterpart light up together, j and k walk from passage to passage.

const root = document.querySelector("[data-beside]");
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

if (root) {
  const parts = new Map();
  for (const part of root.querySelectorAll("[data-p]")) {
    if (!parts.has(part.dataset.p)) parts.set(part.dataset.p, []);
    parts.get(part.dataset.p).push(part);
  }
  const each = (id, name, on) => { for (const part of parts.get(id) ?? []) part.classList.toggle(name, on); };
  let chosen = null;
  for (const [name, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
    root.addEventListener(name, (event) => {
      const part = event.target.closest("[data-p]");
      if (part) each(part.dataset.p, "lit", on);
    });
  }
  root.addEventListener("click", (event) => {
    const part = event.target.closest("[data-p]");
    if (!part || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    choose(part.dataset.p, document.querySelector(part.hash));
  });
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("input,textarea,select")) return;
    const all = [...parts.keys()];
    if (event.key === "Escape" && chosen) { each(chosen, "on", false); chosen = null; return; }
    const by = { j: 1, ArrowRight: 0, k: -1 }[event.key];
    if (!by || !all.length) return;
    const at = chosen === null ? (by > 0 ? -1 : all.length) : all.indexOf(chosen);
    const next = all[Math.min(all.length - 1, Math.max(0, at + by))];
    choose(next, parts.get(next)[0]);
    parts.get(next)[0].focus({ preventScroll: true });
  });
  function choose(id, towards) {
    if (chosen !== null) each(chosen, "on", false);
    chosen = id;
    each(id, "on", true);
    towards?.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
  }
}
