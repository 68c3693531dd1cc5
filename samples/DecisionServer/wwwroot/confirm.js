// Asks before something is done. Gives the reason, or null where it is not to be done.

const byId = id => document.getElementById(id);

export function confirm({ title, text, button, asksWhy = true }) {
  const dialog = byId("confirm");
  byId("confirm-title").textContent = title;
  byId("confirm-text").textContent = text;
  byId("confirm-yes").textContent = button;
  byId("why-field").hidden = !asksWhy;
  byId("why").required = asksWhy;
  byId("why").value = "";
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise(resolve => dialog.addEventListener("close", function closed() {
    // It may be of the question before, which was closed a moment ago.
    if (dialog.open)
      return;
    dialog.removeEventListener("close", closed);
    resolve(dialog.returnValue === "yes" ? byId("why").value : null);
  }));
}
