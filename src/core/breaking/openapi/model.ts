/** What a description offers to its clients, in the words of OpenAPI 3 whatever it is written in. */
import type { NotAnalysedReason } from '../change.ts';
import type { DocumentNode, ScalarValue, Span } from '../document/node.ts';

export interface Api {
  /** `2.0`, `3.0`, `3.1`, `3.2`. */
  readonly version: string;
  readonly spot: Span;
  /** The key of `paths`, or the whole document. */
  readonly pathsSpot: Span;
  readonly operations: readonly Operation[];
  readonly webhooks: readonly Operation[];
  readonly servers: readonly Server[];
  readonly securitySchemes: ReadonlyMap<string, Element>;
  readonly schemas: ReadonlyMap<string, Element>;
  /** References that lead nowhere, and whatever else could not be read. */
  readonly gaps: readonly Gap[];
}

/** A part, and where its name stands. */
export interface Element {
  readonly spot: Span;
  readonly node: DocumentNode;
}

export interface Gap {
  readonly spot: Span;
  readonly reason: NotAnalysedReason;
  readonly detail: string;
}

export interface Lifecycle {
  readonly deprecated: boolean;
  /** As written; maybe no date at all. */
  readonly sunset: Sunset | undefined;
  /** `x-stability-level` as written. */
  readonly stability: string | undefined;
}

export interface Sunset {
  readonly text: string;
  readonly spot: Span;
}

export interface Operation extends Lifecycle {
  /** `/pets/{id}`; the expression of a callback; the name of a webhook. */
  readonly path: string;
  /** In capitals. */
  readonly method: string;
  /** `GET /pets/{id}`. */
  readonly title: string;
  /** The key of the method. */
  readonly spot: Span;
  /** The key of the path. */
  readonly pathSpot: Span;
  readonly id: { readonly text: string; readonly spot: Span } | undefined;
  /** By location and name; those of the path by their position in it. */
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly body: Body | undefined;
  readonly responses: ReadonlyMap<string, Response>;
  readonly security: Security;
  readonly callbacks: readonly Operation[];
  /** A reference in it leads nowhere: what is missing says nothing. */
  readonly partial: boolean;
}

export interface Parameter extends Lifecycle {
  readonly name: string;
  readonly location: string;
  readonly spot: Span;
  readonly required: boolean;
  readonly style: Style;
  readonly allowEmptyValue: boolean;
  readonly schema: DocumentNode | undefined;
  readonly content: Content;
}

/** How a value is written into a path, a query or a header. */
export interface Style {
  readonly style: string;
  readonly explode: boolean;
}

export interface Body {
  readonly spot: Span;
  readonly required: boolean;
  /** The fields say one by one whether they are required. */
  readonly byFields: boolean;
  readonly content: Content;
}

/** By media type in small letters. */
export type Content = ReadonlyMap<string, Media>;

export interface Media {
  /** As written. */
  readonly type: string;
  readonly spot: Span;
  readonly schema: DocumentNode | undefined;
  /** Of OpenAPI 3.2: the schema of each item of a stream. */
  readonly itemSchema: DocumentNode | undefined;
  readonly encoding: ReadonlyMap<string, Encoding>;
}

export interface Encoding {
  readonly spot: Span;
  /** What differs from nothing said, by keyword. */
  readonly values: ReadonlyMap<string, ScalarValue>;
}

export interface Response {
  readonly spot: Span;
  readonly content: Content;
  /** By name in small letters. */
  readonly headers: ReadonlyMap<string, Header>;
}

export interface Header {
  readonly name: string;
  readonly spot: Span;
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly style: Style;
  readonly schema: DocumentNode | undefined;
  readonly content: Content;
}

/** Scopes by the name of a scheme; all of them are needed together. */
export type Requirement = ReadonlyMap<string, ReadonlySet<string>>;

export interface Security {
  /** The list, or what stands for it when there is none. */
  readonly spot: Span;
  /** One of them is enough; a list of none means that anybody may call. */
  readonly alternatives: readonly Requirement[];
}

export interface Server {
  /** Variables as written. */
  readonly url: string;
  readonly spot: Span;
}
