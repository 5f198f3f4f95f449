// The results page of an exported knowledge base: the same answers in the same form as the site's.
'use strict';
{
  const { marskb } = globalThis;
  const { make, icon, code } = marskb;
  const pageSize = 10, mostBytes = 64 * 1024;

  const place = document.getElementById('kb-found'), hints = document.getElementById('kb-hints'), live = document.getElementById('kb-live');
  const asked = new URLSearchParams(location.search);
  const query = (asked.get('q') ?? '').replace(/\r\n|[\r\f\x85\u2028\u2029]/g, '\n').trim();
  const number = /^[0-9]{1,4}$/.test(asked.get('page') ?? '') ? Math.min(1000, Math.max(1, Number(asked.get('page')))) : 1;
  const verbatim = asked.get('verbatim') === '1';
  const kindWords = { error: 'Error', guide: 'Guide', flow: 'Flow', matrix: 'Table' };
  const sureWords = { exact: 'Exact match', strong: 'Strong match' };
  const kind = kindWords[asked.get('kind')] ? asked.get('kind') : null;

  const address = (k, component, page = 1, asWritten = verbatim) => {
    const view = new URLSearchParams({ q: query });
    if (k) view.set('kind', k);
    if (component) view.set('component', component);
    if (page > 1) view.set('page', page);
    if (asWritten) view.set('verbatim', '1');
    return `?${view}`;
  };
  const short = text => {
    const line = text.split('\n', 1)[0];
    return line.length <= 100 ? (line.length === text.length ? line : `${line}…`) : `${line.slice(0, /[\uD800-\uDBFF]/.test(line[99]) ? 99 : 100)}…`;
  };
  const capital = text => text === '' ? '' : text[0].toUpperCase() + text.slice(1);
  const sharesOf = why => capital(why.map((w, i) => w.startsWith('words ') ? (i === 0 ? 'shares ' : '') + w.slice(6) : w).join(', '));
  const verdict = (confidence, small) => make('span', { className: small ? 'verdict ok small' : 'verdict ok' }, icon('check'), sureWords[confidence]);
  const marked = ({ text, marks }) => {
    const parts = [];
    let at = 0;
    for (const [start, length] of marks) {
      parts.push(text.slice(at, start), make('mark', {}, text.slice(start, start + length)));
      at = start + length;
    }
    return [...parts, text.slice(at)];
  };
  const titled = (name, ...rest) => name === undefined ? rest : [code(name), ' ', ...rest];

  const rows = hits => make('ul', { className: 'rows' }, ...hits.map(hit => make('li', {},
    ...(hit.confidence === 'weak' ? [] : [verdict(hit.confidence, true), make('br')]),
    make('a', { className: 'hit', href: marskb.urlOf(hit.url) }, ...titled(hit.codes[0], hit.title)),
    make('p', {}, ...marked(hit.snippet)),
    hit.why.length > 0 ? make('p', {}, sharesOf(hit.why)) : null)));

  const readAs = (found, best) => {
    const { codes, corrections } = found.understood;
    const message = best?.why.find(w => w.startsWith('message'));
    if (codes.length === 0 && !message && corrections.length === 0 && !verbatim) return null;
    const line = make('p', { className: 'small' });
    if (codes.length > 0) {
      line.append(`Read as: ${codes.length === 1 ? 'code' : 'codes'} `);
      codes.slice(0, 8).forEach((c, i) => line.append(i > 0 ? ', ' : '', code(c)));
      line.append(codes.length > 8 ? ` and ${codes.length - 8} more` : '', message ? `, ${message}. ` : '. ');
    } else if (message) line.append(`Read as: ${message}. `);
    if (corrections.length > 0) {
      line.append('Searched for ');
      corrections.forEach(({ from, to }, i) => line.append(i === 0 ? '' : i === corrections.length - 1 ? ' and ' : ', ', make('b', {}, to), ' instead of ', make('s', {}, from)));
      line.append('. ', make('a', { href: address(kind, component, 1, true) }, 'Search as written'));
    } else if (verbatim) line.append('Searched as written. ', make('a', { href: address(kind, component, 1, false) }, 'Search with corrections'));
    return line;
  };

  const bestOf = (hit, texts) => make('article', { className: 'frame s12', 'aria-labelledby': 'kb-best' },
    make('div', { className: 'split' }, verdict(hit.confidence), make('span', { className: 'small' }, `${kindWords[hit.kind]}, ${marskb.data.site.components[hit.component] ?? hit.component}`)),
    make('h2', { id: 'kb-best' }, hit.codes.length > 0 ? code(hit.codes[0], true) : null, make('span', {}, hit.title)),
    make('p', {}, texts.summary),
    texts.causes.length > 0 ? make('ol', { className: 'steps' }, ...texts.causes.map(([title, first]) => make('li', {}, make('b', {}, title), ' ', first))) : null,
    make('p', { className: 'acts' },
      make('a', { className: 'btn fill full', href: marskb.urlOf(hit.url) }, { matrix: 'Open the table', flow: 'Open the flow' }[hit.kind] ?? 'Open the entry', ' ', icon('right')),
      texts.guide ? make('a', { className: 'btn full', href: marskb.urlOf(texts.guide) }, icon('flow'), 'Guide me through it') : null));

  const chips = found => {
    const all = found.kinds.reduce((sum, [, count]) => sum + count, 0);
    const chip = (k, c, label, count) => make('li', {},
      make('a', { className: 'chip', href: address(k, c), 'aria-current': kind === k && component === c ? 'true' : null }, `${label} `, make('span', {}, `${count}`)));
    const parts = found.components.filter(([id], i) => i < 4 || id === component);
    return make('ul', { className: 'chips' }, chip(null, null, 'All', all), ...found.kinds.map(([k, count]) => chip(k, null, `${kindWords[k]}s`, count)),
      ...parts.map(([id, count]) => chip(null, id, marskb.data.site.components[id] ?? id, count)));
  };

  const unsure = total => make('section', { className: 'note', 'aria-labelledby': 'kb-unsure' },
    make('h2', { id: 'kb-unsure' }, icon('ask'), total === 0 ? 'Nothing found' : 'No certain match'),
    total === 0 ? make('p', {}, 'Nothing found for “', make('bdi', {}, short(query)), kind || component ? '” here.' : '”.')
      : make('p', {}, 'Nothing in your text names one error for sure. These entries share its words; read before you act.'));

  /** What a number says by itself, where nothing has been written about it. */
  const meaning = (engine, parsed) => {
    const read = engine.codes.read(parsed);
    if (read.readings.length === 0) return null;
    const meanings = [...new Set(read.readings.map(r => r.meaning).filter(m => m !== null))], one = meanings.length === 1 ? meanings[0] : null;
    const words = { hresult: 'HRESULT', win32: 'Windows error', ntstatus: 'NTSTATUS', http: 'HTTP status', id: 'Id of the agent' };
    const picture = read.readings.map(engine.codes.bits).find(b => b);
    const cell = (label, ...content) => make('td', { role: 'cell', 'data-l': label }, ...content);
    return make('section', { className: 's32', 'aria-labelledby': 'kb-number' },
      make('div', { className: 's12' },
        make('p', { className: 'path' }, 'Code without an entry'),
        make('h2', { id: 'kb-number' }, code(read.code, true), one),
        make('p', { className: 'lead' }, read.readings.length === 1 || one
          ? 'Nobody has written an entry for this code yet, but the number itself says what happened.'
          : 'Nobody has written an entry for this code yet. The number alone can be read in more than one way.')),
      make('section', { className: 's12' }, make('h2', {}, 'What the number says'),
        picture ? make('div', { className: 'bits', role: 'img', 'aria-label': picture.sentence },
          ...picture.parts.map(p => make('span', { className: p.isKey ? 'key' : '' }, make('b', {}, p.bits), p.caption))) : null,
        make('table', { className: 'fold nobreak', role: 'table' },
          make('thead', { role: 'rowgroup' }, make('tr', { role: 'row' }, ...['Reading', 'Value', 'Name', 'Meaning'].map(h => make('th', { role: 'columnheader', scope: 'col' }, h)))),
          make('tbody', { role: 'rowgroup' }, ...read.readings.map(r => make('tr', { role: 'row' },
            make('th', { role: 'rowheader', scope: 'row' }, words[r.kind] ?? 'Name'), cell('Value', make('code', {}, r.value)),
            cell('Name', r.symbol ? make('code', {}, r.symbol) : '–'), cell('Meaning', r.meaning ?? '–')))))),
      read.spellings.length > 0 ? make('section', { className: 's12' }, make('h2', {}, 'Also written as'),
        make('ul', { className: 'chips' }, ...read.spellings.map(s => make('li', { className: 'chip code' }, s)))) : null);
  };

  let component = null;
  const show = async () => {
    for (const box of document.querySelectorAll('main textarea[name=q]')) box.value = query;
    if (query === '') return;
    if (new TextEncoder().encode(query).length > mostBytes) {
      place.replaceChildren(make('p', { className: 'wrong' }, 'The text is longer than 64 KiB. Cut it to the lines around the error and search again.'));
      return;
    }
    place.replaceChildren(make('p', { className: 'hint' }, 'Searching…'));
    const engine = await marskb.ready();
    const wanted = asked.get('component')?.toLowerCase();
    component = Object.keys(marskb.data.site.components).find(id => id.toLowerCase() === wanted) ?? null;

    // A short link leads to the one thing that it names.
    const named = asked.get('go') === '1' ? engine.resolveName(query) : [];
    if (named.length === 1) {
      location.replace(marskb.urlOf(named[0].url));
      return;
    }
    const found = engine.search({ query, kind, component, verbatim });
    const from = (number - 1) * pageSize, shown = found.hits.slice(from, from + pageSize);
    const texts = await Promise.all(shown.map(hit => marskb.textsOf(engine, hit.document)));
    const hits = shown.map((hit, i) => engine.present(hit, found, texts[i].documents));
    const total = found.hits.length, last = Math.min(from + pageSize, total), narrowed = kind !== null || component !== null;
    const best = number === 1 && hits.length > 0 && hits[0].confidence !== 'weak' ? hits[0] : null;
    const certain = best !== null || number > 1, others = best ? hits.slice(1) : hits;
    const parsed = best ? null : engine.codes.parse(query), unknown = parsed && !narrowed && number === 1 ? meaning(engine, parsed) : null;
    const all = found.kinds.reduce((sum, [, count]) => sum + count, 0);

    const parts = [];
    if (unknown) parts.push(unknown);
    if (certain) parts.push(readAs(found, best));
    if (best) parts.push(bestOf(best, texts[0]));
    else if (!certain) parts.push(unknown ? null : unsure(total), unknown ? null : readAs(found, null));
    if (all > 1 || narrowed) {
      const section = make('section', { className: 's12', 'aria-labelledby': 'kb-others' });
      if (!certain && !narrowed) section.append(rows(others));
      section.append(
        make('div', { className: 'split' }, make('h2', { id: 'kb-others' }, certain ? 'Other entries' : narrowed ? 'Entries that share words' : 'Narrow the list'),
          make('span', { className: 'small' }, number > 1 ? `${from + 1} to ${last} of ${total}` : `${total} found`)),
        chips(found));
      if (certain || narrowed) section.append(rows(others));
      if (number > 1 || last < total) {
        section.append(make('p', { className: 'acts' },
          number > 1 ? make('a', { href: address(kind, component, number - 1), rel: 'prev' }, `Back to the ${number === 2 ? 'first' : 'previous'} 10`) : null,
          last < total ? make('a', { href: address(kind, component, number + 1), rel: 'next' }, `Show ${Math.min(pageSize, total - last)} more`) : null));
      }
      parts.push(section);
    } else if (!best && others.length > 0) parts.push(rows(others));
    document.title = `${best ? `${best.codes[0] ?? best.title}, ${best.confidence} match` : number > 1 ? `Results, page ${number}` : total === 0 ? 'Nothing found' : 'No certain match'} · MarsKb`;
    place.replaceChildren(...parts.filter(p => p));
    hints.hidden = certain;
    live.textContent = best ? `${sureWords[best.confidence]}: ${best.title}` : unknown ? 'The code has no entry; what its number says is shown.' : `${total} found, none for sure`;
    document.dispatchEvent(new CustomEvent('marskb-results', { detail: { hits: found.hits.map(engine.summaryOf) } }));
  };
  show().catch(fault => {
    place.replaceChildren(make('p', { className: 'wrong', role: 'alert' }, fault.message));
  });
}
