import { createRequire } from 'node:module';
import { once } from '../parse/once.ts';
import { parseVersion } from '../parse/version.ts';
import { isGlob } from './globs.ts';
import { isItemTemplate } from './item-template.ts';
import { linearPattern } from './pattern.ts';

/** Loaded for the first day. */
const standard = once((): typeof import('ajv-formats/dist/formats.js') =>
  createRequire(import.meta.url)('ajv-formats/dist/formats.js'),
);

const DAY = /^(\d{4}-\d\d-\d\d)(?:[T ].*)?$/s;
/** Nothing that would break an address of the site: no white space, no slash, not `.` or `..`. */
const ID = /^(?!\.{1,2}$)[^\s/\\]{1,200}$/u;
const SHA = /^[0-9a-f]{4,64}$/i;
const VERSION = /^v?\d+(?:\.\d+){1,2}$/;
const SECTION = /^(?:§{1,2}\s?)?\S(?:.{0,198}\S)?$/u;
const DOCREF = /^\S(?:.{0,298}\S)?$/u;

/**
 * The day that a text begins with, `YYYY-MM-DD`, when the calendar has it and nothing but a time stands
 * behind it; else null. No time zone comes into it.
 */
export function calendarDay(text: string): string | null {
  const day = DAY.exec(text)?.[1];
  return day !== undefined && isDay(day) ? day : null;
}

function isDay(day: string): boolean {
  const { date } = standard().fullFormats;
  return typeof date === 'object' && 'validate' in date && (date.validate as (text: string) => boolean)(day);
}

/** A path that stays below the folder it starts from, with `/` between its parts. */
function isFolder(text: string): boolean {
  const parts = text.split('/');
  return text !== '' && !/^(?:\/|[A-Za-z]:)|[\\\n\r\0]/.test(text) && !parts.includes('..');
}

function isPattern(text: string): boolean {
  try {
    return text !== '' && linearPattern(text) !== null;
  } catch {
    return false;
  }
}

/** The `format` words that slop's schemas and those of a record's own kinds may use. Each is text → allowed. */
export const formats: Readonly<Record<string, (text: string) => boolean>> = {
  argument: (text) => !text.includes('\0'),
  date: (text) => calendarDay(text) !== null,
  docref: (text) => DOCREF.test(text),
  folder: isFolder,
  glob: isGlob,
  id: (text) => ID.test(text),
  'item-template': isItemTemplate,
  re2: isPattern,
  section: (text) => SECTION.test(text),
  sha: (text) => SHA.test(text),
  uri: (text) => URL.canParse(text),
  version: (text) => VERSION.test(text) && parseVersion(text) !== null,
};
