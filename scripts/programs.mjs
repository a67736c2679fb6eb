import fs from 'node:fs';
import path from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const macApplications = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * @returns {string | undefined} Path of a Chromium, the one named in CHROMIUM first.
 */
export function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  return findProgram(names) ?? macApplications.find((file) => fs.existsSync(file));
}

/**
 * @param {readonly string[]} programs Names to look for on the PATH, in each folder in this order.
 * @returns {string | undefined} Path of the first one found.
 */
export function findProgram(programs) {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return folders
    .flatMap((folder) => programs.map((name) => path.join(folder, name)))
    .find((file) => fs.existsSync(file));
}
