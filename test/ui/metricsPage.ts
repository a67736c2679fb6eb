import type { Frame, Page } from 'playwright-core';

/** The page of metrics, when it has drawn its title. VS Code keeps a page in a frame inside a frame. */
export async function metricsPage(page: Page): Promise<Frame> {
  const shown = page.locator('iframe.webview').contentFrame().locator('iframe#active-frame').contentFrame();
  await shown.getByRole('heading', { name: 'Delivery metrics', level: 1 }).waitFor();
  for (const frame of page.frames()) {
    if ((await frame.locator('#page > header, #page > main').count()) > 0) return frame;
  }
  throw new Error('There is no frame with the page.');
}
