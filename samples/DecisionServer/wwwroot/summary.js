// What the summary of the log shows: numbers, and three charts.
import { colorsOf, createChart } from "./charts.js";
import { element } from "./element.js";
import { count, reward, rewardOf, share } from "./format.js";

const byId = id => document.getElementById(id);
const verbs = { promoted: "promoted", rolledBack: "rolled back", tried: "tried" };

export function createSummary() {
  const rewards = createChart(byId("reward-chart"), "Mean reward by version over time; the table of versions has the totals.");
  const counts = createChart(byId("count-chart"), "Decisions by version over time; the table of versions has the totals.");
  const shares = createChart(byId("share-chart"), "Shares of exploration and agreement over time; both totals stand above.");

  return function show(summary, versions) {
    showTiles(summary.totals);
    const { times } = summary;
    const colors = colorsOf([...new Set([...summary.versions.map(each => each.name), ...versions.versions.map(each => each.name)])]);
    const marks = versions.history.filter(entry => entry.action in verbs).reverse()
      .map(entry => ({ time: Date.parse(entry.time) / 1000, text: `${entry.version?.slice(0, 4) ?? "baseline"} ${verbs[entry.action]}` }));
    const lineOf = (each, values) => ({ name: each.name, color: colors.get(each.name), values });

    rewards({
      times, marks,
      lines: summary.versions.map(each => ({
        ...lineOf(each, meansOf(each.rewards)),
        lower: each.rewards.map(mean => mean?.lower ?? null),
        upper: each.rewards.map(mean => mean?.upper ?? null),
        means: each.rewards,
      })),
      format: (line, i) => rewardOf(line.means[i]),
    });
    counts({
      times,
      lines: summary.versions.map(each => lineOf(each, countsOf(each.decisions))),
      format: (line, i) => count(line.values[i]),
      range: (_, low, high) => [0, high === null ? 1 : high * 1.08],
    });
    byId("count-note").textContent = `By version, in each ${spanOf(summary.seconds)}.`;
    shares({
      times,
      lines: [
        { name: "explored", color: color("--series-4"), values: summary.explored.map(percent) },
        { name: "agreed", color: color("--series-3"), values: summary.agreed.map(percent) },
      ].filter(line => line.values.some(value => value !== null)),
      format: (line, i) => `${line.values[i].toFixed(1)}%`,
      range: () => [0, 100],
    });
  };
}

// A mean of a few decisions would stand out for that alone.
function meansOf(rewards) {
  const hasIntervals = rewards.some(mean => mean !== null && mean.lower !== null);
  return rewards.map(mean => mean === null || (hasIntervals && mean.lower === null) ? null : mean.value);
}

// The last span is not over yet, so it has fewer, but for a log that has just begun.
function countsOf(decisions) {
  const last = decisions.length - 1;
  return decisions.map((value, i) => value === 0 || (i === last && decisions[last - 1] > 0) ? null : value);
}

const percent = value => value === null ? null : 100 * value;
const color = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const spanOf = seconds => seconds < 120 ? `${seconds} seconds` : seconds < 7200 ? `${seconds / 60} minutes` : `${seconds / 3600} hours`;

function showTiles(totals) {
  const tiles = [
    ["Decisions", count(totals.decisions), `${count(totals.joined)} joined`],
    ["With a reward", totals.joined > 0 ? share(totals.rewarded / totals.joined) : "–", "of those joined"],
    ["Mean reward", totals.reward === null ? "–" : reward(totals.reward.value),
      totals.reward?.lower == null ? "a decision" : `${reward(totals.reward.lower)} to ${reward(totals.reward.upper)}`],
    ["Explored", share(totals.explored), "of those drawn"],
    ["Agreed", share(totals.agreed), "in apprentice mode"],
  ];
  byId("tiles").replaceChildren(...tiles.map(([name, value, note]) => element("div", {},
    element("dt", { textContent: name }),
    element("dd", {}, element("strong", { textContent: value }), element("span", { className: "quiet", textContent: note })))));
}
