export interface Outcome {
  readonly title: string;
  readonly milliseconds: number;
  /** Stack or message of what went wrong; absent for a test that passed. */
  readonly failure?: string;
}

export interface RunResults {
  readonly outcomes: readonly Outcome[];
}
