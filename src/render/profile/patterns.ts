import { literal } from '../../parse/literal.ts';
import { once } from '../../parse/once.ts';
import { groupBy } from '../../read/order.ts';
import { MACHINE_PATH } from '../../rules/public/machine-path.ts';
import { SECRETS } from '../../rules/public/secret.ts';
import type { PrivateMatter, Profile } from '../../types.ts';
import { batchesOf } from '../ahead.ts';
import { formsOf, MARKUP, standingNames, type Words } from './standing-names.ts';

/** What is masked, and what stands in its place. */
export interface Pattern {
  readonly matter: PrivateMatter | 'word';
  readonly word: string;
  readonly among: Among;
}

/** What finds it in a text with these words; nothing where it does not stand there. */
type Among = (text: string, words: () => Words) => readonly RegExp[];

/**
 * A pattern of some names, made for texts that have its sign alone: to make one takes longer than to look at most
 * texts.
 */
interface Make {
  readonly sign?: RegExp;
  readonly of: (names: readonly string[]) => RegExp;
}

/** Names to a pattern: those have a largest size. */
const MANY = 100;

const NUMBER = String.raw`(?:25[0-5]|2[0-4]\d|1?\d?\d)`;
/** Addresses that mean something within one house only. */
const INNER = String.raw`(?:10\.${NUMBER}|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.${NUMBER}\.${NUMBER}`;
const ENDING = String.raw`(?:local|lan|internal|intranet|corp|home\.arpa|localdomain)`;

interface Fixed extends Omit<Pattern, 'among'> {
  readonly pattern: RegExp;
  /** What it cannot be without, where that is found far sooner. */
  readonly sign?: RegExp;
}

const FIXED: readonly Fixed[] = [
  // A key is masked to its end; one without an end, to the end of the text.
  {
    matter: 'secret',
    word: 'secret',
    pattern: /-----BEGIN [A-Z0-9 ]{0,60}PRIVATE KEY[\s\S]*?(?:-----END [A-Z0-9 ]{0,60}-----|$)/g,
  },
  ...SECRETS.map(([, pattern]) => ({ matter: 'secret' as const, word: 'secret', pattern })),
  {
    matter: 'email',
    word: 'e-mail address',
    sign: /@/,
    pattern: /(?<![\w.+-])(?!git@)[\w.+%-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}(?![\w-])/gu,
  },
  { matter: 'machine-path', word: 'machine path', pattern: MACHINE_PATH },
  {
    matter: 'process-id',
    word: 'process id',
    pattern:
      /(?<![\w-])(?:(?:pids?|process ids?)["']?\s{0,3}[:=#]?\s{0,3}|kill(?: -\w{1,8})? )\d{2,7}(?:(?:,\s*(?:and\s+)?|\s+(?:and|or)\s+)\d{2,7})*(?![\w.]*\d)/gi,
  },
  {
    matter: 'port',
    word: 'port',
    sign: /(?:ports?|tcp|udp)[^\w]{0,8}\d|:\d\d/i,
    pattern:
      /(?<![\w-])(?:ports?|tcp|udp)["']?\s{0,3}[:=#/]?\s{0,3}\d{2,5}(?:(?:,\s*|\s+(?:and|or|to)\s+|\s*[-–]\s*)\d{2,5})*(?![\w.]*\d)|(?<=(?:localhost|\d\.\d{1,3}|\[::1?\]|:\/\/[\w.-]{1,200})):\d{2,5}(?!\d)|(?<=\s):\d{2,5}(?![\w:])/giu,
  },
  {
    matter: 'host',
    word: 'host name',
    sign: new RegExp(String.raw`\.${ENDING}|(?:10|192\.168|172)\.\d`, 'i'),
    pattern: new RegExp(
      String.raw`(?<![\w.-])(?:(?:[\p{L}\p{N}-]{1,63}\.){1,6}${ENDING}|${INNER})(?![\w-]|\.\w)`,
      'giu',
    ),
  },
];

/** What others call that which is left out. */
export interface HiddenNames {
  /** Of notes. */
  readonly names: readonly string[];
  /** Addresses of sections. */
  readonly addresses: readonly string[];
}

/** What a profile masks or refuses, and the words that it names. */
export function patternsOf(profile: Profile, { names, addresses }: HiddenNames): readonly Pattern[] {
  const patterns: readonly Pattern[] = [
    { matter: 'word', word: 'note', among: ofNames(names, links, { of: addressed }) },
    { matter: 'word', word: 'section', among: ofNames(addresses, links, { of: addressed }) },
    { matter: 'word', word: 'words', among: ofNames(profile.words, { of: literals }) },
    { matter: 'host', word: 'host name', among: ofNames(profile.hosts, { of: literals }) },
    ...FIXED.map(({ pattern, sign, ...more }) => ({
      ...more,
      among: (text: string) => (sign === undefined || sign.test(text) ? [pattern] : []),
    })),
  ];
  return patterns.filter(({ matter }) => matter === 'word' || profile.matters[matter] !== 'keep');
}

/** The patterns that are made of those names that stand in a text, as far as their words tell. */
export function ofNames(names: readonly string[], ...makes: readonly Make[]): Among {
  const standing = standingNames(names);
  const batch = (some: readonly string[]) => ({
    plain: literals(some),
    made: makes.map(({ sign, of }) => ({ sign, pattern: once(() => of(some)) })),
  });
  // The same text is looked at again once something in it is masked.
  let last: { readonly key: string; readonly batches: readonly ReturnType<typeof batch>[] } = {
    key: '',
    batches: [],
  };
  return (text, words) => {
    const there = names.length === 0 ? [] : standing(words());
    const key = there.join('\n');
    if (key !== last.key) last = { key, batches: batchesOf(there, MANY).map(batch) };
    return last.batches
      .filter(({ plain }) => text.search(plain) !== -1)
      .flatMap(({ made }) => made.filter(({ sign }) => sign === undefined || sign.test(text)))
      .map(({ pattern }) => pattern());
  };
}

/** A whole link to any of some names: what it is called tells as much as where it leads. */
const links: Make = { sign: /\]\(|\[\[|<(?:a|img)\s/i, of: linksTo };

function linksTo(names: readonly string[]): RegExp {
  const { source } = literals(names);
  const [label, rest] = [String.raw`[^\[\]\n]{0,300}`, String.raw`[^()\n<>]{0,300}`];
  return new RegExp(
    [
      String.raw`\[${label}\]\(<?${rest}?${source}${rest}>?\)`,
      String.raw`\[\[${label}?${source}${label}\]\]`,
      String.raw`<a\s[^<>]{0,300}?${source}[^<>]{0,300}>(?:(?!</a>)[\s\S]){0,600}</a>`,
      String.raw`<img\s[^<>]{0,300}?${source}[^<>]{0,300}>`,
    ].join('|'),
    'giu',
  );
}

/** Names of notes with the anchor behind them, which is a heading of theirs. */
function addressed(names: readonly string[]): RegExp {
  return new RegExp(String.raw`${literals(names).source}(?:#[\p{L}\p{N}%_.~-]*[\p{L}\p{N}])?`, 'giu');
}

/**
 * What may stand between two words that a reader sees side by side: white space, marks of quotes, emphasis and links,
 * and the hyphens of an address.
 */
const BETWEEN = String.raw`(?:[\s*_~\x60>\\[]|(?<=\S)-(?=\S)|${MARKUP})+`;

/**
 * In a word to look for: what may stand behind the number of a heading. One form of each is enough, since patterns have
 * a largest size.
 */
export const ANY_STOP = '\u0001';
const STOPS = String.raw`[.):]?(?:\s[—–-])?`;

/**
 * In a name to look for: where it ends, it is no part of a longer one. `plan-2` is not in `a-plan-2` or `#plan-2`, nor in
 * `plan-2-b`, but in `plan-2-v0_1`.
 */
export const ALONE = '\u0002';
const BEGINS = String.raw`(?<![\p{L}\p{N}][-_.]|#)`;
const ENDS = String.raw`(?![-_](?!v\d)[\p{L}\p{N}])`;

/** A word of a form as a pattern. */
function patternOf(word: string): string {
  const name = word.replaceAll(ALONE, '');
  const pattern = literal(name).replace(ANY_STOP, STOPS);
  return `${word.startsWith(ALONE) ? BEGINS : ''}${pattern}${word.endsWith(ALONE) ? ENDS : ''}`;
}

/** Any of some words, the longest first, not within a longer word. */
export function literals(words: readonly string[]): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])${anyForm(words)}(?![\\p{L}\\p{N}])`, 'giu');
}

/** A heading that is a name: fewer words may mean something else. */
const NAME = /^(?![§#\d])\S+(?:\s+\S+){2,}$/;

/**
 * Addresses of sections of the text itself, behind `#`, as `§2 Title` or as a title of three words, and links to them
 * whole; `/#title` is of another page.
 */
export function addressesOf(sections: readonly string[]): RegExp {
  const named = sections.filter((section) => section.startsWith('§') || NAME.test(section));
  const among = named.length === 0 ? '' : `|${anyForm(named)}`;
  const any = `(?:#${anyForm(sections)}${among})(?![\\p{L}\\p{N}-])`;
  return new RegExp(
    [
      String.raw`\[[^\[\]\n]{0,300}\]\(<?${any}>?(?:[ \t][^()\n]{0,300})?\)`,
      String.raw`\[\[${any}(?:\|[^\[\]\n]{0,300})?\]\]`,
      String.raw`<a\s[^<>]{0,300}?["'=]${any}[^<>]{0,300}>(?:(?!</a>)[\s\S]){0,600}</a>`,
      String.raw`(?<![\p{L}\p{N}/])${any}`,
    ].join('|'),
    'giu',
  );
}

function anyForm(words: readonly string[]): string {
  return anyOf([...new Set(words.flatMap(formsOf))].map((form) => form.split(/\s+/)));
}

/** Any of some phrases. What several begin with stands once: with each in full, all patterns of a mask were slow. */
function anyOf(phrases: readonly (readonly string[])[]): string {
  const begun = [...groupBy(phrases, ([first = '']) => first.toLowerCase())];
  begun.sort(([a], [b]) => b.length - a.length || (a < b ? -1 : 1));
  const choices = begun.map(([, group]) => {
    const firsts = new Set(group.map(([first = '']) => patternOf(first)));
    const first = `(?:${[...firsts].join('|')})`;
    const rests = group.map(([, ...rest]) => rest).filter((rest) => rest.length > 0);
    if (rests.length === 0) return first;
    const more = `${BETWEEN}${anyOf(rests)}`;
    return `${first}${rests.length < group.length ? `(?:${more})?` : more}`;
  });
  return `(?:${choices.join('|')})`;
}
