/** Chromium for the workbench: the browser that is installed, with nothing that reaches outside. */
import { chromium, type Browser } from 'playwright-core';
import { findChromium } from '../../scripts/chromium.mjs';

export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('No Chromium found. Install it, or name it in CHROMIUM.');
  return await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox', // containers and CI run as root
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
