/** What `.proto` files declare: names, numbers, types, options, places. No comments. */

export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** Some characters of a file; offsets from 0, `end` is after the last one. */
export interface Spot {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
}

/** `option a.(b).c = 1;` or `[a = 1]`; features of a message literal are listed one by one. */
export interface Option {
  /** As written, without spaces: `java_package`, `features.(pb.cpp).string_type`. */
  readonly name: string;
  /** Canonical: numbers in decimal, strings in double quotes. */
  readonly value: string;
  readonly spot: Spot;
}

export interface Scope {
  /** With the package, without a leading point; that of the package for a file. */
  readonly fullName: string;
  readonly options: readonly Option[];
  /** True when a direct member could not be read: nothing is said about what is gone here. */
  readonly broken: boolean;
}

export interface Range {
  readonly from: number;
  /** Inclusive. */
  readonly to: number;
}

/** A range as it is written. */
export interface PlacedRange extends Range {
  readonly spot: Spot;
}

export interface Reserved {
  readonly ranges: readonly PlacedRange[];
  readonly names: ReadonlyMap<string, Spot>;
}

export type Label = 'optional' | 'required' | 'repeated';

export interface Field {
  readonly name: string;
  readonly number: number;
  readonly label: Label | undefined;
  /** As written, without spaces; `map<string,Foo>` stands in `map`. */
  readonly type: string;
  readonly map: { readonly key: string; readonly value: string } | undefined;
  readonly group: boolean;
  readonly oneof: string | undefined;
  readonly options: readonly Option[];
  readonly spot: Spot;
  readonly nameSpot: Spot;
  readonly typeSpot: Spot;
  readonly numberSpot: Spot;
  readonly labelSpot: Spot | undefined;
}

/** A field that extends a message, with the name of the scope in which it is declared. */
export interface Extension {
  /** Message as written. */
  readonly extendee: string;
  readonly extendeeSpot: Spot;
  readonly scope: string;
  readonly field: Field;
}

export interface Oneof {
  readonly name: string;
  readonly options: readonly Option[];
  readonly spot: Spot;
}

export interface Message extends Scope {
  readonly name: string;
  readonly fields: readonly Field[];
  readonly oneofs: readonly Oneof[];
  readonly messages: readonly Message[];
  readonly enums: readonly Enum[];
  readonly extensions: readonly Extension[];
  readonly extensionRanges: readonly PlacedRange[];
  readonly reserved: Reserved;
  readonly spot: Spot;
  readonly nameSpot: Spot;
}

export interface EnumValue {
  readonly name: string;
  readonly number: number;
  readonly options: readonly Option[];
  readonly spot: Spot;
  readonly nameSpot: Spot;
  readonly numberSpot: Spot;
}

export interface Enum extends Scope {
  readonly name: string;
  readonly values: readonly EnumValue[];
  readonly reserved: Reserved;
  readonly spot: Spot;
  readonly nameSpot: Spot;
}

export interface MethodType {
  readonly type: string;
  readonly streaming: boolean;
  readonly spot: Spot;
}

export interface Method {
  readonly name: string;
  readonly request: MethodType;
  readonly response: MethodType;
  readonly options: readonly Option[];
  readonly spot: Spot;
  readonly nameSpot: Spot;
}

export interface Service extends Scope {
  readonly name: string;
  readonly methods: readonly Method[];
  readonly spot: Spot;
  readonly nameSpot: Spot;
}

export interface Import {
  readonly path: string;
  readonly modifier: 'public' | 'weak' | 'option' | undefined;
  readonly spot: Spot;
}

/** `proto2` and `proto3`, or the year of an edition. */
export interface Syntax {
  readonly value: string;
  /** Absent when the file does not say it. */
  readonly spot: Spot | undefined;
}

export interface SyntaxError {
  readonly offset: number;
  /** The word or sign at which reading stopped. */
  readonly found: string;
}

export interface ProtoFile extends Scope {
  readonly file: SourceFile;
  readonly syntax: Syntax;
  readonly packageSpot: Spot | undefined;
  readonly imports: readonly Import[];
  readonly messages: readonly Message[];
  readonly enums: readonly Enum[];
  readonly services: readonly Service[];
  readonly extensions: readonly Extension[];
  readonly errors: readonly SyntaxError[];
  /** True when braces do not match: what belongs where is unknown. */
  readonly unbalanced: boolean;
  /** Words of the passages that could not be read: nothing is known about what bears these names. */
  readonly unknown: ReadonlySet<string>;
}

export function fullNameOf(scope: string, name: string): string {
  return scope === '' ? name : `${scope}.${name}`;
}

/** The last part of a full name. */
export function shortName(fullName: string): string {
  return fullName.slice(fullName.lastIndexOf('.') + 1);
}

/** The last use of an option; undefined where it is not set. */
export function optionOf(options: readonly Option[], name: string): Option | undefined {
  return options.findLast((option) => option.name === name);
}
