import { describe, expect, test } from 'vitest';
import { shownRecord } from '../../src/commands/render/shown-record.ts';
import { satteriEngine } from '../../src/parse/markdown/satteri.ts';
import { poolOf } from '../../src/pool/pool.ts';
import { loadProject } from '../../src/project.ts';
import { rules } from '../../src/rules/rules.ts';
import { home } from '../helpers/git-world.ts';
import { memoryWorld } from '../helpers/memory-world.ts';
import { brokenLinks, build, pageText } from './built.ts';
import { packageTemplates } from './values.ts';

const SESSION = '5a1fb1ce-0f4e-4d0e-9a53-0000feedf00d';
const DIGEST = 'ab12'.repeat(16);
const OID = 'c0ffee12'.repeat(5);

const turn = (number: number): string => `---
kind: turn
id: develop-1-turn-${number}
title: Count the winter fares, part ${number}
version: "0.1"
date: 2026-05-12
status: ready
lane: develop-1
turn: development-slice
summary: SECRETWORD in a turn.
---
# Count the winter fares, part ${number} — v0.1

## 1. This turn only

Count them.
`;

const result = (number: number, more = ''): string => `---
kind: turn-result
id: develop-1-result-${number}
title: What came of the winter fares, part ${number}
date: 2026-05-12
status: reviewed
lane: develop-1
turn-number: ${number}
turn: development-slice
turn-id: 7f000000-0000-4000-8000-00000000000${number}
claude-session: ${SESSION}
of: develop-1-turn-${number}
of-commit: ${OID}
digest: ${DIGEST}
end: finished
began: 2026-05-12T09:00:00Z
ended: 2026-05-12T09:05:00Z
cost: 0.42
crossed: true
made:
  - oid: ${OID}
    subject: Add the winter fares
changed:
  - path: src/fares.ts
    change: added
    breach: not-allowed
evidence:
  - probe: tests
    receipt: record/receipts/tests.json
    result: 14 pass
    exit: 0
  - probe: commits
    result: 8 (exit code 0)
    exit: 0
checks: [the page looks right]
review: { verdict: accepted, why: The counts agree. }
${more}---
# What came of the winter fares, part ${number}

## 1. What was asked

Turn ${number} of lane develop-1, from [Count the winter fares](develop-1-turn-${number}-v0_1.md).

~~~~text
Count <them> & stop. SECRETWORD
~~~~

## 2. What came back

The turn finished.

~~~~text
Fourteen.
~~~~

## 3. What changed

Nothing more.

## 4. Evidence

It ran.

## 5. Review

Accepted.
`;

const files = {
  'record/turns/develop-1-turn-1-v0_1.md': turn(1),
  'record/turns/develop-1-turn-2-v0_1.md': turn(2),
  'record/turns/develop-1-turn-10-v0_1.md': turn(10),
  'record/results/develop-1-result-1.md': result(1),
  'record/results/develop-1-result-10.md': result(10),
  'record/receipts/tests.json': '{"schemaVersion":1,"note":"SECRETWORD"}\n',
  'record/other-v0_1.md':
    '---\nid: other\ntitle: Another note\nversion: "0.1"\n---\n# Another note — v0.1\n\nAs develop-1-result-1.md says, and [turn 1](turns/develop-1-turn-1-v0_1.md), in session 5a1fb1ce-0f4e-4d0e-9a53-0000feedf00d.\n',
};

const history = {
  'record/other-v0_1.md': {
    first: '2026-03-01T09:00:00Z',
    last: '2026-03-02T09:00:00Z',
    former: ['olden/other-v0_1.md'],
  },
};

async function siteOf(
  config: string,
  record: Readonly<Record<string, string>> = files,
  templates: ReadonlyMap<string, string> = packageTemplates,
) {
  const world = memoryWorld({ files: { ...record, 'slop.yaml': config }, history, home });
  const project = await loadProject(world, world.cwd);
  const means = { world, project, engine: satteriEngine };
  const pool = poolOf(means);
  const { compiled, commitNames } = await shownRecord(pool, means, null);
  return build({ ...compiled, commitNames, templates, engine: satteriEngine, rules });
}

describe('lanes on the site', () => {
  test('show turns in their order, with what was asked and what came of it', async () => {
    const built = await siteOf('lanes: { show: true }\n');
    const text = pageText(built, 'lanes/develop-1/index.html');
    const order = [...text.matchAll(/id="turn-(\d+)"/g)].map(([, number]) => number);
    expect(order).toEqual(['1', '10']);
    for (const told of [
      'Count &lt;them&gt; &amp; stop.',
      'Fourteen.',
      DIGEST,
      'Add the winter fares',
      'outside of what it may change',
      '14 pass, exit code 0',
      '8 (exit code 0)<',
      'the page looks right',
      'accepted',
      'The counts agree.',
      'it crossed its bounds',
      '0.42 dollars',
      'Nothing came of these yet',
    ])
      expect(text).toContain(told);
    expect(text).not.toContain('~~~~');
    expect(text.split('Nothing came of these yet')[1]).toContain('part 2');
    expect(text.split('Nothing came of these yet')[1]).not.toContain('part 1<');
    expect(pageText(built, 'lanes/index.html')).toContain('2 turns');
    expect(pageText(built, 'index.html')).toContain('lanes/index.html');
    expect(brokenLinks(built)).toEqual([]);
  });

  test('give templates of a record also when a turn began, which slop itself does not print', async () => {
    const own =
      "{% layout 'page.liquid' %}{% block main %}{% for turn in turns %}{{ turn.began }};{% endfor %}{% endblock %}";
    const built = await siteOf(
      'lanes: { show: true }\n',
      files,
      new Map([...packageTemplates, ['lane.liquid', own]]),
    );
    const times = '2026-05-12T09:00:00Z;'.repeat(2);
    expect(pageText(built, 'lanes/develop-1/index.html')).toContain(times);
  });

  test.each(['', 'lanes: { show: false }\n', 'title: Ferry\npublic: true\n'])(
    'leave nothing on it with %j in slop.yaml',
    async (config) => {
      const built = await siteOf(config);
      expect([...built.keys()].filter((place) => /lanes|develop-1|result/.test(place))).toEqual([]);
      expect([...built.keys()]).toContain('view/other-v0_1.md.html');
      expect([...built.keys()]).toContain('view/olden/other-v0_1.md.html');
      const needles = ['SECRETWORD', SESSION, DIGEST, 'develop-1', 'winter fares', 'Fourteen', 'lanes/'];
      const leaks = [...built].flatMap(([place, bytes]) => {
        const text = typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('utf8');
        return needles.filter((needle) => text.includes(needle)).map((needle) => `${place}: ${needle}`);
      });
      expect(leaks).toEqual([]);
      expect(brokenLinks(built)).toEqual([]);
    },
  );

  test('give no page to a record without turns', async () => {
    const built = await siteOf('lanes: { show: true }\n', { 'record/a.md': '# A\n' });
    expect([...built.keys()].filter((place) => place.startsWith('lanes'))).toEqual([]);
  });
});
