import * as vscode from 'vscode';

/** What we use of the git extension that VS Code brings along: that something moved. Git itself is asked elsewhere. */
interface GitExtension {
  readonly enabled: boolean;
  readonly onDidChangeEnablement: vscode.Event<boolean>;
  getAPI(version: 1): GitApi;
}

interface GitApi {
  readonly repositories: readonly GitRepository[];
  readonly onDidOpenRepository: vscode.Event<GitRepository>;
  readonly onDidCloseRepository: vscode.Event<GitRepository>;
}

interface GitRepository {
  readonly rootUri: vscode.Uri;
  readonly state: {
    readonly HEAD: { readonly name?: string; readonly commit?: string } | undefined;
    readonly indexChanges: readonly GitChange[];
    readonly workingTreeChanges: readonly GitChange[];
    readonly onDidChange: vscode.Event<void>;
  };
}

interface GitChange {
  readonly uri: vscode.Uri;
  readonly status: number;
}

export interface GitMoves {
  /** The current commit or branch is another one. */
  readonly head: (root: vscode.Uri) => void;
  /** Other files differ, or are staged, than before, those that do not count left aside. */
  readonly files: (root: vscode.Uri) => void;
  readonly counts: (file: vscode.Uri) => boolean;
}

export interface GitListener extends vscode.Disposable {
  /** True when the git extension watches the repository and will tell. */
  watches(root: vscode.Uri): boolean;
}

/** Tells of moves as far as the git extension is there and enabled; nothing is told without it. */
export async function listenToGit(moves: GitMoves): Promise<GitListener> {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (extension === undefined) return { watches: () => false, dispose: () => {} };
  const git = await extension.activate();
  const listeners = new Map<GitRepository, vscode.Disposable>();
  const listen = (repository: GitRepository): void => {
    if (!listeners.has(repository)) listeners.set(repository, listenTo(repository, moves));
  };
  let api: vscode.Disposable | undefined;
  const match = (): void => {
    if (!git.enabled || api !== undefined) return;
    const { repositories, onDidOpenRepository, onDidCloseRepository } = git.getAPI(1);
    api = vscode.Disposable.from(
      onDidOpenRepository(listen),
      onDidCloseRepository((repository) => {
        listeners.get(repository)?.dispose();
        listeners.delete(repository);
      }),
    );
    repositories.forEach(listen);
  };
  match();
  const life = vscode.Disposable.from(
    git.onDidChangeEnablement(match),
    new vscode.Disposable(() => {
      api?.dispose();
      for (const listener of listeners.values()) listener.dispose();
    }),
  );
  return {
    watches: (root) =>
      git.enabled && [...listeners.keys()].some(({ rootUri }) => rootUri.toString() === root.toString()),
    dispose: () => life.dispose(),
  };
}

function listenTo({ rootUri, state }: GitRepository, moves: GitMoves): vscode.Disposable {
  let head = headOf(state);
  let files = filesOf(state, moves);
  return state.onDidChange(() => {
    const [headNow, filesNow] = [headOf(state), filesOf(state, moves)];
    const [headMoved, filesMoved] = [headNow !== head, filesNow !== files];
    head = headNow;
    files = filesNow;
    if (headMoved) moves.head(rootUri);
    else if (filesMoved) moves.files(rootUri);
  });
}

function headOf({ HEAD }: GitRepository['state']): string {
  return `${HEAD?.name ?? ''} ${HEAD?.commit ?? ''}`;
}

function filesOf(
  { indexChanges, workingTreeChanges }: GitRepository['state'],
  { counts }: Pick<GitMoves, 'counts'>,
): string {
  const names = (changes: readonly GitChange[]): readonly string[] =>
    changes
      .filter(({ uri }) => counts(uri))
      .map(({ uri, status }) => `${status} ${uri.path}`)
      .toSorted();
  return JSON.stringify([names(indexChanges), names(workingTreeChanges)]);
}
