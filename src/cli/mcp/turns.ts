/** Runs at most `atOnce` tasks beside each other, the others in order; `full` for one that would wait behind too many. */
export function takeTurns({
  atOnce,
  waiting,
}: {
  readonly atOnce: number;
  readonly waiting: number;
}): <Result>(task: () => Promise<Result>) => Promise<Result | 'full'> {
  const queue: (() => void)[] = [];
  let running = 0;
  return async (task) => {
    if (running >= atOnce) {
      if (queue.length >= waiting) return 'full';
      // Whoever is done hands the turn over, so that nobody comes between.
      await new Promise<void>((resolve) => queue.push(resolve));
    } else {
      running++;
    }
    try {
      return await task();
    } finally {
      const next = queue.shift();
      if (next === undefined) running--;
      else next();
    }
  };
}
