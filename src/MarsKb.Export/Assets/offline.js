// What the site does on its server, done in an exported page: themes, suggestions, and reading the parts of the search when they are needed.
'use strict';
{
  const { marskb } = globalThis;
  const top = new URL('..', document.currentScript.src).href;

  const policy = globalThis.trustedTypes?.createPolicy('marskb', {
    createScriptURL: url => {
      if (!url.startsWith(top)) throw new TypeError(`${url} is not part of this knowledge base.`);
      return url;
    },
  });
  const files = new Map();
  /** Reads a script of the export, once. A page that is a file may load scripts and nothing else. */
  const load = name => {
    if (!files.has(name)) {
      files.set(name, new Promise((done, fail) => {
        const script = document.createElement('script');
        const url = new URL(name, top).href;
        script.src = policy ? policy.createScriptURL(url) : url;
        script.onload = done;
        script.onerror = () => { files.delete(name); fail(new Error(`The file ${name} cannot be read. Is the folder whole?`)); };
        document.head.append(script);
      }));
    }
    return files.get(name);
  };

  const make = (name, properties = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (value === null || value === undefined) continue;
      if (key.includes('-') || key === 'role' || key === 'for' || key === 'scope') element.setAttribute(key, value); else element[key] = value;
    }
    element.append(...children.filter(c => c !== null && c !== undefined && c !== ''));
    return element;
  };
  const icon = name => {
    const space = 'http://www.w3.org/2000/svg';
    const svg = document.createElementNS(space, 'svg'), use = document.createElementNS(space, 'use');
    svg.setAttribute('class', 'i');
    svg.setAttribute('aria-hidden', 'true');
    use.setAttribute('href', document.body.dataset.icons + name);
    svg.append(use);
    return svg;
  };
  /** A code in mono; a long name may break where the case changes. */
  const code = (value, hero = false) => {
    const span = make('span', { className: !hero ? 'code' : value.length > 16 ? 'hero long' : 'hero' });
    const { isUpper, isLower } = marskb.characters;
    let from = 0;
    for (let i = 1; i < value.length; i++) {
      if (!isUpper(value[i]) || !isLower(value[i - 1])) continue;
      span.append(value.slice(from, i), make('wbr'));
      from = i;
    }
    span.append(value.slice(from));
    return span;
  };

  let engine;
  /** The search, with its index; read when somebody begins to search. */
  const ready = () => engine ??= (async () => {
    const data = Promise.all(['data/codes.js', 'data/index.js', 'data/site.js'].map(load));
    for (const name of ['offline/text.js', 'offline/codes.js', 'offline/search.js']) await load(name);
    await data;
    return marskb.engine(marskb.data.index, marskb.data.codes);
  })();
  /** The texts of an item, for a hit. */
  const textsOf = async (engine, document) => {
    const { shard, place } = engine.placeOf(document);
    await load(`data/texts-${shard}.js`);
    return marskb.data.texts[shard][place];
  };
  const urlOf = address => new URL(address, top).href;

  Object.assign(marskb, {
    load, make, icon, code, ready, textsOf, urlOf,
    suggest: async typed => {
      const suggestions = (await ready()).suggest(typed, 6);
      return { suggestions: suggestions.map(s => ({ ...s, url: urlOf(s.url) })) };
    },
  });

  for (const box of document.querySelectorAll('form[role=search] textarea[name=q]')) box.addEventListener('focus', () => { ready().catch(() => { }); }, { once: true });

  for (const form of document.querySelectorAll('form.theme')) {
    const show = () => { for (const button of form.querySelectorAll('button')) button.setAttribute('aria-pressed', button.value === marskb.theme.get()); };
    form.addEventListener('submit', event => {
      event.preventDefault();
      marskb.theme.set(event.submitter?.value ?? 'system');
      for (const other of document.querySelectorAll('form.theme')) other.dispatchEvent(new Event('themed'));
    });
    form.addEventListener('themed', show);
    show();
  }

  if (document.getElementById('kb-found')) load('offline/results.js');
  const begin = document.getElementById('kb-begin');
  if (begin) {
    const name = decodeURIComponent(location.pathname.split('/').at(-1)).replace(/\.html$/, '.js');
    // The address of the file may be too strange to be made out; then there is still the map.
    (async () => {
      for (const file of ['offline/text.js', 'offline/walk.js', `flows/${name}`, 'offline/run.js']) await load(file);
    })().catch(fault => begin.replaceWith(make('p', { className: 'wrong', role: 'alert' }, fault.message)));
  }
}
