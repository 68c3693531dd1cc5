// The page's flow: what is served, a form for it, an answer to each state. The other modules know nothing of the page.
import { act, describe } from "./server.js";
import { createForm } from "./form.js";
import { showAnswer, showProblem } from "./answer.js";
import { startLive } from "./cartpole.js";

const byId = id => document.getElementById(id);

function showFacts(policy) {
  const environment = policy.training.environment;
  byId("title").textContent = environment ? `${environment}, served` : "A policy, served";
  const names = policy.actionNames;
  const input = policy.observationSize > 0 ? `${policy.observationSize} values` : `${policy.inputs.length} columns`;
  byId("summary").textContent =
    `${input} in, one of ${names.length} actions out: ${names.join(", ")}.`;
  const facts = {
    Version: policy.version,
    Algorithm: policy.algorithm ?? "not said",
    "Runs on": policy.executionProvider,
    Limits: `${policy.maxStates} states or rows and ${policy.maxBodyBytes} bytes a request`,
    ...(policy.refusal ? { Refused: policy.refusal } : {}),
  };
  byId("facts").replaceChildren(...Object.entries(facts).flatMap(([name, value]) => {
    const term = document.createElement("dt");
    const detail = document.createElement("dd");
    term.textContent = name;
    detail.textContent = value;
    return [term, detail];
  }));
}

async function ask(form, policy) {
  byId("problem").hidden = true;
  try {
    const { sent, received, answer } = await act([form.read()]);
    byId("request").textContent = `curl ${location.origin}/v1/act --json '${sent}'`;
    byId("response").textContent = JSON.stringify(received, null, 2);
    showAnswer(byId("answer"), answer.decisions[0], policy.actionNames);
  } catch (problem) {
    byId("answer").replaceChildren();
    showProblem(byId("problem"), problem);
  }
}

try {
  const policy = await describe();
  showFacts(policy);
  const form = createForm(byId("fields"), policy);
  byId("form").addEventListener("submit", event => {
    event.preventDefault();
    ask(form, policy);
  });
  byId("random").addEventListener("click", () => {
    form.randomize();
    ask(form, policy);
  });
  if (policy.training.environment === "CartPole-v1") {
    byId("live").hidden = false;
    startLive(byId("scene"), byId("start"), byId("push-left"), byId("push-right"), byId("count"));
  }
  await ask(form, policy);
} catch (problem) {
  byId("summary").textContent = "The server does not answer.";
  showProblem(byId("problem"), problem);
}
