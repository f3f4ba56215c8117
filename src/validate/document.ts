import { formatVersion, nameVersion } from '../parse/version.ts';
import { nameOf } from '../read/paths.ts';
import type { Config, Document } from '../types.ts';
import { frontOf } from './html-front.ts';
import { isArchived, phaseOf, titleFrom } from './identity.ts';
import { kindsByPath, OPEN_KIND } from './kind-choice.ts';

/**
 * Makes a document of an `.html` or `.docx` file: known by name and version, never judged. Of HTML the title
 * and the version line near its start are read too; the `text` of a `.docx` is not looked at. Its id is that of
 * the note beside it that has the same name, whose twin it is; else its own name.
 */
export function documentOf(path: string, text: string, config: Config, twin: Document | undefined): Document {
  const format = /\.docx$/i.test(path) ? 'docx' : 'html';
  const name = nameVersion(nameOf(path));
  const front = format === 'html' ? frontOf(text) : { title: null, version: null, date: null };
  const version = name.version ?? front.version;
  return {
    path,
    format,
    id: twin?.id ?? name.stem,
    version,
    title: titleFrom({}, front.title, path, version ? [formatVersion(version)] : []),
    kind: kindsByPath(config)(path) ?? OPEN_KIND,
    status: null,
    date: front.date,
    authors: [],
    phase: phaseOf({}, path),
    summary: null,
    archived: isArchived(path, config),
    draft: null,
    note: null,
    faults: [],
  };
}
