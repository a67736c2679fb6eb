import type { Fact, Reading } from '../facts.ts';
import type { Row } from '../toml.ts';
import { inlineRows, readIni, readToml, stringIn } from '../toml.ts';

/** pyproject.toml: the tables of the standard and those of Poetry. */
export function readPyproject(text: string): Reading {
  const facts: Fact[] = [];
  for (const row of readToml(text).flatMap(tableRows)) {
    const path = row.path.join('.');
    const name = row.path.at(-1) ?? '';
    const value = stringIn(row.value) ?? '';
    if (/^(?:project|tool\.poetry)\.name$/.test(path)) facts.push(named(value, row));
    else if (path === 'project.requires-python') facts.push({ ...runtime(value, row), dialect: 'python' });
    else if (path === 'tool.poetry.dependencies.python')
      facts.push({ ...runtime(value, row), dialect: 'npm' });
    else if (/^(?:project\.(?:gui-)?scripts|tool\.poetry\.scripts)\.[^.]+$/.test(path)) {
      facts.push({ kind: 'command', key: name, value, spot: row.spot });
    } else if (row.path[0] === 'project' && row.path[1] === 'entry-points' && row.path.length === 4) {
      facts.push({ kind: 'command', key: `${row.path[2] ?? ''}: ${name}`, value, spot: row.spot });
    } else if (/^(?:project\.optional-dependencies|tool\.poetry\.extras)\.[^.]+$/.test(path)) {
      facts.push({ kind: 'extra', key: normalised(name), value: '', spot: row.spot });
    }
  }
  return { facts };
}

/** A dependency written as a table stays one row. */
function tableRows(row: Row): readonly Row[] {
  return row.path.includes('dependencies') ? [row] : inlineRows(row);
}

export function readSetupCfg(text: string): Reading {
  const facts: Fact[] = [];
  for (const row of readIni(text)) {
    const [table, key = ''] = row.path;
    if (table === 'metadata' && key === 'name') facts.push(named(row.value, row));
    else if (table === 'options' && /^python[-_]requires$/.test(key)) {
      facts.push({ ...runtime(row.value, row), dialect: 'python' });
    } else if (table === 'options.extras_require') {
      facts.push({ kind: 'extra', key: normalised(key), value: '', spot: row.spot });
    } else if (table === 'options.entry_points') {
      for (const [, name = ''] of row.value.matchAll(/^\s*([\w.-]+)\s*=/gm)) {
        const shown = key === 'console_scripts' || key === 'gui_scripts' ? name : `${key}: ${name}`;
        facts.push({ kind: 'command', key: shown, value: '', spot: row.spot });
      }
    }
  }
  return { facts };
}

/** Names of packages and extras are the same whatever their case and their dashes. */
function normalised(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

function named(value: string, row: Row): Fact {
  return { kind: 'name', key: 'name', value: normalised(value), spot: row.spot };
}

function runtime(value: string, row: Row): Fact {
  return { kind: 'runtime', key: 'python', value, spot: row.spot };
}
