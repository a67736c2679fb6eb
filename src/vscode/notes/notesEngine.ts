/** Reading, completing and drafting of notes, loaded when a file of notes is shown or a command runs. */
export async function loadNotesEngine() {
  const [read, lint, rules, completion, progress, placeholders, breaks, gather] = await Promise.all([
    import('../../core/notes/read.ts'),
    import('../../core/notes/lint/lint.ts'),
    import('../../core/notes/lint/rules.ts'),
    import('../../core/authoring/completion.ts'),
    import('../../core/authoring/progress.ts'),
    import('../../core/authoring/placeholders.ts'),
    import('../../core/authoring/breaks.ts'),
    import('../../node/notes/gather.ts'),
  ]);
  const [draft, render, update, messages, template, cache, released, sentences] = await Promise.all([
    import('../../core/notes/draft.ts'),
    import('../../core/notes/render.ts'),
    import('../../core/notes/update.ts'),
    import('../../core/authoring/messages.ts'),
    import('../../core/notes/template.ts'),
    import('../../core/breaking/cache.ts'),
    import('../../core/notes/released.ts'),
    import('../../node/changeSentences.ts'),
  ]);
  return {
    ...read,
    ...lint,
    ...rules,
    ...completion,
    ...progress,
    ...placeholders,
    ...breaks,
    ...gather,
    ...draft,
    ...render,
    ...update,
    ...messages,
    ...template,
    ...cache,
    ...released,
    ...sentences,
  };
}

export type NotesEngine = Awaited<ReturnType<typeof loadNotesEngine>>;
