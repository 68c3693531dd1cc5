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
  if (policy.observationSize === 0)
    return row(container, policy.inputs);
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

function row(container, inputs) {
  const text = textField(container, "a row as JSON, a value for each column");
  const one = type => ({ 8: "", 9: false })[type] ?? 0;
  text.value = JSON.stringify(Object.fromEntries(inputs.map(({ name, elementType, width }) =>
    [name, width === 1 ? one(elementType) : Array.from({ length: width }, () => one(elementType))])), null, 1);
  return {
    read: () => {
      try {
        return JSON.parse(text.value);
      } catch (error) {
        throw { title: "The row is no JSON.", detail: error.message };
      }
    },
    // What its columns may hold is not known.
    randomize: () => {},
  };
}

function textField(container, caption) {
  const field = document.createElement("div");
  field.className = "field list";
  const label = document.createElement("label");
  label.htmlFor = "values";
  label.textContent = caption;
  const text = document.createElement("textarea");
  text.id = "values";
  field.append(label, text);
  container.append(field);
  return text;
}

function list(container, length) {
  const text = textField(container, `${length} values, separated by commas`);

  // One state of many is most often one-hot.
  const choose = hot => { text.value = Array.from({ length }, (_, i) => (i === hot ? 1 : 0)).join(", "); };
  choose(0);
  return {
    read: () => text.value.split(",").map(value => (value.trim() === "" ? NaN : Number(value))),
    randomize: () => choose(Math.floor(Math.random() * length)),
  };
}
