// The settings, as they are and as they are to be.
import { confirm } from "./confirm.js";
import * as server from "./server.js";

const byId = id => document.getElementById(id);
const notes = {
  off: "The caller or the baseline decides, and nothing is logged.",
  loggingOnly: "The caller or the baseline decides, and the log grows.",
  apprentice: "The caller or the baseline decides, and what the policy would have done stands beside it.",
  canary: "The candidate decides a share of the episodes, and the version in use the others.",
  online: "The version in use decides.",
};

export const nameOf = mode => [...byId("mode").options].find(option => option.value === mode).textContent;

export function createSettings(run) {
  let now = null;
  const note = () => {
    byId("mode-note").textContent = notes[byId("mode").value];
    byId("exploration-value").hidden = byId("exploration").value === "greedy";
  };
  byId("mode").addEventListener("change", note);
  byId("exploration").addEventListener("change", note);
  byId("settings").addEventListener("submit", async event => {
    event.preventDefault();
    const kind = byId("exploration").value;
    const wanted = {
      mode: byId("mode").value,
      exploration: kind === "greedy" ? { kind } : { kind, value: byId("exploration-value").valueAsNumber },
      baselineEpsilon: byId("baseline-epsilon").valueAsNumber,
      canaryShare: byId("canary-share").valueAsNumber,
    };
    const answer = await confirm({
      title: "Change the settings?",
      text: `Mode ${nameOf(wanted.mode)}. ${notes[wanted.mode]} It holds from the next decision on, until the server ends.`,
      button: "Change",
      asksWhy: false,
    });
    if (answer !== null)
      await run(() => server.switchTo(wanted));
    else
      show(now, true);
  });

  // What somebody is changing stays as it is.
  function show(settings, always = false) {
    const isSame = JSON.stringify(settings) === JSON.stringify(now);
    now = settings;
    if (isSame && !always)
      return;
    byId("mode").value = settings.mode;
    byId("exploration").value = settings.exploration.kind;
    byId("exploration-value").value = settings.exploration.value ?? 0.1;
    byId("baseline-epsilon").value = settings.baselineEpsilon;
    byId("canary-share").value = settings.canaryShare;
    note();
  }

  return show;
}
