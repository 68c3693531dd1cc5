// The fields of a state: a slider and a number for each value, or, where there are many, a list to type into.

const known = {
  "CartPole-v1": [
    ["position (m)", 2.4], ["velocity (m/s)", 3], ["angle (rad)", 0.21], ["angular velocity (rad/s)", 3],
  ],
  "MountainCar-v0": [["position", 1.2], ["velocity", 0.07]],
  "Acrobot-v1": [
    ["cos of the first angle", 1], ["sin of the first angle", 1], ["cos of the second angle", 1],
    ["sin of the second angle", 1], ["first angular velocity", 12.6], ["second angular velocity", 28.3],
  ],
};

const mostSliders = 12;

export function createForm(container, policy) {
  const values = known[policy.training.environment]
    ?? Array.from({ length: policy.observationSize }, (_, i) => [`value ${i}`, 1]);
  return values.length <= mostSliders ? sliders(container, values) : list(container, values.length);
}

function sliders(container, values) {
  const pairs = values.map(([name, bound], i) => {
    const field = document.createElement("div");
    field.className = "field";
    const label = document.createElement("label");
    label.htmlFor = `value-${i}`;
    label.textContent = name;
    const slider = input("range", bound);
    slider.setAttribute("aria-label", `${name}, slider`);
    const number = input("number", bound);
    number.id = label.htmlFor;
    slider.addEventListener("input", () => { number.value = slider.value; });
    number.addEventListener("input", () => { slider.value = number.value; });
    field.append(label, slider, number);
    container.append(field);
    return { slider, number, bound };
  });
  return {
    read: () => pairs.map(({ number }) => number.valueAsNumber),
    randomize: () => pairs.forEach(({ slider, number, bound }) => {
      number.value = slider.value = ((2 * Math.random() - 1) * bound).toPrecision(3);
    }),
  };
}

function input(type, bound) {
  const element = document.createElement("input");
  element.type = type;
  element.step = type === "range" ? bound / 100 : "any";
  if (type === "range") {
    element.min = -bound;
    element.max = bound;
  }
  element.value = 0;
  return element;
}

function list(container, length) {
  const field = document.createElement("div");
  field.className = "field list";
  const label = document.createElement("label");
  label.htmlFor = "values";
  label.textContent = `${length} values, separated by commas`;
  const text = document.createElement("textarea");
  text.id = "values";
  field.append(label, text);
  container.append(field);

  // One state of many is most often one-hot.
  const choose = hot => { text.value = Array.from({ length }, (_, i) => (i === hot ? 1 : 0)).join(", "); };
  choose(0);
  return {
    read: () => text.value.split(",").map(value => (value.trim() === "" ? NaN : Number(value))),
    randomize: () => choose(Math.floor(Math.random() * length)),
  };
}
