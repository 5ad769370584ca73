// The logistic function from exactly rounded operations alone: `Math.exp` may differ in its last bit between
// processors and versions, and training must give the same bits everywhere.

export function logistic(x: number): number {
  return 1 / (1 + exponential(-x));
}

/** e to the power of x, to about twelve digits; x is held between -40 and 40. */
function exponential(x: number): number {
  const held = Math.min(40, Math.max(-40, x));
  const small = held / 1024;
  let value = 1;
  for (let at = 8; at > 0; at -= 1) value = 1 + (value * small) / at;
  for (let times = 0; times < 10; times += 1) value *= value;
  return value;
}
