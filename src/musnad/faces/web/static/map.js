// Where a map is wider than its frame, shows first where things happened. Without this script one scrolls there.

const middle = (box) => (box.left + box.right) / 2;

const show = ({ target: frame }) => {
  const discs = [...frame.querySelectorAll("svg a")].map((disc) => middle(disc.getBoundingClientRect()));
  if (!discs.length || frame.scrollWidth <= frame.clientWidth) return;
  discs.sort((a, b) => a - b);
  frame.scrollLeft += discs[discs.length >> 1] - middle(frame.getBoundingClientRect());
};

const watch = new ResizeObserver((frames) => frames.forEach(show));
document.querySelectorAll(".map .wide").forEach((frame) => watch.observe(frame));
