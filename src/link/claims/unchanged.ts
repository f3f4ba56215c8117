import { formatVersion, parseVersion } from '../../parse/version.ts';
import type { Document, Lineage, RepositoryReading, Statement } from '../../types.ts';
import { asserted, type Judged, judgement } from './judged.ts';
import type { Known } from './known.ts';
import { cutText, type SectionedText } from './section-text.ts';
import { isSinceCommit } from './subjects.ts';
import { earlierKey, versionPaths } from './wants.ts';

type Unchanged = Extract<Statement, { type: 'unchanged' }>;

/** A text, and what it says of itself. */
interface VersionText extends Pick<Document, 'version' | 'date'> {
  readonly text: string;
}

/** Cuts a version into sections, without its number and its date. */
export type Cutter = (version: VersionText) => SectionedText;

/** Makes what cuts each version once, however much is claimed of it; it holds what it cut. */
export function cutter(): Cutter {
  const known = new Map<string, Map<string, SectionedText>>();
  return ({ text, version, date }) => {
    const same = known.get(text) ?? new Map<string, SectionedText>();
    known.set(text, same);
    const said = `${version && formatVersion(version)} ${date}`;
    const cut = same.get(said) ?? cutText(withoutVersion(text, { version, date }));
    same.set(said, cut);
    return cut;
  };
}

/** What is compared with, and where it was found. */
interface Before extends VersionText {
  readonly oid: string | null;
  readonly when: string | null;
}

/** Compares a note, or one section of it, with an older version or with what stood there at a commit. */
export function judgeUnchanged(statement: Unchanged, citing: Document, known: Known, cut: Cutter): Judged {
  const { subject, lineage, older } = known.findSubject(statement, citing);
  if (subject === null || lineage === null) return asserted('the document is not in the record');
  const text = known.texts.get(subject.path);
  const before = beforeOf(statement, { subject, lineage, older }, known);
  if (before === null) return asserted(`${statement.since} of ${subject.id} could not be read`);
  if (text === undefined) return asserted(`${subject.path} could not be read`);
  const now = { text, version: subject.version, date: subject.date };
  const changed = changesOf(statement.section, cut(now), cut(before));
  if (changed === null) return asserted(`there is no such section in both versions`);
  const { oid, when } = before;
  const evidence = {
    by: older === null ? 'git' : 'record',
    repository: null,
    oid,
    when,
    receipt: null,
  } as const;
  const live = changed.length === 0 ? `as in ${statement.since}` : `changed: ${changed.join(', ')}`;
  return judgement(changed.length === 0, live, evidence);
}

function beforeOf(
  statement: Unchanged,
  { subject, lineage, older }: { subject: Document; lineage: Lineage; older: Document | null },
  known: Known,
): Before | null {
  if (isSinceCommit(statement)) {
    const then = textAtCommit(statement, lineage.versions, known);
    return then && { ...then, version: subject.version, date: subject.date };
  }
  if (older !== null) return textOfVersion(older, known);
  const earlier = known.earlier.get(earlierKey({ id: subject.id, version: statement.since }));
  return earlier === undefined ? null : { ...earlier, version: parseVersion(statement.since) };
}

function textOfVersion({ path, date, version }: Document, { texts }: Known): Before | null {
  const text = texts.get(path);
  return text === undefined ? null : { text, oid: null, when: date, version, date };
}

/** The newest version that stood there at the commit. */
function textAtCommit(
  { since }: Unchanged,
  versions: readonly Document[],
  { own, prefix }: Known,
): Omit<Before, 'version' | 'date'> | null {
  if (own === null) return null;
  for (const path of versionPaths(versions)) {
    const text = own.files.get(`${since.toLowerCase()}:${prefix}${path}`)?.text;
    if (typeof text === 'string') return { text, ...commitOf(since.toLowerCase(), own) };
  }
  return null;
}

function commitOf(hash: string, { hashes, commits }: RepositoryReading): Pick<Before, 'oid' | 'when'> {
  const reading = hashes.get(hash);
  const oid = reading?.type === 'object' ? (reading.commit ?? reading.oid) : null;
  return { oid, when: oid === null ? null : (commits.get(oid)?.date ?? null) };
}

/** Names of the sections that differ; null when the section is in none of the two, or in one only. */
function changesOf(
  section: string | null,
  now: SectionedText,
  before: SectionedText,
): readonly string[] | null {
  if (section !== null) {
    const [one, other] = [now.partAt(section), before.partAt(section)];
    if (one === null || other === null) return null;
    return one === other ? [] : [`§${section}`];
  }
  const [parts, olds] = [now.parts(), before.parts()];
  const key = ({ name, text }: { name: string; text: string }): string => `${name}\n${text}`;
  const [known, there] = [new Set(olds.map(key)), new Set(parts.map(key))];
  const differing = [
    ...parts.filter((part) => !known.has(key(part))),
    ...olds.filter((part) => !there.has(key(part))),
  ];
  return [
    ...new Set(differing.map(({ name }) => (name === '' ? 'the text before the first heading' : name))),
  ];
}

/** A bump changes the version and the date of a note wherever they stand; that is no change of what it says. */
function withoutVersion(text: string, { version, date }: Pick<Document, 'version' | 'date'>): string {
  const digits = version === null ? null : formatVersion(version).replaceAll('.', '[._]');
  const versions =
    digits === null ? text : text.replace(new RegExp(`(?<![\\d._])v?${digits}(?![\\d]|[._]\\d)`, 'g'), '');
  return date === null ? versions : versions.replaceAll(date, '');
}
