// What makes forms quicker where scripts run; each of it works without.

// one more row, without asking the server for it
function grow(event) {
  const button = event.target.closest("button.more");
  const rows = button?.closest("fieldset")?.querySelector("div.rows");
  const last = rows?.querySelector(".row:last-child");
  if (!last) return; // rows of texts come from the server, with their numbers
  event.preventDefault();
  const fresh = last.cloneNode(true);
  for (const input of fresh.querySelectorAll("input")) {
    input.value = "";
    input.setAttribute("aria-label", input.getAttribute("aria-label").replace(/\d+$/, (number) => Number(number) + 1));
  }
  rows.append(fresh);
  fresh.querySelector("input").focus();
}

// what is wrong is not wrong any more once it was changed; whether it is right, the server says
function mend(event) {
  const field = event.target.closest(".question");
  for (const one of field?.querySelectorAll("[aria-invalid]") ?? []) one.removeAttribute("aria-invalid");
  for (const one of field?.querySelectorAll(".problem") ?? []) one.hidden = true;
}

// what the room sees follows what is typed, once the room was asked to see it
let waiting;
function follow(form) {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    const typed = new FormData(form);
    typed.set("step", "room");
    fetch(form.action, { method: "POST", body: typed }).catch(() => {}); // the next key tries again
  }, 600);
}

// a second press does nothing; the Back key makes the form ready again
function once(event) {
  const form = event.target;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "1";
}

for (const form of document.querySelectorAll("form.act, #table")) {
  form.addEventListener("click", grow);
  form.addEventListener("input", mend);
  form.addEventListener("submit", once);
  if ("room" in form.dataset) form.addEventListener("input", () => follow(form));
}
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
