/** What a pool and its threads say to each other. Everything is plain data. */
import type { Asked } from '../../core/breaking/cache.ts';
import type { ChangedFile, Compared, TreeText, Unit } from '../../core/breaking/detector.ts';

export type ToThread =
  | {
      /** The trees of the tasks that follow. */
      readonly kind: 'comparison';
      /** Paths of each side in one text, a NUL between them: many strings are slow to send. */
      readonly base: string;
      readonly head: string;
      readonly changed: readonly ChangedFile[];
      readonly profiles: Readonly<Record<string, string>>;
      readonly named?: readonly string[];
    }
  | {
      readonly kind: 'task';
      readonly number: number;
      readonly detector: string;
      readonly unit: Unit;
      readonly milliseconds: number;
      /** UTC epoch milliseconds; absent where nobody says. */
      readonly now?: number;
      /** One number; other than zero when the run has been cancelled. */
      readonly cancelled: Int32Array;
    }
  /** Answers a question of the thread. */
  | { readonly kind: 'text'; readonly question: number; readonly text: TreeText };

export type FromThread =
  /** The detector is loaded, and its time begins. */
  | { readonly kind: 'started'; readonly number: number }
  | {
      readonly kind: 'done';
      readonly number: number;
      readonly compared: Compared;
      readonly asked: readonly Asked[];
    }
  | { readonly kind: 'threw'; readonly number: number; readonly message: string }
  /** A detector reads a file. */
  | {
      readonly kind: 'read';
      readonly number: number;
      readonly question: number;
      readonly side: Asked['side'];
      readonly path: string;
    };

export function packPaths(paths: readonly string[]): string {
  return paths.join('\0');
}

export function unpackPaths(packed: string): readonly string[] {
  return packed === '' ? [] : packed.split('\0');
}
