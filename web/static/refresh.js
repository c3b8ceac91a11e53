// Draw a part of a page anew when its window is looked at again: the part says in data-refresh
// where it comes from, and is exchanged for the element of the same id that is found there.
addEventListener("focus", () => document.querySelectorAll("[data-refresh]").forEach(refresh));

async function refresh(part) {
  const answer = await fetch(part.dataset.refresh).catch(() => null);
  if (!answer?.ok) return; // what is shown stays
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById(part.id);
  if (fresh) part.replaceWith(fresh);
  else location.reload(); // it is no longer for whoever looks: the session ended
}
