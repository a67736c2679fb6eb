import { constants } from 'node:os';

/**
 * Until the returned function is called, an interrupt waits for the end of the edit that is being
 * written, so that not even a temporary file is left behind.
 */
export function holdInterrupts(): () => void {
  const handlers = (['SIGINT', 'SIGTERM'] as const).map((signal) => {
    // A shell expects 128 and the number of the signal.
    const end = () => process.exit(128 + constants.signals[signal]);
    process.once(signal, end);
    return () => process.off(signal, end);
  });
  return () => {
    for (const release of handlers) {
      release();
    }
  };
}
