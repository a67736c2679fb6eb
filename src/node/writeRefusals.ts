/** Why a file was not replaced. */
export const writeRefusals = [
  'missing',
  'denied',
  'notAFile',
  'tooLarge', // detail: sizes
  'hardLinked', // detail: number of names
  'readOnly',
  'readOnlyFileSystem',
  'otherOwner',
  'changed',
  'noSpace',
  'notUtf8', // detail: byte
  'unconfirmed', // the new bytes are in place
  'failed', // detail: code of the system
] as const;
export type WriteRefusal = (typeof writeRefusals)[number];

/** `{file}` and `{detail}` stand for the path as the person gave it and the detail of the refusal. */
export const writeRefusalSentences: Readonly<Record<WriteRefusal, string>> = {
  missing: '{file} is not there. Check the path.',
  denied: '{file} cannot be written: permission is missing for the file or its folder.',
  notAFile: '{file} is not a regular file. Name a text file.',
  tooLarge: '{file} is too large to edit ({detail}).',
  hardLinked: '{file} has {detail} names (hard links). Edit it in an editor, so that they stay one file.',
  readOnly: '{file} is read-only. Make it writable first.',
  readOnlyFileSystem: '{file} is on a disk that is mounted read-only.',
  otherOwner: '{file} belongs to another user or group, and a replacement would not. Edit it in an editor.',
  changed: '{file} was changed by another program just now. Try again.',
  noSpace: 'The disk is full ({detail}); {file} is as it was. Free some space and try again.',
  notUtf8: '{file} is not UTF-8 ({detail}). Convert it first.',
  unconfirmed: '{file} has the new text, but the disk did not confirm it ({detail}). Check the disk.',
  failed: '{file} was not changed: the system reported {detail}.',
};

export const refusalByCode: Readonly<Record<string, WriteRefusal>> = {
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  ENAMETOOLONG: 'missing',
  EACCES: 'denied',
  EPERM: 'denied',
  EISDIR: 'notAFile',
  ELOOP: 'notAFile',
  ENXIO: 'notAFile',
  ENODEV: 'notAFile',
  EROFS: 'readOnlyFileSystem',
  ENOSPC: 'noSpace',
  EDQUOT: 'noSpace',
  EFBIG: 'noSpace',
};
