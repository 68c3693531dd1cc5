// The versions with what they earned, their cards, and what can be done with them. Nothing is done before it was confirmed.
import { confirm } from "./confirm.js";
import { element } from "./element.js";
import { count, moment, rewardOf } from "./format.js";
import { markdown } from "./markdown.js";
import * as server from "./server.js";

const byId = id => document.getElementById(id);
const verbs = { added: "added", tried: "became the candidate", promoted: "promoted", refused: "refused", rolledBack: "came back", held: "are held", released: "are allowed again" };

const subject = entry => entry.action === "rolledBack" ? "the baseline" : "automatic changes";

// On a narrow screen the name of the column stands beside the value.
function cell(column, text, className = "") {
  const made = element("td", { className, textContent: text });
  made.dataset.column = column;
  return made;
}

export function createVersions(run) {
  let now = null, earned = new Map(), open = null;

  byId("rollback").addEventListener("click", () => ask({
    title: "Roll back?",
    text: `${now.inUse} leaves, and ${now.before ?? "the baseline"} decides from the next decision on.`,
    button: "Roll back",
  }, why => server.rollBack(why)));

  byId("hold").addEventListener("click", () => now.held ? ask({
    title: "Release?", text: "Policies that are learned may be tried and promoted again, and taken back.", button: "Release",
  }, why => server.release(why)) : ask({
    title: "Hold?",
    text: "Nothing is tried, promoted or taken back automatically until you release it. You may still do so here.",
    button: "Hold",
  }, why => server.hold(why)));

  async function ask(question, act) {
    const why = await confirm(question);
    if (why !== null)
      await run(() => act(why));
  }

  const worth = name => earned.has(name) ? ` It earned ${rewardOf(earned.get(name).reward)} a decision in the window.` : "";
  const actions = {
    promote: name => ({
      title: `Promote ${name}?`,
      text: `It comes into use in place of ${now.inUse ?? "the baseline"}; a rollback brings that back.${worth(name)}`,
      button: "Promote",
    }),
    try: name => ({
      title: `Try ${name}?`,
      text: "It becomes the candidate: in canary mode it decides a share of the episodes, and in apprentice mode it looks on.",
      button: "Try",
    }),
    refuse: name => ({ title: `Refuse ${name}?`, text: "It is no candidate then. It stays in the registry.", button: "Refuse" }),
  };

  function row(each) {
    const state = each.name === now.inUse ? "in use" : each.name === now.candidate ? "candidate" : "";
    const verbsOf = state === "in use" ? [] : state === "candidate" ? ["promote", "refuse"] : ["promote", "try"];
    const link = element("button", { type: "button", className: "link", textContent: each.name, title: "Show its card" });
    link.setAttribute("aria-expanded", open === each.name);
    link.addEventListener("click", () => showCard(open === each.name ? null : each.name));
    const buttons = verbsOf.map(verb => {
      const button = element("button", { type: "button", textContent: `${verb[0].toUpperCase()}${verb.slice(1)} …` });
      button.dataset.verb = verb;
      button.addEventListener("click", () => ask(actions[verb](each.name), why => server.change(each.name, verb, why)));
      return button;
    });
    const made = element("tr", {},
      element("th", { scope: "row" }, link, ...(state ? [" ", element("span", { className: "badge", textContent: state })] : [])),
      cell("Added", moment(each.added)),
      ...numbers(each.name),
      element("td", {}, element("div", { className: "buttons" }, ...buttons)));
    made.dataset.version = each.name;
    return made;
  }

  const numbers = name => [
    cell("Decisions", count(earned.get(name)?.total ?? 0), "number"),
    cell("Mean reward", rewardOf(earned.get(name)?.reward ?? null), "number"),
  ];

  const otherRow = name => element("tr", {},
    element("th", { scope: "row", textContent: name }), element("td"), ...numbers(name), element("td"));

  async function showCard(name) {
    open = name;
    for (const link of document.querySelectorAll("#versions .link"))
      link.setAttribute("aria-expanded", link.textContent === name);
    byId("card").hidden = name === null;
    if (name === null)
      return;
    await run(async () => {
      const { card, markdown: text, sha256 } = await server.version(name);
      byId("card").replaceChildren(
        ...(text ? markdown(text) : [element("p", { className: "quiet", textContent: "It has no card." })]),
        element("details", {}, element("summary", { textContent: "card.json" }), element("pre", { textContent: JSON.stringify(card, null, 2) })),
        element("p", { className: "quiet hash", textContent: `SHA-256 ${sha256}` }));
    });
  }

  return function show(versions, summary) {
    now = versions;
    earned = new Map(summary.versions.map(each => [each.name, each]));
    const known = new Set(versions.versions.map(each => each.name));
    byId("versions").replaceChildren(
      ...versions.versions.map(row),
      ...[...new Set(["baseline", ...earned.keys()])].filter(name => !known.has(name)).map(otherRow));
    byId("rollback").disabled = versions.inUse === null;
    byId("hold").textContent = versions.held ? "Release …" : "Hold …";
    byId("held").hidden = !versions.held;
    byId("held").textContent = versions.held ? `Automatic changes are held since ${moment(versions.held.time)}: ${versions.held.why}` : "";
    byId("history").replaceChildren(...(versions.history.length > 0 ? versions.history.map(entry => element("li", {},
      element("time", { dateTime: entry.time, textContent: moment(entry.time) }),
      element("span", {}, element("strong", { textContent: entry.version ?? subject(entry) }), ` ${verbs[entry.action]}`,
        element("span", { className: "quiet", textContent: ` – ${entry.why}` }))))
      : [element("li", { className: "quiet", textContent: "Nothing was done yet. POST /versions adds a version." })]));
  };
}
