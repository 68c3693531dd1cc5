// node check.mjs RUNTIME FOLDER...: the runtime, onnxruntime-web or -node, gives the actions that are written beside each policy.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const [runtime, ...folders] = process.argv.slice(2);
const ort = await import(runtime);
if (runtime === 'onnxruntime-web') ort.env.wasm.numThreads = 1;
const tolerance = 1e-4;
let failed = 0;

const files = folders.flatMap(folder => readdirSync(folder).filter(name => name.endsWith('.onnx')).sort()
  .map(name => [folder, name]));
for (const [folder, file] of files) {
  const expected = JSON.parse(readFileSync(join(folder, file.replace('.onnx', '.json'))));
  const session = await ort.InferenceSession.create(readFileSync(join(folder, file)), { logSeverityLevel: 3 });
  const columns = expected.columns
    ?? [{ name: 'State', type: expected.bytes ? 'uint8' : 'float32', shape: expected.shape, values: expected.states }];
  const feeds = Object.fromEntries(columns.map(({ name, type, shape, values }) =>
    [name, new ort.Tensor(type, typed(type, values), [expected.rows, ...shape])]));
  const actionCount = expected.qValues.length / expected.rows;
  let note = '';
  // What the file allows a caller to leave out, this runtime does not let it give: then the caller masks.
  const masked = expected.legal.length > 0;
  const choose = row => choice(result.QValues.data.slice(row * actionCount, (row + 1) * actionCount),
    masked ? expected.legal.slice(row * actionCount, (row + 1) * actionCount) : null);
  const takesMask = session.inputNames.includes('ActionMask');
  if (masked && takesMask) {
    feeds.ActionMask = new ort.Tensor('bool', Uint8Array.from(expected.legal.map(Number)), [expected.rows, actionCount]);
  } else if (masked) {
    note = ' (masked by the caller)';
  }
  const result = await session.run(feeds);
  const qError = Math.max(...expected.qValues.map((q, i) => Math.abs(q - result.QValues.data[i])));
  let differ = 0;
  for (let row = 0; row < expected.rows; row++) {
    const action = masked && !takesMask ? choose(row) : Number(result.Action.data[row]);
    if (action !== expected.actions[row] || choose(row) !== action) differ++;
  }
  // What depends on a mask that this runtime is not given is left out.
  const others = Object.entries(expected.others).filter(([name]) => !(note && name === 'Margin'));
  const otherError = Math.max(0, ...others.map(([name, values]) =>
    Math.max(...values.map((value, i) => Math.abs(value - result[name].data[i])))));
  const ok = differ === 0 && qError < tolerance && otherError < tolerance;
  failed += ok ? 0 : 1;
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${file}${note}: ${differ} of ${expected.rows} actions differ, Q-values by ${qError.toExponential(1)}`
    + others.map(([name]) => `, ${name}`).join('') + (others.length > 0 ? ` by ${otherError.toExponential(1)}` : ''));
  await session.release();
}

process.exit(failed === 0 ? 0 : 1);

function typed(type, values) {
  return type === 'string' ? values
    : type === 'float32' ? Float32Array.from(values)
    : Uint8Array.from(values.map(Number));
}

function choice(values, legal) {
  let best = -1;
  values.forEach((value, action) => {
    if ((!legal || legal[action]) && (best < 0 || value > values[best])) best = action;
  });
  return best;
}
