// The page's flow: it asks the server every few seconds and shows what it says. The other modules know nothing of each other.
import { showDoctor } from "./doctor.js";
import { element } from "./element.js";
import * as server from "./server.js";
import { createSettings, nameOf } from "./settings.js";
import { createSummary } from "./summary.js";
import { createVersions } from "./versions.js";

const byId = id => document.getElementById(id);
const seconds = 5;
let showSummary = null, asking = null;

const showVersions = createVersions(run);
const showSettings = createSettings(run);

async function refresh() {
  const minutes = byId("window").value;
  const [summary, versions, settings, report] = await Promise.all([
    server.summaryOf(minutes), server.versions(), server.settings(), server.doctor(Math.max(minutes, 60)),
  ]);
  byId("main").hidden = false;
  byId("key-form").hidden = true;
  showSummary ??= createSummary();
  showSummary(summary, versions);
  showVersions(versions, summary);
  showSettings(settings);
  showDoctor(byId("findings"), report);
  byId("now").textContent = `Mode ${nameOf(settings.mode).toLowerCase()}; ${versions.inUse ?? "no version, so the baseline,"} is in use.`;
}

// Does something, shows how things are then, or what went wrong.
async function run(act) {
  try {
    await act();
    await look();
  } catch (problem) {
    showProblem(problem);
  }
}

async function look() {
  clearTimeout(asking);
  try {
    await refresh();
    byId("problem").hidden = true;
  } catch (problem) {
    if (problem.status === 401) {
      byId("key-form").hidden = false;
      byId("main").hidden = true;
      byId("now").textContent = "";
      return;
    }
    showProblem(problem);
  }
  asking = setTimeout(look, 1000 * seconds);
}

function showProblem(problem) {
  const errors = Object.entries(problem.errors ?? {}).map(([path, texts]) => element("li", { textContent: `${path}: ${texts.join(" ")}` }));
  byId("problem").replaceChildren(
    element("strong", { textContent: problem.title ?? "Something failed." }),
    element("div", { textContent: problem.detail ?? problem.message ?? "" }),
    element("ul", {}, ...errors));
  byId("problem").hidden = false;
}

byId("key-form").addEventListener("submit", event => {
  event.preventDefault();
  server.setKey(byId("key").value);
  look();
});
byId("window").addEventListener("change", look);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", look);
look();
