import * as vscode from 'vscode';

export interface Step {
  readonly prompt: string;
  readonly value?: string;
  readonly placeholder?: string;
  /** The sentence that says what is wrong, or nothing. */
  readonly check: (value: string) => string | undefined;
}

/** Asks step by step, with a way back. Nothing when the person leaves. */
export async function askSteps(
  title: string,
  steps: readonly Step[],
): Promise<readonly string[] | undefined> {
  const answers: string[] = [];
  while (answers.length < steps.length) {
    const index = answers.length;
    const step = steps[index];
    if (step === undefined) break;
    const answer = await askOne(title, step, { index, count: steps.length });
    if (answer === undefined) return undefined;
    if (answer === 'back') answers.pop();
    else answers.push(answer.value);
  }
  return answers;
}

export async function ask(title: string, step: Step): Promise<string | undefined> {
  return (await askSteps(title, [step]))?.[0];
}

export function needed(sentence: string): Step['check'] {
  return (value) => (value.trim() === '' ? sentence : undefined);
}

interface Pick<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** Quick picks take labels as text; `$(` in user text must not become an icon. */
export async function pickOne<T>(
  title: string,
  entries: readonly {
    readonly label: string;
    readonly description?: string;
    readonly detail?: string;
    readonly value: T;
  }[],
  placeHolder?: string,
): Promise<T | undefined> {
  const items = entries.map(({ label, description, detail, value }): Pick<T> => ({
    label: withoutIcons(label),
    value,
    ...(description === undefined ? {} : { description: withoutIcons(description) }),
    ...(detail === undefined ? {} : { detail: withoutIcons(detail) }),
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title,
    matchOnDescription: true,
    ...(placeHolder === undefined ? {} : { placeHolder }),
  });
  return picked?.value;
}

function askOne(
  title: string,
  step: Step,
  { index, count }: { readonly index: number; readonly count: number },
): Promise<{ readonly value: string } | 'back' | undefined> {
  return new Promise((resolve) => {
    const input = vscode.window.createInputBox();
    input.title = title;
    input.prompt = step.prompt;
    input.value = step.value ?? '';
    input.placeholder = step.placeholder ?? '';
    input.ignoreFocusOut = true;
    if (count > 1) {
      input.step = index + 1;
      input.totalSteps = count;
    }
    if (index > 0) input.buttons = [vscode.QuickInputButtons.Back];
    const finish = (answer: { readonly value: string } | 'back' | undefined): void => {
      resolve(answer);
      life.dispose();
    };
    const life = vscode.Disposable.from(
      input,
      input.onDidChangeValue(() => {
        input.validationMessage = '';
      }),
      input.onDidTriggerButton(() => finish('back')),
      input.onDidAccept(() => {
        const problem = step.check(input.value);
        if (problem === undefined) finish({ value: input.value.trim() });
        else input.validationMessage = problem;
      }),
      input.onDidHide(() => finish(undefined)),
    );
    input.show();
  });
}

function withoutIcons(text: string): string {
  return text.replaceAll('$(', '$ (');
}
