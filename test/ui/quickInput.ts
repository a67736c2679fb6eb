/**
 * The palette, lists and questions of the window, answered as a person does: only what has the keyboard is answered,
 * and only when it asks for what the test means.
 */
import type { Locator, Page } from 'playwright-core';

/** Runs a command: F1, the words, Enter. `title` is the full line of the palette. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  const input = inputOf(page);
  await input.waitFor();
  await input.fill(`>${title}`);
  // Behind the words there may be a key.
  const line = page.getByRole('option', { name: new RegExp(`^${escaped(title)}(?:,|$)`) });
  // Enter takes what is marked, and that is still the line of the words before until the list is filtered.
  await line.and(page.locator('.focused')).waitFor();
  await page.keyboard.press('Enter');
  // Not the widget: the next question may be in it before anybody has looked.
  await line.waitFor({ state: 'hidden' });
}

/** Clicks a line of the list with this title. */
export async function choose(page: Page, title: string, line: string | RegExp): Promise<void> {
  const list = widget(page, '.quick-input-titlebar', title);
  await list.waitFor();
  await list.getByRole('option', { name: line }).click();
}

/** Types the answer to the question with these words, and Enter. */
export async function answer(page: Page, question: string, text: string): Promise<void> {
  const asked = widget(page, '.quick-input-message', question);
  await asked.waitFor();
  await inputOf(page).fill(text);
  await page.keyboard.press('Enter');
  await asked.waitFor({ state: 'hidden' });
}

function inputOf(page: Page): Locator {
  return page.locator('.quick-input-widget .quick-input-box input');
}

/** The widget is always there; a part of it with these words is seen only while it asks for that. */
function widget(page: Page, part: string, words: string): Locator {
  return page
    .locator('.quick-input-widget')
    .filter({ has: page.locator(part, { hasText: words }).filter({ visible: true }) });
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
