import { standingChanges } from '../../link/amendments.ts';
import { compareVersions, formatVersion, parseVersion } from '../../parse/version.ts';
import type { Amendment, Commit, Document, HeadForm, Json, JsonObject, Rule, Version } from '../../types.ts';
import { versionPlaceOf } from '../place.ts';
import { joined, labelled, unquoted } from '../words.ts';

/** Sections that are worth reading in one sentence. */
const MOST_SHOWN = 5;

/** Tells what Git keeps: without history, and in a shallow clone, nothing. */
export const amendedInPlace: Rule<{
  version: string;
  first: { oid: string; date: string };
  last: { oid: string; date: string };
  sections: readonly string[];
  form: HeadForm;
}> = {
  id: 'version/amended-in-place',
  severity: 'warning',
  message: ({ version, first, last, sections }) => {
    const shown = sections.slice(0, MOST_SHOWN).map(unquoted);
    const more = sections.length - shown.length;
    const named = joined([...shown, ...(more > 0 ? [`${more} more`] : [])], 'and');
    return `Version ${version} was first committed on ${told(first)}, and ${named} changed in it up to ${told(last)}.`;
  },
  help: ({ version, last: { oid, date }, form }) => {
    const hash = oid.slice(0, 12);
    const entry =
      form !== 'yaml' && form !== 'none'
        ? labelled('Amendment record', `${date} (${hash}): …`, form)
        : `\`amendments: [{version: "${version}", date: ${date}, oid: "${hash}", what: …}]\``;
    return `Take the change back and make a new version with slop bump, or say in the head what changed: ${entry}.`;
  },
  *graph({ graph }) {
    for (const document of graph.documents) {
      const amendment = graph.ledger.amendments?.of.get(document.path);
      if (amendment === undefined || document.version === null) continue;
      const open = standingChanges(amendment).filter((change) => !isSettled(change, document));
      const last = open.at(-1);
      if (last === undefined) continue;
      const data = {
        version: formatVersion(document.version),
        first: dayAndOid(amendment.first),
        last: dayAndOid(last.commit),
        sections: [...new Set(open.flatMap(({ sections }) => sections))],
        form: document.draft?.form ?? 'none',
      };
      yield { path: document.path, span: versionPlaceOf(document), data };
    }
  },
};

function told({ oid, date }: { readonly oid: string; readonly date: string }): string {
  return `${date} (${unquoted(oid.slice(0, 7))})`;
}

function dayAndOid({ oid, date }: Commit) {
  return { oid, date: date.slice(0, 10) };
}

/** True when the head has an entry for the change: with its commit, or of its day, or of this version at any time. */
function isSettled(
  { commit, sections }: Amendment['changes'][number],
  { draft, version }: Document,
): boolean {
  const entries = [draft?.head['amendments'] ?? []].flat();
  return entries.some((entry) =>
    typeof entry === 'string' ? tells(entry, version, commit) : settles(entry, version, commit, sections),
  );
}

/** True when an entry in words, as older heads have them, names the commit or its day, and no other version first. */
function tells(entry: string, own: Version | null, { oid, date }: Commit): boolean {
  const its = parseVersion(entry);
  if (its !== null && own !== null && compareVersions(its, own) !== 0) return false;
  const hashes = entry.match(/\b[0-9a-f]{7,40}\b/g) ?? [];
  const days = entry.match(/\b\d{4}-\d\d-\d\d\b/g) ?? [];
  return hashes.some((hash) => oid.startsWith(hash)) || days.some((day) => isNear(day, date));
}

function settles(entry: Json, own: Version | null, commit: Commit, changed: readonly string[]): boolean {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return false;
  const { version, date, oid, cycle, sections } = entry as JsonObject;
  if (typeof oid === 'string') return oid.length >= 4 && commit.oid.startsWith(oid.toLowerCase());
  const its = typeof version === 'string' ? parseVersion(version) : own;
  // An entry of a cycle tells what another version brought.
  if (cycle !== undefined || its === null || own === null || compareVersions(its, own) !== 0) return false;
  if (typeof date === 'string' && !isNear(date, commit.date)) return false;
  const named = Array.isArray(sections) ? sections.map((one) => bare(String(one))) : null;
  return named === null || changed.every((one) => named.includes(bare(one)));
}

/** People write the day on their own calendar. */
function isNear(day: string, instant: string): boolean {
  const distance = Date.parse(instant) - Date.parse(`${day}T12:00:00Z`);
  return Math.abs(distance) <= 36 * 60 * 60 * 1000;
}

function bare(section: string): string {
  return section
    .replace(/[§#“”"]/g, '')
    .trim()
    .toLowerCase();
}
