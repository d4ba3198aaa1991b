// Passkeys are made and used by the browser: it asks the server what to sign, its owner unlocks the device, the answer is sent
// as any form is.
"use strict";

const isAble =
  window.PublicKeyCredential &&
  PublicKeyCredential.parseRequestOptionsFromJSON &&
  PublicKeyCredential.parseCreationOptionsFromJSON;

async function answerTo(form) {
  const asked = await fetch(form.dataset.question, { method: "POST", body: new FormData(form), credentials: "same-origin" });
  if (!asked.ok || asked.redirected) throw new Error("not asked");
  const { options, ceremony } = await asked.json();
  const credential =
    form.dataset.passkey === "make"
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  form.elements.ceremony.value = ceremony;
  form.elements.answer.value = JSON.stringify(credential);
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const told = form.querySelector("[role=alert]");
  const tell = (text) => {
    told.textContent = text;
    told.hidden = false;
  };
  form.addEventListener("submit", async (event) => {
    if (form.elements.answer.value) return;
    event.preventDefault();
    told.hidden = true;
    if (!isAble) {
      tell(told.dataset.old);
      return;
    }
    try {
      await answerTo(form);
      form.submit();
    } catch {
      // Left alone by its owner, no such passkey here, or no answer: which, the browser does not say.
      tell(told.dataset.no);
    }
  });
}

// A password can be looked at while it is typed.
for (const show of document.querySelectorAll("[data-shows]")) {
  const field = document.getElementById(show.dataset.shows);
  show.closest("label").hidden = false;
  show.addEventListener("change", () => {
    field.type = show.checked ? "text" : "password";
  });
}
