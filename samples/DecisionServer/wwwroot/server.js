// The calls of the server that the page makes. What fails is thrown as problem details: title, detail, status, errors.

const stored = "decision-server-key";

export const setKey = key => sessionStorage.setItem(stored, key);

async function call(path, method = "GET", body = undefined) {
  const headers = {};
  const key = sessionStorage.getItem(stored);
  if (key)
    headers["X-Api-Key"] = key;
  if (body !== undefined)
    headers["Content-Type"] = "application/json";
  let response;
  try {
    response = await fetch(path, { method, headers, body: JSON.stringify(body) });
  } catch {
    throw { title: "The server cannot be reached.", detail: "Is it still running?" };
  }

  const answer = await response.json();
  if (!response.ok)
    throw answer;
  return answer;
}

export const summaryOf = minutes => call(`summary?minutes=${minutes}`);
export const versions = () => call("versions");
export const version = name => call(`versions/${encodeURIComponent(name)}`);
export const settings = () => call("settings");
export const doctor = minutes => call(`doctor?minutes=${minutes}`);
export const change = (name, verb, why) => call(`versions/${encodeURIComponent(name)}/${verb}`, "POST", { why });
export const rollBack = why => call("rollback", "POST", { why });
export const hold = why => call("hold", "POST", { why });
export const release = why => call("release", "POST", { why });
export const switchTo = wanted => call("settings", "PUT", wanted);
