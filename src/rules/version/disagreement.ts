import { parseVersion, versionKey } from '../../parse/version.ts';
import type { Edit, Rule, VersionPlace } from '../../types.ts';
import { differing, toAgree, unquoted } from '../words.ts';

type Place = { readonly place: string; readonly text: string };

/**
 * Agreement is by value: `0.1` and `v0.1` agree, `0.1` and `0.10` do not. Points at the first place that does not
 * agree with the file name, or without a version there, with the head.
 */
export const disagreement: Rule<{ places: readonly Place[] }> = {
  id: 'version/disagreement',
  severity: 'error',
  message: ({ places }) =>
    differing(
      'version',
      places.map(({ place, text }) => `${place} ${unquoted(text)}`),
    ),
  help: ({ places }) => toAgree('version', places[0]?.text ?? ''),
  *note({ draft }) {
    const { versions, path } = draft;
    const [first] = versions;
    const lead = versions.find((one) => one.span !== null && first && numberOf(one) !== numberOf(first));
    if (lead?.span == null) return;
    const rest = versions.filter((one) => one !== lead);
    const places = versions.map(({ place, text }) => ({ place, text }));
    const related = rest.flatMap(({ span, place, text }) =>
      span === null ? [] : [{ path, span, label: `${place}: ${unquoted(text)}` }],
    );
    const wanted = versions.find(({ place }) => place === 'file name');
    const fix = wanted && {
      title: `Write ${wanted.text} everywhere, as the file name says`,
      edits: editsTo(wanted, versions, path),
      safe: false,
    };
    yield { span: lead.span, data: { places }, related, ...(fix && { fix }) };
  },
};

function numberOf({ text }: VersionPlace): string {
  const version = parseVersion(text);
  return version === null ? text : versionKey(version);
}

function editsTo(wanted: VersionPlace, places: readonly VersionPlace[], path: string): readonly Edit[] {
  return places.flatMap(({ span, text }) =>
    span === null || text === wanted.text ? [] : [{ path, span, text: wanted.text }],
  );
}
