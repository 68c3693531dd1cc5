// Numbers and times as people read them.

const number = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const time = new Intl.DateTimeFormat(undefined, { dateStyle: "short", timeStyle: "short" });

export const count = value => number.format(value);
export const share = value => value === null ? "–" : `${(100 * value).toFixed(1)}%`;
export const moment = value => value === null ? "–" : time.format(new Date(value));
export const reward = value => Math.abs(value) >= 1000 ? value.toPrecision(4) : value.toFixed(3);

export function rewardOf(mean) {
  if (mean === null)
    return "–";
  return mean.lower === null ? reward(mean.value) : `${reward(mean.value)} [${reward(mean.lower)}, ${reward(mean.upper)}]`;
}
