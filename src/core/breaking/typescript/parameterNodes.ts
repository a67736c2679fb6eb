/** Where the parts of a signature are written. */
import type { Walk } from './place.ts';
import type ts from 'typescript6';

export function contextNode(signature: ts.Signature): ts.ParameterDeclaration | undefined {
  const first = (signature.declaration as Partial<ts.SignatureDeclaration> | undefined)?.parameters?.[0];
  return first?.name.getText() === 'this' ? first : undefined;
}

export function parameterNode(signature: ts.Signature, index: number): ts.ParameterDeclaration | undefined {
  const nodes = signature.declaration?.parameters.filter((node) => node.name.getText() !== 'this') as
    | readonly ts.ParameterDeclaration[]
    | undefined;
  return nodes?.[index];
}

export function parameterName(node: ts.ParameterDeclaration | undefined, index: number): string {
  const text = node?.name.getText();
  return text === undefined || !/^[\w$]+$/.test(text) ? String(index + 1) : text;
}

export function isUntypedJavaScript(walk: Walk, node: ts.ParameterDeclaration | undefined): boolean {
  if (node === undefined || !/\.[cm]?jsx?$/.test(node.getSourceFile().fileName)) return false;
  return walk.world.compiler.getJSDocParameterTags(node).length === 0;
}

export function returnNode(signature: ts.Signature): ts.TypeNode | undefined {
  const type = (signature.declaration as { readonly type?: ts.TypeNode } | undefined)?.type;
  return type;
}
