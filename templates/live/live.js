// Keeps a page of `slop serve` up to date, and shows what the check found at its place.
(() => {
  /** @typedef {{ path: string, line: number, rule: string, severity: string, message: string, help: string, section: string | null, excerpt: string, source: string | null }} Finding */
  const { token = '', looks: looked } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;

  /**
   * @param {string} name
   * @param {Record<string, string>} attributes
   * @param {(Node | string)[]} inside
   */
  const element = (name, attributes, ...inside) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...inside);
    return made;
  };

  /**
   * @param {string} path
   * @param {number} line
   */
  const open = async (path, line) => {
    const answer = await fetch('/.slop/open', {
      method: 'POST',
      headers: { 'x-slop-token': token },
      body: JSON.stringify({ path, line }),
    });
    if (!answer.ok) tell(await answer.text());
  };

  /** @param {string | null} problem */
  const tell = (problem) => {
    document.querySelector('.live-problem')?.remove();
    if (problem === null) return;
    document.body.prepend(element('pre', { class: 'live-problem', role: 'alert' }, problem));
  };

  /**
   * The block of the page that shows what a finding points at: below the heading of its section the first that holds
   * its words.
   * @param {Finding} finding
   */
  const placeOf = ({ section, excerpt }) => {
    const heading = section === null ? null : document.getElementById(section);
    const words = excerpt.replace(/[*`_[\]()#]+/g, '').trim();
    if (words === '') return heading;
    const blocks = [...document.querySelectorAll('.body :is(p, li, td, th, pre, h2, h3, h4, h5, h6)')];
    const from = heading === null ? 0 : Math.max(0, blocks.indexOf(heading));
    const found = blocks
      .slice(from)
      .find((block) => (block.textContent ?? '').replace(/[*`_[\]()#]+/g, '').includes(words));
    return found ?? heading;
  };

  /** @param {Finding} finding */
  const marker = (finding) => {
    const mark = { error: '■', warning: '▲', info: '◇' }[finding.severity] ?? '';
    const button = element(
      'button',
      { type: 'button', title: finding.help },
      `${mark} ${finding.message} (${finding.rule}, line ${finding.line})`,
    );
    button.addEventListener('click', () => open(finding.path, finding.line));
    return element('aside', { class: `live-finding live-${finding.severity}` }, button);
  };

  /** Address of a line in a file's view → what was found there. @type {Map<string, Finding>} */
  let places = new Map();

  const show = async () => {
    const page = decodeURIComponent(location.pathname.slice(1)).replace(/(^|\/)$/, '$1index.html');
    const answer = await fetch(`/.slop/state?page=${encodeURIComponent(page)}`).catch(() => null);
    if (answer === null) return;
    /** @type {{ problem: string | null, looks: string, placed: boolean, findings: Finding[] }} */
    const { problem, looks, placed, findings } = await answer.json();
    if (looks !== looked) return location.reload();
    tell(problem);
    for (const shown of document.querySelectorAll('.live-finding')) shown.remove();
    if (placed) {
      for (const finding of findings) {
        const place = placeOf(finding);
        if (place?.matches('td, th, li')) place.append(marker(finding));
        else if (place) place.after(marker(finding));
        else document.querySelector('.body, main')?.prepend(marker(finding));
      }
    }
    places = new Map(findings.map((finding) => [`/${finding.source}#L${finding.line}`, finding]));
  };

  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href*="#L"]') : null;
    if (!(link instanceof HTMLAnchorElement)) return;
    const finding = places.get(decodeURIComponent(link.pathname) + link.hash);
    if (finding === undefined) return;
    event.preventDefault();
    open(finding.path, finding.line);
  });

  const events = new EventSource('/.slop/events');
  // Also when the server is there again after it was not.
  events.addEventListener('open', show);
  events.addEventListener('changed', show);
  events.addEventListener('error', () =>
    tell('slop serve does not answer: this page is as it was last, and goes on once slop serve runs again.'),
  );
})();
