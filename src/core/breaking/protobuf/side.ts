/** One side of a comparison: every declaration by its name, with the features that hold for it. */
import type { Declaration } from './declarations.ts';
import { declarationsOf, keyOf } from './declarations.ts';
import type { Features } from './features.ts';
import { fileFeatures, withOptions } from './features.ts';
import type { Enum, Extension, Field, Message, ProtoFile, Service } from './model.ts';
import { fullNameOf } from './model.ts';
import type { Names } from './resolve.ts';
import { resolveType } from './resolve.ts';

export interface MessageEntry {
  readonly file: ProtoFile;
  readonly declaration: Message;
  readonly features: Features;
}

export interface EnumEntry {
  readonly file: ProtoFile;
  readonly declaration: Enum;
  readonly features: Features;
}

export interface ServiceEntry {
  readonly file: ProtoFile;
  readonly declaration: Service;
}

export interface ExtensionEntry {
  readonly file: ProtoFile;
  /** With the scope in which it is declared. */
  readonly fullName: string;
  /** Full name of the message that it extends. */
  readonly extendee: string;
  readonly extension: Extension;
  readonly field: Field;
  readonly features: Features;
}

export interface Side {
  readonly files: ReadonlyMap<string, ProtoFile>;
  readonly names: Names;
  readonly messages: ReadonlyMap<string, readonly MessageEntry[]>;
  readonly enums: ReadonlyMap<string, readonly EnumEntry[]>;
  readonly services: ReadonlyMap<string, readonly ServiceEntry[]>;
  /** By the message that they extend and their number. */
  readonly extensions: ReadonlyMap<string, ExtensionEntry>;
  /** The same keys by full name. */
  readonly extensionKeys: ReadonlyMap<string, string>;
  /** By path of their file. */
  readonly declarations: ReadonlyMap<string, readonly Declaration[]>;
  /** By sort and full name; the first of two that are equal. */
  readonly declared: ReadonlyMap<string, Declaration>;
  /** Words of passages that could not be read. */
  readonly unknown: ReadonlySet<string>;
}

/** `files` are those that are compared; `names` may know more. */
export function sideOf(files: readonly ProtoFile[], names: Names): Side {
  const messages = new Map<string, MessageEntry[]>();
  const enums = new Map<string, EnumEntry[]>();
  const services = new Map<string, ServiceEntry[]>();
  const extensions = new Map<string, ExtensionEntry>();
  const extensionKeys = new Map<string, string>();
  for (const file of files) {
    const around = fileFeatures(file);
    const enter = (scope: Pick<Message, 'messages' | 'enums' | 'extensions'>, features: Features): void => {
      for (const declaration of scope.enums) {
        push(enums, declaration.fullName, {
          file,
          declaration,
          features: withOptions(features, declaration.options),
        });
      }
      for (const extension of scope.extensions) {
        const entry: ExtensionEntry = {
          file,
          fullName: fullNameOf(extension.scope, extension.field.name),
          extendee: resolveType(names, file, extension.scope, extension.extendee).name,
          extension,
          field: extension.field,
          features: withOptions(features, extension.field.options),
        };
        const key = `${entry.extendee} ${entry.field.number}`;
        if (!extensions.has(key)) extensions.set(key, entry);
        extensionKeys.set(entry.fullName, key);
      }
      for (const declaration of scope.messages) {
        const own = withOptions(features, declaration.options);
        push(messages, declaration.fullName, { file, declaration, features: own });
        enter(declaration, own);
      }
    };
    enter(file, around);
    for (const declaration of file.services) push(services, declaration.fullName, { file, declaration });
  }
  const declarations = new Map(files.map((file) => [file.file.path, declarationsOf(file)]));
  const declared = new Map<string, Declaration>();
  for (const one of [...declarations.values()].flat()) {
    if (!declared.has(keyOf(one))) declared.set(keyOf(one), one);
  }
  return {
    files: new Map(files.map((file) => [file.file.path, file])),
    names,
    messages,
    enums,
    services,
    extensions,
    extensionKeys,
    declarations,
    declared,
    unknown: new Set(files.flatMap((file) => [...file.unknown])),
  };
}

/** The declaration of that name in the same file, else the first one. */
export function partnerOf<Entry extends { readonly file: ProtoFile }>(
  entries: ReadonlyMap<string, readonly Entry[]>,
  fullName: string,
  path: string,
): Entry | undefined {
  const all = entries.get(fullName);
  return all?.find(({ file }) => file.file.path === path) ?? all?.[0];
}

/** An extension that has the same number under another name on the other side: its field is told as renamed. */
export function hasOtherName(from: Side, to: Side, { sort, fullName }: Declaration): boolean {
  const key = sort === 'extension' ? from.extensionKeys.get(fullName) : undefined;
  return key !== undefined && to.extensions.has(key);
}

function push<Entry>(map: Map<string, Entry[]>, key: string, entry: Entry): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [entry]);
  else known.push(entry);
}
