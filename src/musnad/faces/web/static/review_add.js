// The article's page, for reviewers: words that are selected can be added as an event, a statement, a name.
// Without this script the buttons open the form with the whole text, where the words are typed.

import { Paper } from "/static/review_text.js";

const form = document.querySelector("[data-add-here]"), node = document.querySelector("[data-reading] .paper");
if (form && node) {
  let paper = null;
  const told = form.querySelector("[data-add-words]");
  document.addEventListener("selectionchange", () => {
    const chosen = getSelection();
    if (!chosen || chosen.isCollapsed || !node.contains(chosen.anchorNode)) return;
    paper ??= new Paper(node);
    const place = paper.chosen(chosen);
    if (!place) return;
    form.elements.start.value = place[0];
    form.elements.end.value = place[1];
    const words = paper.words(...place);
    told.textContent = words.length > 60 ? `${words.slice(0, 58)}…` : words;
    form.classList.add("ready");
  });
}
