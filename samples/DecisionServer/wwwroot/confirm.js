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
  dialog.showModal();
  // These come at once; "close" would come later, and might be of the question before.
  return new Promise(resolve => {
    dialog.querySelector("form").onsubmit = event => resolve(event.submitter?.value === "no" ? null : byId("why").value);
    dialog.oncancel = () => resolve(null);
  });
}
