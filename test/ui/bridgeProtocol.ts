/** One call through the bridge; both sides are JSON. */
export interface BridgeRequest {
  /** Source of a function `(vscode, argument) => value`, which may be a promise. */
  readonly source: string;
  readonly argument?: unknown;
}

export type BridgeAnswer = { readonly value: unknown } | { readonly error: string };
