/** What the repository says about one file of release notes: the same for `lint-notes` and for the verdict. */
import type { NotesFile, NotesPort } from '../../core/ports.ts';
import { releasedAs } from '../../core/notes/released.ts';
import { problemSentence } from '../changeSentences.ts';
import { gatherNotesFacts } from './gather.ts';
import type { GatheredNotes, NotesRequest } from './gather.ts';

/** Facts of the range that was asked for, else of the release that is out, else of the next one. */
export async function factsForNotes(
  folder: string,
  notes: NotesFile,
  request: NotesRequest,
  gather: (folder: string, request: NotesRequest) => Promise<GatheredNotes> = gatherNotesFacts,
): Promise<GatheredNotes> {
  const current = await gather(folder, request);
  if (!current.ok || request.head !== undefined || request.base !== undefined) return current;
  const head = releasedAs(notes, current.facts.base);
  return head === undefined ? current : gather(folder, { ...request, head });
}

/** Each range is read once, and only as many as a check may take time for. */
export function notesPort(folder: string, request: NotesRequest): NotesPort {
  const ranges = new Map<string, Promise<GatheredNotes>>();
  const once = (of: string, asked: NotesRequest): Promise<GatheredNotes> => {
    const key = asked.head ?? '';
    const known = ranges.get(key);
    if (known !== undefined) return known;
    if (ranges.size >= mostRanges) return Promise.resolve(tooMany);
    const gathered = gatherAlone(of, asked);
    ranges.set(key, gathered);
    return gathered;
  };
  return {
    facts: async (notes) => {
      const gathered = await factsForNotes(folder, notes, request, once);
      if (gathered.ok) return { facts: gathered.facts };
      return {
        unread:
          gathered === tooMany
            ? 'notes of more releases than are held against the repository at once'
            : problemSentence(gathered),
      };
    },
  };
}

/** Threads start when a heavy detector has something to compare, and end with it. */
async function gatherAlone(folder: string, request: NotesRequest): Promise<GatheredNotes> {
  const runner = (await import('../workers/pool.ts')).workerPool();
  try {
    return await gatherNotesFacts(folder, { ...request, runner });
  } finally {
    await runner.close();
  }
}

const mostRanges = 4;
const tooMany: GatheredNotes = { ok: false, problem: 'failed', detail: '' };
