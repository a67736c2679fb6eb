/** Chromium for the workbench: the browser that is installed, and a window with nothing in it that is not ours. */
import { chromium, type Browser } from 'playwright-core';
import { findChromium } from '../../scripts/programs.mjs';

/** Settings that keep the picture and the log free of everything that is not ours. */
export const quietSettings = {
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  // In a browser everything is saved after a second, unless somebody says no.
  'files.autoSave': 'off',
  'git.openRepositoryInParentFolders': 'never',
  'security.workspace.trust.startupPrompt': 'never',
  'telemetry.telemetryLevel': 'off',
  'window.commandCenter': false,
  'workbench.enableExperiments': false,
  'workbench.hover.delay': 60_000,
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

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
