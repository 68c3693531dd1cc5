"use strict";
// Draws the charts that the data of the page describe, and again when colors or widths change.
const charts = JSON.parse(document.getElementById("data").textContent);
const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const short = new Intl.NumberFormat("en", { maximumSignificantDigits: 4 });
const compact = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 4 });
const text = value => value == null ? "–" : value !== 0 && Math.abs(value) < 1e-3 ? value.toExponential(1) : short.format(value);
const tick = value => value !== 0 && Math.abs(value) < 1e-3 ? value.toExponential(0) : compact.format(value);

function lines(chart) {
  const tables = [];
  const series = [{ label: chart.unit, value: (_, value) => value == null ? "–" : value.toLocaleString("en") }];
  const bands = [];
  for (const line of chart.series) {
    const color = css(`--series-${line.color % 8}`);
    const positive = values => chart.isLogarithmic ? values.map(value => value > 0 ? value : null) : values;
    const pen = { spanGaps: true, points: { show: false } };
    tables.push([line.x, positive(line.y)]);
    series.push({
      ...pen, label: line.label, stroke: color, width: line.isThin ? 1 : 2, dash: line.isDashed ? [6, 4] : undefined,
      value: (_, value) => text(value), points: { show: line.x.length === 1 },
    });
    if (line.low) {
      tables.push([line.x, positive(line.low)], [line.x, positive(line.high)]);
      series.push({ ...pen, class: "u-band", stroke: "transparent" }, { ...pen, class: "u-band", stroke: "transparent" });
      bands.push({ series: [series.length - 1, series.length - 2], fill: color + "2e" });
    }
  }
  return { data: uPlot.join(tables), series, bands };
}

function draw(chart, holder) {
  const { data, series, bands } = lines(chart);
  const axis = { stroke: css("--soft"), font: "12px system-ui, sans-serif", grid: { stroke: css("--line"), width: 1 },
    ticks: { stroke: css("--line"), width: 1 } };
  const range = chart.isShare ? { range: [0, 1.05] } : chart.isLogarithmic ? { distr: 3 } : {};
  return new uPlot({
    width: holder.clientWidth, height: 260, series, bands,
    scales: { x: { time: false }, y: range },
    axes: [
      { ...axis, values: (_, ticks) => ticks.map(value => value == null ? "" : tick(value)) },
      { ...axis, size: 58, values: (_, ticks) => ticks.map(value => value == null ? "" : tick(value)) },
    ],
    cursor: { sync: { key: "step" }, points: { size: 6 } },
  }, data, holder);
}

const holders = [...document.querySelectorAll("[data-chart]")];
let plots = [];
function drawAll() {
  plots.forEach(plot => plot.destroy());
  plots = holders.map(holder => draw(charts[holder.dataset.chart], holder));
}
drawAll();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
new ResizeObserver(() => plots.forEach((plot, i) => {
  const width = holders[i].clientWidth;
  if (width !== plot.width)
    plot.setSize({ width, height: 260 });
})).observe(document.querySelector(".charts"));
