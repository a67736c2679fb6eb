import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runIn, writeFiles } from '../support/commandLine.ts';
