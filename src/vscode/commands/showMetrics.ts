import type { CommandContext } from './context.ts';

/** The page of delivery metrics. */
export async function showMetrics({ metrics }: CommandContext): Promise<void> {
  await (await metrics.dashboard()).show();
}
