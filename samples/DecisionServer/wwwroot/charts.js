// Draws series over time with uPlot. A chart is made anew when its series or the colors change, and given new data otherwise.
/* global uPlot */
import { element } from "./element.js";

const height = 240;
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const day = new Intl.DateTimeFormat(undefined, { month: "short", day: "numeric" });
const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

// The baseline is gray; versions keep their color by their place in the registry.
export function colorsOf(names) {
  const versions = names.filter(name => name !== "baseline" && name !== "caller").sort();
  return new Map(names.map(name => [name, css(versions.includes(name) ? `--series-${versions.indexOf(name) % 6 + 1}` : "--series-0")]));
}

export function createChart(container, label) {
  const legend = element("div", { className: "legend" });
  const place = element("div", { className: "plot" });
  place.setAttribute("role", "img");
  place.setAttribute("aria-label", label);
  container.replaceChildren(legend, place);
  let plot = null, made = "", shown = [];

  new ResizeObserver(() => plot?.setSize({ width: place.clientWidth, height })).observe(place);

  // Each line: name, color, values, and lower and upper where it has a band. Marks: time, text.
  return function draw({ times, lines, marks = [], format, range }) {
    shown = lines;
    const data = [times, ...lines.flatMap(line => line.lower ? [line.values, line.lower, line.upper] : [line.values])];
    const key = JSON.stringify([lines.map(line => [line.name, line.color, !!line.lower]), marks, css("--quiet")]);
    if (plot !== null && key === made) {
      plot.setData(data);
    } else {
      plot?.destroy();
      plot = new uPlot(optionsOf(lines, marks, format, range, place.clientWidth, showAt), data, place);
      made = key;
    }
    showAt(null);

    function showAt(index) {
      legend.replaceChildren(...shown.map(line => {
        const swatch = element("span", { className: "swatch" });
        swatch.style.background = line.color;
        const at = index ?? line.values.findLastIndex(value => value !== null);
        const value = at >= 0 && line.values[at] !== null ? format(line, at) : "–";
        return element("span", {}, swatch, `${line.name} `, element("span", { className: "value", textContent: value }));
      }));
    }
  };
}

function optionsOf(lines, marks, format, range, width, showAt) {
  const series = [{}];
  const bands = [];
  for (const line of lines) {
    series.push({ stroke: line.color, width: 2, points: { show: true, size: 6, fill: line.color, filter: (self, i) => alone(self.data[i]) } });
    if (line.lower) {
      bands.push({ series: [series.length + 1, series.length], fill: `${line.color}2e` });
      series.push(...[0, 1].map(() => ({ stroke: "transparent", width: 0, points: { show: false } })));
    }
  }
  const axis = { stroke: css("--quiet"), font: "12px system-ui, sans-serif", grid: { stroke: css("--line"), width: 1 }, ticks: { show: false } };
  return {
    width, height, series, bands,
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
    scales: { y: { range: range ?? ((_, low, high) => low === null ? [0, 1] : padded(low, high)) } },
    axes: [
      { ...axis, size: 30, values: (_, at, __, ___, step) => at.map(time => (step < 86400 ? clock : day).format(new Date(1000 * time))) },
      { ...axis, size: 50 },
    ],
    hooks: {
      setCursor: [self => showAt(self.cursor.idx)],
      drawAxes: [self => drawMarks(self, marks)],
    },
  };
}

// A value between two that are missing is no line.
const alone = values => [...values.keys()].filter(i => values[i] != null && values[i - 1] == null && values[i + 1] == null);

function padded(low, high) {
  const pad = (high - low || Math.abs(high) || 1) * 0.08;
  return [low >= 0 && low - pad < 0 ? 0 : low - pad, high + pad];
}

function drawMarks(self, marks) {
  const { ctx, bbox } = self;
  const { min, max } = self.scales.x;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.strokeStyle = ctx.fillStyle = css("--quiet");
  ctx.font = `${11 * ratio}px system-ui, sans-serif`;
  ctx.textAlign = "left";
  ctx.textBaseline = "alphabetic";
  ctx.setLineDash([4 * ratio, 4 * ratio]);
  let free = -Infinity;
  for (const { time, text } of marks.filter(mark => mark.time > min && mark.time < max)) {
    const x = self.valToPos(time, "x", true);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    // Where there is no room the line alone stands.
    const width = ctx.measureText(text).width;
    if (x < free || x + width > bbox.left + bbox.width)
      continue;
    ctx.fillText(text, x + 4 * ratio, bbox.top + 11 * ratio);
    free = x + width + 12 * ratio;
  }
  ctx.restore();
}
