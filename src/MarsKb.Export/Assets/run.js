// Walks through a guided flow in an exported page: one step at a time, with what was answered above it. Answers are kept by this tab, and leave it only as a
// file that somebody saves; `marskb transcripts import` takes that into the site.
'use strict';
{
  const { marskb } = globalThis;
  const { make, icon } = marskb;
  const dontKnow = 'dont-know', mostEvents = 2000, longestNote = 2000, longestTicket = 100, mostButtons = 6, formatVersion = 1;
  const place = document.getElementById('kb-run'), overview = document.querySelector('.flow'), begin = document.getElementById('kb-begin');
  const flow = marskb.data.flow, walker = marskb.walker(flow), live = document.getElementById('kb-live');
  const keptAs = `marskb-walk ${flow.key} ${flow.version}`;

  // What somebody writes: several lines without characters that cannot be seen

  const written = text => {
    const clean = (text ?? '').replace(/\r\n|[\r\x85\u2028\u2029]/g, '\n').replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]|\uFFFD|[\x00-\x08\x0B-\x1F\x7F-\x9F]/g, '').trim();
    return clean === '' ? null : clean;
  };
  const typed = text => (text ?? '').replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]|[\x1D-\x1F]/g, '');

  // The walk: what happened, and what follows from it

  const keep = state => { try { sessionStorage.setItem(keptAs, JSON.stringify(state)); } catch { /* Too long, or not allowed: it holds as long as the page is open. */ } };
  const kept = () => {
    try {
      const state = JSON.parse(sessionStorage.getItem(keptAs));
      return state?.version === flow.version && Array.isArray(state.events) ? state : null;
    } catch {
      return null;
    }
  };
  const forget = () => { try { sessionStorage.removeItem(keptAs); } catch { /* There was nothing. */ } };

  let state = null, changing = null, wrong = null, drafted = null;

  const replay = () => {
    const given = new Map();
    for (const e of state.events) {
      const key = `${e.visit} ${e.step}`, before = given.get(key);
      if (e.kind === 'went-back') before.takenBack = true;
      else if (e.kind !== 'finished')
        given.set(key, {
          step: e.step, visit: e.visit, answer: e.answer, at: e.at, known: e.kind === 'known', takenBack: false,
          notes: [...(before?.notes ?? []), ...(e.note ? [e.note] : [])], earlier: before && JSON.stringify(before.answer) !== JSON.stringify(e.answer) ? [...before.earlier, before.answer] : before?.earlier ?? [],
        });
    }
    const position = walker.resolve([...given.values()].filter(g => !g.takenBack), state.at);
    const finish = state.events.at(-1)?.kind === 'finished' ? state.events.at(-1) : null;
    const answers = position.way.map(a => given.get(`${a.visit} ${a.step}`));
    return { position, answers, finish, offered: position.isOutcome ? null : given.get(`${position.visit} ${position.current.id}`) ?? null };
  };
  const add = event => {
    if (state.events.length >= mostEvents) {
      wrong = `This walk has ${mostEvents} entries, which is all it can hold. Save it and begin anew.`;
      return false;
    }
    state.events.push({ ...event, at: new Date().toISOString() });
    keep(state);
    return true;
  };

  // How it would begin, as the address says it

  const asked = new URLSearchParams(location.search);
  const start = (() => {
    const named = asked.get('at'), at = named && walker.steps.has(named) ? named : null, known = [], wrongs = [];
    for (const name of new Set(asked.keys())) {
      if (name === 'at' || name === 'ticket') continue;
      const step = walker.steps.get(name), given = asked.getAll(name).join(',');
      if (!step) { wrongs.push([name, given, 'This flow has no step of this name.']); continue; }
      const answer = walker.takesSeveral(step) && given !== dontKnow ? given.split(',').map(g => g.trim()).filter(g => g !== '') : given;
      const fault = walker.check(step, answer);
      if (fault) wrongs.push([step.title || name, given, fault]); else known.push({ step: name, answer });
    }
    const position = () => walker.resolve(known.map(k => ({ ...k, visit: 1 })), at);
    const first = at === null || at === flow.start ? null : walker.isShown(walker.steps.get(at)) ? at : position().way[0]?.step ?? position().current.id;
    return { wrongAt: named && !at ? named : null, first, known, wrongs };
  })();

  // Saving

  const checkOf = walk => {
    const table = Array.from({ length: 256 }, (_, n) => { let c = n; for (let k = 0; k < 8; k++) c = c & 1 ? 0xEDB88320 ^ c >>> 1 : c >>> 1; return c >>> 0; });
    const answer = a => a === undefined ? '' : Array.isArray(a) ? `[${a.join('\x1E')}` : a;
    const line = e => [e.kind, e.at, e.step ?? '', e.visit ?? '', answer(e.answer), e.note ?? '', e.resolved ?? ''].join('\x1F');
    const text = [formatVersion, walk.flow.id, walk.flow.version, walk.id, walk.ticket ?? '', walk.at ?? '', walk.startedAt, ...walk.events.map(line)].join('\x1D');
    let crc = 0xFFFFFFFF;
    for (const byte of new TextEncoder().encode(text)) crc = table[(crc ^ byte) & 0xFF] ^ crc >>> 8;
    return ((crc ^ 0xFFFFFFFF) >>> 0).toString(16).padStart(8, '0');
  };
  const clock = time => `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
  const verdictOf = (outcome, finish) => {
    const { resolved } = finish ?? {};
    if (outcome.outcome === 'not-supported') return ['cross', 'no', 'Not supported'];
    if (outcome.outcome === 'worked-round' && resolved !== false) return ['skip', 'part', 'Worked round'];
    if (resolved === true) return ['check', 'ok', 'Solved'];
    if (resolved === false) return outcome.outcome === 'escalate' ? ['right', 'hint', 'Handed over'] : ['skip', 'part', 'Still failing'];
    return outcome.outcome === 'escalate' ? ['right', 'hint', 'To be handed over'] : ['check', 'ok', outcome.cause ? 'Cause found' : 'Fixed'];
  };
  const record = () => {
    const { position, answers, finish } = replay(), lines = [flow.title, ''], one = text => text.replace(/\s+/g, ' ');
    if (position.isOutcome) lines.push(`Outcome: ${verdictOf(position.current, finish)[2]}`, `${position.current.cause ? 'Cause' : 'Found'}: ${position.current.title}`);
    else lines.push('Outcome: open', `Next: ${position.current.title}`);
    if (state.ticket) lines.push(`Ticket: ${state.ticket}`);
    lines.push(`Time: ${clock(state.startedAt)} to ${clock(state.events.at(-1)?.at ?? state.startedAt)}`, `Flow: ${flow.key}, version ${flow.version}, without the site`);
    if (state.at) lines.push(`Began at: ${walker.steps.get(state.at).title} (the steps before it were skipped)`);
    if (answers.length > 0) lines.push('', 'What was answered');
    answers.forEach((a, i) => {
      const step = walker.steps.get(a.step);
      lines.push(`${i + 1}. ${clock(a.at)} ${step.title}${/[?:.]$/.test(step.title) ? '' : ':'} ${one(walker.words(step, a.answer))}`);
      for (const e of a.earlier) lines.push(`   Was before: ${one(walker.words(step, e))}`);
      for (const note of a.notes) lines.push(...`Note: ${note}`.split('\n').map(l => `   ${l}`));
    });
    if (finish) lines.push('', `Is it solved now? ${finish.resolved ? 'Yes, solved' : 'No, still failing'}`, ...(finish.note ? `Note: ${finish.note}`.split('\n') : []));
    return `${lines.join('\n')}\n`;
  };
  const download = (name, type, text) => {
    const url = URL.createObjectURL(new Blob([text], { type }));
    const link = make('a', { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
  };
  const fileName = ending => `${state.ticket ? `${state.ticket.replace(/[^A-Za-z0-9_-]+/g, '-')}-` : ''}${flow.key}-${state.startedAt.slice(0, 16).replace(/[-:T]/g, '')}.${ending}`;
  const saved = () => {
    const walk = { id: state.id, flow: { id: flow.key, title: flow.title, version: flow.version }, ticket: state.ticket, at: state.at, startedAt: state.startedAt, events: state.events };
    return `${JSON.stringify({ format: 'marskb-walk', formatVersion, ...walk, check: checkOf(walk), record: record() }, null, 1)}\n`;
  };

  // Showing

  const button = (className, onclick, ...children) => make('button', { type: 'button', className, onclick }, ...children);
  const fieldOf = (form, name) => form.elements[name]?.value ?? '';
  const bodyOf = id => document.querySelector(`template[data-step="${CSS.escape(id)}"]`)?.content.cloneNode(true) ?? '';
  const noteField = (open, value) => {
    const field = make('div', {}, make('label', { for: 'kb-note' }, 'Note for the ticket'), make('p', { className: 'hint', id: 'kb-note-hint' }, 'Optional'),
      make('textarea', { id: 'kb-note', name: 'note', rows: 2, maxLength: longestNote, value: value ?? '', 'aria-describedby': 'kb-note-hint' }));
    return open ? field : make('details', { className: 'add', open: Boolean(value) }, make('summary', {}, 'Add a note for the ticket'), field);
  };
  const wrongLine = () => wrong ? make('p', { className: 'wrong', id: 'kb-answer-wrong' }, wrong) : null;
  const described = hint => [hint ? 'kb-answer-hint' : '', wrong ? 'kb-answer-wrong' : ''].filter(s => s).join(' ') || null;

  // The controls of each type of step, as its partial page has them on the site. Each is given the step, its choices, what was answered, and how to send an answer.

  const choicesOf = step => [...(step.choices ?? [])].sort((a, b) => (a.id === dontKnow) - (b.id === dontKnow));
  const isGiven = (c, given) => given && (Array.isArray(given) ? given.includes(c.id) : given === c.id);
  const cannotTell = (step, send) => step.dontKnow ? button('btn full', () => send(dontKnow), choicesOf(step).find(c => c.id === dontKnow)?.text ?? 'I can\'t tell') : null;

  const buttons = (step, given, send) => [wrongLine(), make('div', { className: 'answers', role: 'group', 'aria-labelledby': 'now' }, ...choicesOf(step).map((c, i) => {
    const chosen = isGiven(c, given), hint = chosen ? make('small', {}, 'Your earlier answer') : null;
    const one = button(chosen ? 'chosen' : '', () => send(c.id), make('span', {}, make('b', {}, c.text), c.hint ? make('small', {}, c.hint) : null, hint), icon('right'));
    if (i === 0) one.id = 'kb-answer';
    one.prepend(make('kbd', { 'aria-hidden': 'true' }, `${i + 1}`));
    return one;
  })), noteField(false, drafted)];

  const picks = (step, given, send) => {
    const several = walker.takesSeveral(step);
    const boxes = choicesOf(step).filter(c => !several || c.id !== dontKnow).map((c, i) => make('label', { className: 'check' },
      make('input', { id: i === 0 ? 'kb-answer' : null, type: several ? 'checkbox' : 'radio', name: 'answer', value: c.id, checked: Boolean(isGiven(c, given)), 'aria-describedby': described(false) }),
      make('span', {}, c.text, c.hint ? make('small', {}, c.hint) : null)));
    const chosen = () => boxes.map(b => b.querySelector('input')).filter(b => b.checked).map(b => b.value);
    return [make('fieldset', { className: 'picks' }, make('legend', { className: 'hint' }, several ? 'Tick all that apply; none is an answer too' : 'Choose one'), wrongLine(), ...boxes),
      make('div', { className: 'acts' }, button('btn fill full', () => send(several ? chosen() : chosen()[0] ?? ''), 'Continue'), several ? cannotTell(step, send) : null),
      noteField(false, drafted)];
  };

  const did = (step, given, send) => {
    const words = { done: 'Done, go on', failed: 'It did not work', 'could-not': 'I can\'t do this' };
    return [noteField(true, drafted), wrongLine(), make('div', { className: 'acts' }, ...Object.keys(words).filter(id => step.choices.some(c => c.id === id))
      .map(id => button(id === 'done' ? 'btn fill full' : 'btn full', () => send(id), words[id], ...(id === 'done' ? [' ', icon('right')] : []))))];
  };

  const field = (step, given, send) => {
    const { input } = step, words = walker.wordsOf(input.pattern), list = words.length > 0 ? `: ${words.slice(0, -1).join(', ')} or ${words.at(-1)}` : '';
    const labels = { number: input.unit ? `Number of ${input.unit}` : 'Number', version: 'Version', size: 'Size', percent: 'Percent', 'date-time': 'Date and time', duration: 'Duration', paste: 'What it prints' };
    const unit = input.type === 'percent' ? '%' : input.unit, isLong = input.type === 'paste' || input.type === 'text';
    const value = typeof given === 'string' && given !== dontKnow ? given : '';
    const properties = { id: 'kb-answer', name: 'answer', value, spellcheck: false, autocomplete: 'off', 'aria-describedby': described(true), 'aria-invalid': wrong ? 'true' : null };
    const box = isLong ? make('textarea', { ...properties, className: input.type === 'paste' ? 'mono' : '', rows: input.type === 'paste' ? 6 : 2 }) : make('input', { ...properties, className: 'field mono', type: 'text' });
    return [make('div', { className: 's12' },
      make('div', {}, make('label', { for: 'kb-answer' }, labels[input.type] ?? 'Your answer'),
        make('p', { className: 'hint', id: 'kb-answer-hint' }, input.type === 'paste' ? `Paste all of it, or type the value itself${list}. For example ${input.example}` : `For example ${input.example}`), wrongLine()),
      isLong ? box : make('div', { className: 'acts' }, box, unit ? make('span', {}, unit) : null)),
    make('div', { className: 'acts' }, make('button', { className: 'btn fill full' }, 'Continue'), cannotTell(step, send)),
    noteField(false, drafted)];
  };

  const controls = {
    question: (step, ...rest) => (step.choices.length <= mostButtons ? buttons : picks)(step, ...rest),
    checklist: picks,
    input: field,
    paste: field,
    instruction: did,
  };

  const stepCard = (step, given, visit, isEarlier) => {
    const form = make('form', { className: 's20', noValidate: true });
    const send = value => {
      const answer = Array.isArray(value) ? value : typed(value), note = written(fieldOf(form, 'note'));
      wrong = walker.check(step, answer);
      drafted = fieldOf(form, 'note') || null;
      if (wrong === null && add({ kind: isEarlier ? 'changed' : 'answered', step: step.id, visit, answer, ...(note ? { note } : {}) })) {
        changing = drafted = null;
        show(true);
      } else show(true, answer);
    };
    form.append(...controls[step.type](step, given, send).filter(c => c));
    form.addEventListener('submit', event => {
      event.preventDefault();
      const field = form.elements.answer;
      if (field instanceof HTMLElement && 'value' in field) send(field.value);
    });
    form.addEventListener('keydown', event => {
      if (!event.ctrlKey && !event.altKey && !event.metaKey && !event.repeat && event.target.closest('.answers')) form.querySelectorAll('.answers button')[event.key - 1]?.click();
    });
    return [make('h1', { id: 'now', tabIndex: -1 }, step.title), bodyOf(step.id), form];
  };

  const outcomeCard = (outcome, finish) => {
    const [picture, color, word] = verdictOf(outcome, finish);
    const form = make('form', { className: 's12', noValidate: true });
    const end = resolved => {
      const note = written(fieldOf(form, 'note'));
      add({ kind: 'finished', step: outcome.id, resolved, ...(note ? { note } : {}) });
      show(true);
    };
    if (!finish) {
      const isGood = outcome.outcome === 'fixed' || outcome.outcome === 'worked-round';
      form.append(make('h2', { className: 'sub', id: 'kb-solved' }, 'Is it solved now?'),
        make('div', { className: 'acts', role: 'group', 'aria-labelledby': 'kb-solved' },
          button(`btn full ${isGood ? 'fill' : ''}`, () => end(true), icon('check'), 'Yes, solved'), button('btn full', () => end(false), icon('cross'), 'No, still failing')),
        noteField(false, null));
    }
    return [make('p', { className: `verdict ${color}` }, icon(picture), word), make('h1', { id: 'now', tabIndex: -1 }, outcome.title), bodyOf(outcome.id),
      finish ? make('p', { className: 'hint' }, `Ended ${clock(finish.at)}.`) : form];
  };

  const saving = () => make('section', { className: 's12', 'aria-labelledby': 'kb-record' },
    make('h2', { id: 'kb-record' }, 'Record for the ticket'),
    make('figure', { className: 'plate' }, make('figcaption', {}, 'Plain text'), make('pre', {}, record())),
    make('p', { className: 'acts' },
      button('btn fill full', () => download(fileName('json'), 'application/json', saved()), 'Save for the site'), button('btn full', () => download(fileName('txt'), 'text/plain', record()), 'Save as text')),
    make('p', { className: 'hint' }, 'Saved for the site, the file can be taken in there with “marskb transcripts import”. Nothing else leaves this page.'));

  const answerLine = (a, canChange) => {
    const step = walker.steps.get(a.step);
    return make('li', { className: walker.station(step) },
      make('div', { className: 'split' }, make('span', { className: 'q' }, step.title),
        canChange ? button('quiet', () => { [changing, wrong, drafted] = [a, null, null]; show(true); }, 'Change', make('span', { className: 'sr' }, `: ${step.title}`)) : null),
      make('b', { className: step.input && a.answer !== dontKnow ? 'code' : '' }, make('bdi', {}, walker.words(step, a.answer).slice(0, 300))),
      a.known ? make('small', {}, 'From the link, not asked') : null,
      ...a.earlier.map(e => make('small', {}, 'Was: ', make('bdi', {}, walker.words(step, e).slice(0, 300)))),
      ...a.notes.map(n => make('small', { className: 'said' }, '“', make('bdi', {}, n), '”')));
  };

  const show = (focus, sent) => {
    const { position, answers, finish, offered } = replay();
    const earlier = changing ? answers.slice(0, answers.indexOf(answers.find(a => a.step === changing.step && a.visit === changing.visit))) : answers;
    const station = changing ? walker.steps.get(changing.step) : position.current;
    const given = sent ?? (changing ? changing.answer : offered?.answer);
    const kind = `${walker.station(station)}${['fixed', 'worked-round'].includes(station.outcome) ? ' good' : ''}`;
    const lastOf = step => answers.findLast(a => a.step === step);
    const card = walker.ends(station) ? outcomeCard(station, finish) : stepCard(station, given, changing ? changing.visit : position.visit, Boolean(changing));
    place.replaceChildren(
      make('div', { className: 's20' },
        make('div', { className: 'split small' }, make('span', {}, flow.title), make('span', {}, changing ? 'Changing an answer' : position.isOutcome ? 'End of the flow' : `Step ${answers.length + 1}`)),
        make('ol', { className: 'track', 'aria-label': 'Your way so far' },
          state.at ? make('li', { className: 'skipped small' }, 'Began in the middle; the steps before count as skipped.') : null,
          ...earlier.map(a => answerLine(a, !finish && lastOf(a.step) === a)),
          make('li', { className: `now ${kind}`, 'aria-current': 'step' }, make('article', { className: 'frame s20', 'aria-labelledby': 'now' }, ...card))),
        changing ? make('p', { className: 'beside' }, button('quiet', () => { [changing, wrong, drafted] = [null, null, null]; show(true); }, 'Leave it as it is'))
          : !finish && answers.length > 0 ? make('p', { className: 'beside' }, button('quiet', () => {
            wrong = drafted = null;
            add({ kind: 'went-back', step: answers.at(-1).step, visit: answers.at(-1).visit });
            show(true);
          }, icon('back'), 'Back')) : null,
        position.isOutcome && !changing ? saving() : null),
      make('aside', { className: 'side', 'aria-label': 'This walk' },
        make('section', {}, make('h2', {}, 'This walk'),
          make('dl', { className: 'pairs' },
            ...(state.ticket ? [make('dt', {}, 'Ticket'), make('dd', {}, make('bdi', { className: 'code' }, state.ticket))] : []),
            make('dt', {}, 'Started'), make('dd', {}, clock(state.startedAt)), make('dt', {}, 'So far'), make('dd', {}, answers.length === 1 ? '1 answer' : `${answers.length} answers`),
            make('dt', {}, 'Kept'), make('dd', {}, 'By this tab only, until it is closed'))),
        make('ul', { className: 'on' },
          position.isOutcome ? null : make('li', {}, button('quiet', () => download(fileName('json'), 'application/json', saved()), icon('log'), 'Save what there is')),
          make('li', {}, button('quiet', () => { overview.hidden = false; place.hidden = true; offerToGoOn(); }, icon('flow'), 'See the whole way')),
          make('li', {}, button('quiet', () => { forget(); state = changing = null; location.assign(location.pathname); }, icon('cross'), 'Throw it away and begin anew')))));
    overview.hidden = true;
    place.hidden = false;
    document.title = `${wrong ? 'Error: ' : ''}${station.title} · MarsKb`;
    if (focus) {
      (wrong ? document.getElementById('kb-answer') ?? document.getElementById('now') : document.getElementById('now')).focus();
      live.textContent = wrong ?? '';
    }
  };

  // Beginning

  const offerToGoOn = () => {
    document.getElementById('kb-go-on')?.remove();
    const note = make('section', { className: 'note', id: 'kb-go-on' }, make('h2', {}, icon('flow'), 'You have begun this flow'),
      make('p', {}, `${state.events.length === 1 ? '1 entry' : `${state.events.length} entries`}, started ${clock(state.startedAt)}. `, button('btn', () => show(true), 'Go on')));
    begin.before(note);
    note.querySelector('button').focus();
  };

  const notices = () => {
    const parts = [];
    if (start.wrongAt) parts.push(make('section', { className: 'note' }, make('h2', {}, icon('warn'), 'No such step'),
      make('p', {}, 'This flow has no step “', make('bdi', {}, start.wrongAt.slice(0, 200)), '”. It begins at its first step instead; the map shows the others.')));
    else if (start.first) parts.push(make('section', { className: 'note' }, make('h2', {}, icon('flow'), `Begins at “${walker.steps.get(start.first).title}”`),
      make('p', {}, 'The steps before it count as skipped, and the record says so. ', make('a', { href: location.pathname }, 'Begin at the first step'))));
    if (start.known.length > 0 || start.wrongs.length > 0) {
      parts.push(make('section', { className: 's12' }, make('div', {}, make('h2', {}, 'Known beforehand'), make('p', { className: 'hint' }, 'From the link you followed. It counts as answered, and can be changed.')),
        make('ul', { className: 'rows known' }, ...start.known.map(k => make('li', {}, walker.steps.get(k.step).title, ' ', make('b', {}, walker.words(walker.steps.get(k.step), k.answer))))),
        ...start.wrongs.map(([name, given, fault]) => make('p', {}, make('b', {}, 'Not taken: '), make('bdi', {}, name.slice(0, 200)), ' ', make('code', {}, given.slice(0, 200)), '. ', make('span', { className: 'wrong' }, fault)))));
    }
    begin.before(...parts);
  };

  begin.addEventListener('submit', event => {
    event.preventDefault();
    const ticket = typed(begin.elements.ticket.value).replace(/[\x00-\x1F\x7F-\x9F\u00AD\u200B\u2060\uFEFF]/g, '').trim();
    document.getElementById('kb-ticket-wrong').hidden = ticket.length <= longestTicket;
    if (ticket.length > longestTicket) {
      begin.elements.ticket.focus();
      return;
    }
    const startedAt = new Date().toISOString();
    state = {
      id: Array.from(crypto.getRandomValues(new Uint8Array(16)), b => b.toString(16).padStart(2, '0')).join(''), version: flow.version, search: location.search, ticket: ticket || null, at: start.first, startedAt,
      events: start.known.map(k => ({ kind: 'known', at: startedAt, step: k.step, visit: 1, answer: k.answer })),
    };
    keep(state);
    show(true);
  });

  notices();
  begin.elements.ticket.value = asked.get('ticket') ?? '';
  begin.hidden = false;
  state = kept();
  if (state && state.search === location.search) show(false);
  else if (state) offerToGoOn();
}
