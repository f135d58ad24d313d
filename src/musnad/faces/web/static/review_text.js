// The text of an article on the page, counted in code points as records count it: what a selection stands for, words,
// and a highlight over any stretch. A row begins at data-o; what is shown otherwise than it stands has a data-length.

const WORD = /[\p{L}\p{M}\p{N}\u0640_]/u;

export class Paper {
  constructor(node) {
    this.node = node;
    this.points = [];
    this.places = [];
    for (const row of node.querySelectorAll("[data-o]")) this.#read(row, Number(row.dataset.o));
  }

  #read(row, start) {
    let at = start;
    const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, {
      acceptNode: (node) => (node.parentElement?.closest("[data-length]") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT),
    });
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === Node.ELEMENT_NODE) {
        if (!node.dataset.length) continue;
        const length = Number(node.dataset.length);
        this.places.push({ node, start: at, end: at + length, whole: true });
        for (let i = 0; i < length; i++) this.points[at + i] = "\ufffc";
        at += length;
        continue;
      }
      const points = Array.from(node.data);
      this.places.push({ node, start: at, end: at + points.length, whole: false });
      for (const point of points) this.points[at++] = point;
    }
  }

  // code points [start, end) of what the person selected, without the spaces around it; null where it is nothing
  chosen(selection) {
    const range = selection.getRangeAt(0);
    let start = this.#point(range.startContainer, range.startOffset, false);
    let end = this.#point(range.endContainer, range.endOffset, true);
    if (start === null || end === null) return null;
    while (start < end && !/\S/.test(this.points[start] ?? " ")) start++;
    while (end > start && !/\S/.test(this.points[end - 1] ?? " ")) end--;
    return end > start ? [start, end] : null;
  }

  #point(node, offset, ending) {
    if (node.nodeType === Node.TEXT_NODE) {
      const place = this.places.find((one) => one.node === node);
      // UTF-16 units to code points: a letter outside of the plane of sixteen bits counts once
      if (place) return place.start + Array.from(node.data.slice(0, offset)).length;
      const whole = this.places.find((one) => one.whole && one.node.contains(node));
      return whole ? (ending ? whole.end : whole.start) : null;
    }
    const probe = document.createRange();
    probe.setStart(node, offset);
    probe.collapse(true);
    if (ending) {
      const before = this.places.filter((one) => probe.comparePoint(one.node, 0) < 0);
      return before.length ? before[before.length - 1].end : null;
    }
    return this.places.find((one) => probe.comparePoint(one.node, 0) >= 0)?.start ?? null;
  }

  words(start, end) {
    return this.points.slice(start, end).filter((point) => point !== "\ufffc").map((point) => point ?? " ").join("");
  }

  first() {
    const start = this.places[0]?.start ?? 0;
    return [start, this.#edge(start, 1, true)];
  }

  // the beginning (or with `last` the end) one word further
  moved([start, end], by, last) {
    if (last) {
      const next = this.#edge(end, by, true);
      return next > start ? [start, next] : [start, end];
    }
    const next = this.#edge(start, by, false);
    return next < end ? [next, end] : [next, this.#edge(next, 1, true)];
  }

  // the next place where a word (or a mark) ends, or begins
  #edge(at, by, ending) {
    const limit = this.points.length;
    for (let i = at + by; i >= 0 && i <= limit; i += by) {
      const before = this.points[i - 1] ?? "\n", after = this.points[i] ?? "\n";
      const inner = ending ? before : after;
      if (!/\S/.test(inner)) continue;
      if (!(WORD.test(before) && WORD.test(after))) return i;
    }
    return Math.min(Math.max(at, 0), limit);
  }

  find(words, near) {
    const wanted = Array.from(words);
    if (!wanted.length) return null;
    let best = null;
    for (let i = 0; i + wanted.length <= this.points.length; i++) {
      if (wanted.every((point, k) => this.points[i + k] === point) && (best === null || Math.abs(i - near) < Math.abs(best - near))) best = i;
    }
    return best === null ? null : [best, best + wanted.length];
  }

  range([start, end]) {
    const first = this.places.find((one) => one.end > start), last = this.places.findLast((one) => one.start < end);
    if (!first || !last) return null;
    const range = document.createRange();
    if (first.whole) range.setStartBefore(first.node);
    else range.setStart(first.node, units(first.node, Math.max(0, start - first.start)));
    if (last.whole) range.setEndAfter(last.node);
    else range.setEnd(last.node, units(last.node, Math.min(last.end, end) - last.start));
    return range;
  }

  // shown over the text without changing it; the words beside the fields tell it too, where a browser lacks this
  mark(place) {
    if (!("highlights" in CSS)) return;
    const range = place && this.range(place);
    if (range) CSS.highlights.set("picked", new Highlight(range));
    else CSS.highlights.delete("picked");
  }

  show(place) {
    const range = place && this.range(place);
    const node = range?.startContainer;
    const row = (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest("[data-o]");
    const fold = row?.closest("details");
    if (fold) fold.open = true;
    const box = range?.getBoundingClientRect();
    if (box && (box.top < 60 || box.bottom > innerHeight - 60)) row.scrollIntoView({ block: "center" });
  }
}

function units(node, points) {
  return Array.from(node.data).slice(0, points).join("").length;
}
