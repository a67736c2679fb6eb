/** Every detector there is. Each is loaded alone, when a comparison is made or a rule is asked for. */
import type { Detector } from './detector.ts';

export interface DetectorEntry {
  readonly id: string;
  /** True: it loads a large library, or may take long, and runs where it can be stopped. */
  readonly heavy?: boolean;
  readonly load: () => Promise<Detector>;
}

export const detectorTable: readonly DetectorEntry[] = [
  {
    id: 'typescript',
    heavy: true,
    load: async () => (await import('./typescript/index.ts')).typescriptDetector,
  },
  { id: 'manifest', load: async () => (await import('./manifest/index.ts')).manifestDetector },
  { id: 'graphql', heavy: true, load: async () => (await import('./graphql/index.ts')).graphqlDetector },
  { id: 'openapi', heavy: true, load: async () => (await import('./openapi/index.ts')).openapiDetector },
  {
    id: 'jsonschema',
    heavy: true,
    load: async () => (await import('./jsonschema/index.ts')).jsonSchemaDetector,
  },
  { id: 'protobuf', heavy: true, load: async () => (await import('./protobuf/index.ts')).protobufDetector },
  { id: 'migrations', load: async () => (await import('./migrations/index.ts')).migrationsDetector },
  { id: 'config', load: async () => (await import('./config/index.ts')).configDetector },
  { id: 'avro', load: async () => (await import('./avro/index.ts')).avroDetector },
  { id: 'crd', heavy: true, load: async () => (await import('./crd/index.ts')).crdDetector },
  { id: 'terraform', load: async () => (await import('./terraform/index.ts')).terraformDetector },
];
