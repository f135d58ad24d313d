// The page that brings a text: a file may be dropped anywhere, and one sees that the reading has begun.

const form = document.querySelector("[data-bring]");

if (form) {
  const file = form.querySelector("input[type=file]");
  let depth = 0;
  const carries = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  addEventListener("dragenter", (event) => { if (carries(event)) { depth += 1; form.classList.add("over"); } });
  addEventListener("dragleave", (event) => { if (carries(event) && (depth -= 1) <= 0) form.classList.remove("over"); });
  addEventListener("dragover", (event) => { if (carries(event)) event.preventDefault(); });
  addEventListener("drop", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    depth = 0;
    form.classList.remove("over");
    const one = new DataTransfer();
    one.items.add(event.dataTransfer.files[0]);
    file.files = one.files;
    form.closest("details")?.setAttribute("open", "");
    form.requestSubmit();
  });
  form.addEventListener("submit", () => {
    form.querySelector("[data-waiting]").hidden = false;
    form.querySelector("button.main").disabled = true;
  });
  addEventListener("pageshow", () => {
    form.querySelector("[data-waiting]").hidden = true;
    form.querySelector("button.main").disabled = false;
  });
  form.querySelector("textarea").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
}
