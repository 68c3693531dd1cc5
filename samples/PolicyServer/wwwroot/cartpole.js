// A pole on a cart, moved by the same equations as in the training, with the server at the controls.
// Barto, Sutton and Anderson: Neuronlike adaptive elements that can solve difficult learning control problems (1983).
import { act } from "./server.js";

const gravity = 9.8, cartMass = 1, poleMass = 0.1, halfLength = 0.5, force = 10, seconds = 0.02;
const edge = 2.4, fallen = 12 * Math.PI / 180, scale = 110;
const svg = "http://www.w3.org/2000/svg";

const restingState = () => Array.from({ length: 4 }, () => (Math.random() - 0.5) / 10);

function step([x, speed, angle, turn], action) {
  const total = cartMass + poleMass;
  const pull = action === 1 ? force : -force;
  const shared = (pull + poleMass * halfLength * turn * turn * Math.sin(angle)) / total;
  const turning = (gravity * Math.sin(angle) - Math.cos(angle) * shared)
    / (halfLength * (4 / 3 - poleMass * Math.cos(angle) ** 2 / total));
  const pushing = shared - poleMass * halfLength * turning * Math.cos(angle) / total;
  return [x + seconds * speed, speed + seconds * pushing, angle + seconds * turn, turn + seconds * turning];
}

function draw(scene) {
  const add = (name, attributes) => {
    const element = document.createElementNS(svg, name);
    for (const [key, value] of Object.entries(attributes))
      element.setAttribute(key, value);
    return element;
  };
  const cart = add("g", {});
  const pole = add("line", { class: "pole", x1: 0, y1: 0, x2: 0, y2: -2 * halfLength * scale * 1.4 });
  cart.append(add("rect", { class: "cart", x: -34, y: 0, width: 68, height: 30, rx: 6 }), pole);
  scene.replaceChildren(add("line", { class: "track", x1: -300, y1: 32, x2: 300, y2: 32 }), cart);
  return ([x, , angle]) => {
    cart.setAttribute("transform", `translate(${x * scale} 0)`);
    pole.setAttribute("transform", `rotate(${angle * 180 / Math.PI})`);
  };
}

export function startLive(scene, startButton, leftButton, rightButton, count) {
  const show = draw(scene);
  let state = restingState();
  let running = false, looping = false;
  show(state);

  const push = turn => { state = [state[0], state[1], state[2], state[3] + turn]; };
  leftButton.addEventListener("click", () => push(-0.8));
  rightButton.addEventListener("click", () => push(0.8));
  startButton.addEventListener("click", () => {
    running = !running;
    startButton.textContent = running ? "Stop" : "Start";
    startButton.setAttribute("aria-pressed", running);
    if (running && !looping)
      run();
  });

  async function run() {
    let steps = 0;
    looping = true;
    while (running) {
      const due = performance.now() + 1000 * seconds;
      try {
        const { answer } = await act([state]);
        state = step(state, answer.decisions[0].action);
      } catch (problem) {
        startButton.click();
        count.textContent = problem.title;
        break;
      }
      show(state);
      steps++;
      const over = Math.abs(state[0]) > edge || Math.abs(state[2]) > fallen;
      if (over)
        [state, steps] = [restingState(), 0];
      count.textContent = over ? "It fell; once more." : `${steps} steps`;
      await new Promise(resolve => setTimeout(resolve, Math.max(0, due - performance.now())));
    }
    looping = false;
  }
}
