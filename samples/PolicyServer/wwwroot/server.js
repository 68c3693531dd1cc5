// The two calls of the server that the page makes. What fails is thrown as problem details: title, detail, errors.

async function call(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw { title: "The server cannot be reached.", detail: "Is it still running?" };
  }

  const body = await response.json();
  if (!response.ok)
    throw body;
  return body;
}

export const describe = () => call("/v1/policy");

// A state is a list of numbers, a row an object with a value for each column.
export async function act(asked) {
  const sent = JSON.stringify(Array.isArray(asked[0]) ? { states: asked } : { rows: asked });
  const received = await call("/v1/act", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: sent,
  });
  return { sent, received, answer: received };
}
