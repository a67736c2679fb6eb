/** Classes beside their members: abstract ones, bases, constructors and the static side. */
import { input, output } from './flow.ts';
import { compareBaseClass } from './inheritance.ts';
import {
  classOf,
  constructorAccess,
  constructorOf,
  inheritsConstructor,
  isExcluded,
  isProtected,
} from './memberFacts.ts';
import { compareMembers } from './members.ts';
import type { Walk } from './place.ts';
import { compareSignatureLists } from './signatures.ts';
import type ts from 'typescript6';

/** Abstract classes, constructors and the static side. */
export function compareClassExtras(walk: Walk, path: string, before: ts.Symbol, after: ts.Symbol): void {
  const { checker, compiler } = walk.world;
  const [old, now] = [classOf(walk, before), classOf(walk, after)];
  if (old === undefined || now === undefined) return;
  const abstract = (node: ts.ClassLikeDeclaration): boolean =>
    (compiler.getCombinedModifierFlags(node) & compiler.ModifierFlags.Abstract) !== 0;
  const at = { subject: path, base: old, head: now };
  const [oldAccess, newAccess] = [constructorAccess(walk, old), constructorAccess(walk, now)];
  if (!abstract(old) && abstract(now) && oldAccess === 'public')
    walk.report.add({
      ...at,
      rule: 'class-became-abstract',
      consumer: `import { ${path} } from 'pkg';\nvoid class extends ${path} {};\nnew (${path} as typeof ${path})(...([] as never));`,
    });
  compareBaseClass(walk, path, old, now);
  const hides = (symbol: ts.Symbol): boolean =>
    checker
      .getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol))
      .some((member) => isExcluded(walk, member) || isProtected(walk, member));
  if ((walk.flows(before) & input) !== 0 && oldAccess !== 'private' && !hides(before) && hides(after))
    walk.report.add({ ...at, rule: 'class-became-nominal' });
  const staticBefore = checker.getTypeOfSymbol(before);
  const staticAfter = checker.getTypeOfSymbol(after);
  compareMembers(walk, {
    path,
    kind: 'class',
    before: staticBefore,
    after: staticAfter,
    base: old,
    head: now,
    flow: output,
    owner: { before, after },
    isStatic: true,
  });
  if (oldAccess === 'private') return;
  if (newAccess === 'private' || (newAccess === 'protected' && oldAccess === 'public')) {
    walk.report.add({
      ...at,
      rule: 'constructor-hidden',
      base: constructorOf(walk, old) ?? old,
      head: constructorOf(walk, now) ?? now,
    });
    return;
  }
  const kind = compiler.SignatureKind.Construct;
  const [olds, news] = [
    checker.getSignaturesOfType(staticBefore, kind),
    checker.getSignaturesOfType(staticAfter, kind),
  ];
  if (inheritsConstructor(walk, old) && inheritsConstructor(walk, now)) return;
  const callee = abstract(old) ? {} : { callee: `new ${path}` };
  compareSignatureLists(
    walk,
    {
      path: `${path}.constructor`,
      rule: 'param-type-changed',
      before: staticBefore,
      after: staticAfter,
      base: constructorOf(walk, old) ?? old,
      head: constructorOf(walk, now) ?? now,
      flow: output,
      kind,
      ...callee,
    },
    olds,
    news,
  );
}
