// Signing in with a passkey, and adding one: what the browser asks the device, and what that signed.

const able = Boolean(window.PublicKeyCredential?.parseCreationOptionsFromJSON);

async function ask(form) {
  const adds = form.elements.change?.value === "add passkey";
  const asked = JSON.parse(form.dataset.passkey);
  const credential = adds
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked) })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked) });
  return JSON.stringify(credential);
}

async function answer(event) {
  const form = event.target;
  event.preventDefault();
  const problem = form.querySelector("[data-unsigned]");
  problem.hidden = true;
  try {
    form.elements.credential.value = await ask(form);
  } catch {
    problem.hidden = false; // given up, or refused by the device; whoever asked may try again
    return;
  }
  form.submit();
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  (form.closest("details") ?? form).hidden = !able;
  form.addEventListener("submit", answer);
}
for (const one of document.querySelectorAll("[data-without-passkey]")) one.hidden = able;
