/** The part of JSON Schema that the tools use: enough to say what they take, little enough to check by hand. */

export interface TextSchema {
  readonly type: 'string';
  readonly description: string;
  readonly enum?: readonly string[];
  readonly maxLength?: number;
  readonly pattern?: string;
}

export type PropertySchema =
  | TextSchema
  | {
      readonly type: 'integer';
      readonly description: string;
      readonly minimum: number;
      readonly maximum: number;
      readonly default?: number;
    }
  | { readonly type: 'boolean'; readonly description: string }
  | {
      readonly type: 'array';
      readonly description: string;
      readonly items: { readonly type: 'string'; readonly maxLength?: number };
      readonly maxItems: number;
    }
  | {
      readonly type: 'object';
      readonly description: string;
      readonly properties: Readonly<Record<string, TextSchema>>;
      readonly additionalProperties: false;
    };

export interface InputSchema {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, PropertySchema>>;
  readonly required: readonly string[];
  readonly additionalProperties: false;
}
