// A paper is compared as soon as it is chosen, or dropped on the page; without scripts, one presses the button.

const form = document.querySelector("form.verify");
const chosen = form.elements.file;

form.querySelector("[data-at-once]").hidden = false;
chosen.addEventListener("change", () => { if (chosen.files.length) form.requestSubmit(); });
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => {
  event.preventDefault();
  if (!event.dataTransfer.files.length) return;
  chosen.files = event.dataTransfer.files;
  form.requestSubmit();
});
