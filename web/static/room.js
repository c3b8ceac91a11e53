// Follow the room: what the server sends is shown in the place of what was there.
// Where nothing came for a while, not even a pulse, the screen says that it may be old.
const stage = document.getElementById("stage");
const patience = 25_000; // the server sends a pulse every ten seconds
let stream, silence;

function tell(line) {
  for (const one of document.querySelectorAll("[data-line]")) one.hidden = one.dataset.line !== line;
}

function heard() {
  tell("open");
  clearTimeout(silence);
  silence = setTimeout(again, patience);
}

function show(event) {
  heard();
  const page = new DOMParser().parseFromString(event.data, "text/html");
  stage.replaceChildren(...page.body.childNodes);
}

function again() {
  tell("lost");
  follow();
}

function follow() {
  clearTimeout(silence);
  stream?.close();
  stream = new EventSource(stage.dataset.stream);
  stream.addEventListener("open", heard);
  stream.addEventListener("message", show);
  stream.addEventListener("pulse", heard);
  stream.addEventListener("error", () => {
    tell("lost");
    clearTimeout(silence);
    silence = setTimeout(again, 3_000);
  });
}

// a phone in a pocket holds no line; looked at again, it shows what is newest
document.addEventListener("visibilitychange", () => {
  if (document.hidden) { clearTimeout(silence); stream?.close(); } else follow();
});
follow();
