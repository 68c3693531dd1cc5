// Draws a decision, or a problem in its place.

const svg = "http://www.w3.org/2000/svg";

export function showAnswer(container, decision, names) {
  const action = document.createElement("p");
  action.className = "action";
  action.textContent = decision.name;
  const note = document.createElement("p");
  note.className = "quiet";
  note.textContent = "has the greatest value. The expected discounted return of each action:";
  const values = document.createElement("ul");
  values.className = "values";
  values.append(...decision.qValues.map((value, i) => row(names[i], value, decision, i === decision.action)));
  container.replaceChildren(action, note, values);
}

export function showProblem(container, problem) {
  const title = document.createElement("strong");
  title.textContent = problem.title ?? "Something failed.";
  const detail = document.createElement("div");
  detail.textContent = problem.detail ?? problem.message ?? "";
  const errors = document.createElement("ul");
  for (const [path, texts] of Object.entries(problem.errors ?? {})) {
    const item = document.createElement("li");
    item.textContent = `${path}: ${texts.join(" ")}`;
    errors.append(item);
  }
  container.replaceChildren(title, detail, ...(errors.childElementCount > 0 ? [errors] : []));
  container.hidden = false;
}

function row(name, value, decision, best) {
  const item = document.createElement("li");
  item.className = best ? "best" : "";
  const label = document.createElement("span");
  label.textContent = name;
  const number = document.createElement("span");
  number.className = "number";
  number.textContent = value.toFixed(3);
  item.append(label, bar(value, decision.qValues), number);
  return item;
}

// From zero, which lies where the values of all actions put it.
function bar(value, all) {
  const low = Math.min(0, ...all);
  const high = Math.max(0, ...all);
  const scale = high > low ? 100 / (high - low) : 0;
  const picture = document.createElementNS(svg, "svg");
  picture.setAttribute("viewBox", "0 0 100 10");
  picture.setAttribute("preserveAspectRatio", "none");
  picture.setAttribute("aria-hidden", "true");
  const rect = document.createElementNS(svg, "rect");
  rect.setAttribute("x", (Math.min(0, value) - low) * scale);
  rect.setAttribute("width", Math.max(Math.abs(value) * scale, 0.5));
  rect.setAttribute("height", 10);
  picture.append(rect);
  return picture;
}
