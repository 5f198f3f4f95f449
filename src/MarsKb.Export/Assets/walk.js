// Walks a guided flow as the site does: FlowResolver, StepWalk, ConditionTest, TypedText and what they read with, of MarsKb.Flows.
'use strict';
{
  const marskb = globalThis.marskb ??= {};
  const dontKnow = 'dont-know';
  const same = (a, b) => a.toLowerCase() === b.toLowerCase();

  // Typed values, each as a number that keeps the order; undefined for what is none

  const number = text => text.length <= 20 && /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)$/.test(text) ? Number(text) : undefined;
  const version = given => {
    const text = /^[vV]/.test(given) ? given.slice(1).trimStart() : given;
    const parts = text.split('.');
    if (parts.length > 4) return undefined;
    let order = 0n;
    for (let i = 0; i < 4; i++) {
      if (i < parts.length && (!/^[0-9]+$/.test(parts[i]) || Number(parts[i]) > 9999999)) return undefined;
      order = order * 10000000n + (i < parts.length ? BigInt(parts[i]) : 0n);
    }
    return order;
  };
  const units = { B: 1, BYTES: 1, BYTE: 1, KB: 2 ** 10, MB: 2 ** 20, GB: 2 ** 30, TB: 2 ** 40, KIB: 2 ** 10, MIB: 2 ** 20, GIB: 2 ** 30, TIB: 2 ** 40 };
  const size = text => {
    const unit = /[A-Za-z]*$/.exec(text)[0];
    const amount = number(text.slice(0, text.length - unit.length).trimEnd());
    return amount === undefined || amount < 0 || amount > 1e15 || !Object.hasOwn(units, unit.toUpperCase()) ? undefined : amount * units[unit.toUpperCase()];
  };

  const day = 86400;
  const spans = [
    [['s', 'sec', 'secs', 'second', 'seconds'], 1], [['m', 'min', 'mins', 'minute', 'minutes'], 60], [['h', 'hr', 'hrs', 'hour', 'hours'], 3600], [['d', 'day', 'days'], day],
    [['w', 'week', 'weeks'], 7 * day], [['month', 'months'], 365 * day / 12], [['y', 'year', 'years'], 365 * day],
  ];
  const digitsIn = text => Math.min(12, /^[0-9.]*/.exec(text)[0].length);
  const clock = text => {
    const parts = text.split(':');
    if (parts.length > 3) return undefined;
    let total = 0;
    for (let i = 0; i < 3; i++) {
      if (i < parts.length && (!/^[0-9]{1,10}$/.test(parts[i]) || Number(parts[i]) > (i === 0 ? 100000 : 59))) return undefined;
      total = total * 60 + (i < parts.length ? Number(parts[i]) : 0);
    }
    return total;
  };
  const isoSpan = text => {
    const letters = { Y: 365 * day, M: 365 * day / 12, W: 7 * day, D: day }, later = { H: 3600, M: 60, S: 1 };
    let total = 0, time = false, any = false;
    for (let rest = text; rest !== '';) {
      if (/^t/i.test(rest) && !time) { time = true; rest = rest.slice(1); continue; }
      const digits = digitsIn(rest), amount = number(rest.slice(0, digits));
      if (digits === rest.length || amount === undefined) return undefined;
      const unit = (time ? later : letters)[rest[digits].toUpperCase()];
      if (unit === undefined) return undefined;
      total += amount * unit;
      any = true;
      rest = rest.slice(digits + 1);
    }
    return any ? total : undefined;
  };
  const duration = text => {
    if (text.length === 0 || text.length > 60) return undefined;
    if (/^p/i.test(text)) return isoSpan(text.slice(1));
    if (text.includes(':')) return clock(text);
    let total = 0;
    for (let rest = text; (rest = rest.replace(/^[, ]+/, '')) !== '';) {
      const digits = digitsIn(rest), after = rest.slice(digits).replace(/^ +/, ''), unit = /^[A-Za-z]*/.exec(after)[0];
      const amount = number(rest.slice(0, digits)), seconds = spans.find(([names]) => names.includes(unit.toLowerCase()))?.[1];
      if (amount === undefined || seconds === undefined) return undefined;
      total += amount * seconds;
      rest = after.slice(unit.length);
    }
    return total;
  };

  const months = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
  const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
  const monthOf = name => months.findIndex(m => m === name.toLowerCase() || m.slice(0, 3) === name.toLowerCase());
  const at = (y, m, d, h = 0, min = 0, s = 0, fraction = 0) => {
    const [year, month, date, hour, minute, second] = [y, m, d, h ?? 0, min ?? 0, s ?? 0].map(Number);
    if (year < 1 || month < 1 || month > 12 || date < 1 || hour > 23 || minute > 59 || second > 59) return undefined;
    const time = new Date(0);
    time.setUTCFullYear(year, month - 1, date);
    if (time.getUTCMonth() !== month - 1) return undefined;
    time.setUTCHours(hour, minute, second);
    return time.getTime() + Number(fraction || 0) * 1000;
  };
  const half = (hour, letter) => Number(hour) < 1 || Number(hour) > 12 ? 99 : Number(hour) % 12 + (/^p/i.test(letter) ? 12 : 0);
  const time24 = '(?:\\s+(\\d{1,2}):(\\d{2})(?::(\\d{2}))?)?';
  const local = [
    [/^(\d{4})-(\d{1,2})-(\d{1,2})(?:\s+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/, m => at(m[1], m[2], m[3], m[4], m[5], m[6])],
    [/^(\d{4})-(\d{1,2})-(\d{1,2})T(\d{1,2}):(\d{2})(?::(\d{2})(\.\d{1,7})?)?$/, m => at(m[1], m[2], m[3], m[4], m[5], m[6], m[7])],
    [new RegExp(`^(\\d{4})/(\\d{1,2})/(\\d{1,2})${time24}$`), m => at(m[1], m[2], m[3], m[4], m[5], m[6])],
    [new RegExp(`^(\\d{1,2})\\s+([A-Za-z]+)\\s+(\\d{4})${time24}$`), m => at(m[3], monthOf(m[2]) + 1, m[1], m[4], m[5], m[6])],
    [/^([A-Za-z]+)\s+(\d{1,2}),?\s+(\d{4})$/, m => at(m[3], monthOf(m[1]) + 1, m[2])],
    [/^([A-Za-z]+)\s+(\d{1,2}),\s+(\d{4})\s+(\d{1,2}):(\d{2})$/, m => at(m[3], monthOf(m[1]) + 1, m[2], m[4], m[5])],
    [/^([A-Za-z]+)\s+(\d{1,2}),\s+(\d{4})\s+(\d{1,2}):(\d{2})\s*([AP]M)$/i, m => at(m[3], monthOf(m[1]) + 1, m[2], half(m[4], m[6]), m[5])],
    [/^([A-Za-z]+),\s+([A-Za-z]+)\s+(\d{1,2}),\s+(\d{4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AP]M)$/i, m => {
      const time = months.includes(m[2].toLowerCase()) ? at(m[4], monthOf(m[2]) + 1, m[3], half(m[5], m[8]), m[6], m[7]) : undefined;
      return time !== undefined && days[new Date(time).getUTCDay()] === m[1].toLowerCase() ? time : undefined;
    }],
    [new RegExp(`^(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})${time24}$`), m => at(m[3], m[2], m[1], m[4], m[5], m[6])],
    [/^(\d{1,2})\/(\d{1,2})\/(\d{4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AP]M)$/i, m => at(m[3], m[1], m[2], half(m[4], m[7]), m[5], m[6])],
  ];
  const withOffset = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:T|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(\.\d{1,7})?)?\s*(?:(Z)|([+-])(\d{2}):?(\d{2}))$/;
  const slashes = new RegExp(`^(\\d{1,2})/(\\d{1,2})/(\\d{4})${time24}$`);
  const dateTime = text => {
    if (text.length > 60) return undefined;
    for (const [form, read] of local) {
      const m = form.exec(text), time = m ? read(m) : undefined;
      if (time !== undefined) return time;
    }
    const zoned = withOffset.exec(text);
    if (zoned) {
      const time = at(zoned[1], zoned[2], zoned[3], zoned[4], zoned[5], zoned[6], zoned[7]);
      return time === undefined ? undefined : zoned[8] ? time : time - (zoned[9] === '-' ? -1 : 1) * (Number(zoned[10]) * 60 + Number(zoned[11])) * 60000;
    }
    const m = slashes.exec(text);
    if (!m) return undefined;
    const dayFirst = at(m[3], m[2], m[1], m[4], m[5], m[6]), monthFirst = at(m[3], m[1], m[2], m[4], m[5], m[6]);
    return dayFirst === undefined ? monthFirst : monthFirst === undefined || dayFirst === monthFirst ? dayFirst : undefined;
  };

  // What commands print

  const between = /[ \t",;|]+/;
  const known = (part, words) => words.find(w => same(w, part));
  const labelled = (text, label, words) => {
    for (const line of text.split('\n')) {
      const colon = line.indexOf(':');
      if (colon < 0) continue;
      const name = line.slice(0, colon).trim().replace(/^"+|"+$/g, ''), word = same(name, label) ? anywhere(line.slice(colon + 1), words) : undefined;
      if (word) return word;
    }
    return undefined;
  };
  const column = (text, words, last) => {
    for (const line of text.split('\n')) {
      const parts = line.split(between).filter(p => p !== '');
      const word = parts.length > 1 ? known(last ? parts.at(-1) : parts[0], words) : undefined;
      if (word) return word;
    }
    return undefined;
  };
  function anywhere(text, words) {
    for (const part of text.split(/[ \t",;|\n.]+/)) {
      const word = part === '' ? undefined : known(part, words);
      if (word) return word;
    }
    return undefined;
  }
  const taskState = text => {
    const words = ['ready', 'disabled', 'running'];
    if (labelled(text, 'Scheduled Task State', words) === 'disabled') return 'disabled';
    return labelled(text, 'Status', words) ?? labelled(text, 'State', words) ?? column(text, words, true) ?? anywhere(text, words);
  };
  const serviceState = text => {
    const words = ['running', 'stopped'];
    return labelled(text, 'State', words) ?? labelled(text, 'Status', words) ?? column(text, words, false) ?? anywhere(text, words);
  };

  const sized = /\b([0-9]{1,9}(?:[.,][0-9]{1,3})?)\s?([KMGTkmgt]?[Bb])\b/;
  const shownSize = m => `${m[1].replace(',', '.')} ${m[2].toUpperCase()}`;
  const wholeBytes = value => {
    let digits = '';
    for (const c of value.trim()) {
      if (c >= '0' && c <= '9') digits += c;
      else if (!',.\u00A0\u202F'.includes(c)) break;
    }
    return digits.length > 0 && digits.length < 20 && !sized.test(value.split('(')[0]) ? `${BigInt(digits)} B` : undefined;
  };
  const freeSpace = text => {
    const lines = text.split('\n');
    for (const label of ['Maximum Shadow Copy Storage space', 'SizeRemaining', 'FreeSpace', 'Total free bytes', 'Total # of free bytes', 'Total # of avail free bytes', 'Free']) {
      for (const line of lines) {
        const colon = line.indexOf(':');
        if (colon < 0 || !same(line.slice(0, colon).trim(), label)) continue;
        const value = line.slice(colon + 1), m = sized.exec(value), bytes = wholeBytes(value);
        if (m && bytes === undefined) return shownSize(m);
        if (bytes !== undefined) return bytes;
      }
    }
    for (const line of lines) {
      if (!/bytes free/i.test(line)) continue;
      const dirs = line.search(/dir\(s\)/i), bytes = wholeBytes(dirs < 0 ? line : line.slice(dirs + 6));
      if (bytes !== undefined) return bytes;
    }
    for (let i = 0; i + 1 < lines.length; i++) {
      if (lines[i].includes('SizeRemaining'))
        for (const row of lines.slice(i + 1)) { const m = sized.exec(row); if (m) return shownSize(m); }
      const place = lines[i].indexOf('Free (GB)');
      if (place >= 0) {
        for (const row of lines.slice(i + 1)) {
          if (row.length < place) continue;
          const last = row.slice(0, Math.min(row.length, place + 9)).split(' ').filter(w => w !== '').at(-1), amount = last === undefined ? undefined : number(last);
          if (amount !== undefined && amount >= 0) return `${last} GB`;
        }
      }
    }
    const m = sized.exec(text);
    return m ? shownSize(m) : undefined;
  };

  const tls = text => {
    let found;
    for (const line of text.split('\n')) {
      const words = line.split(/[ \t:="]+/).filter(w => w !== '');
      if (words.length < 2) continue;
      const last = words.at(-1).replace(/^dword/i, '');
      const value = /^0x[0-9a-f]+$/i.test(last) ? parseInt(last, 16) : /^[0-9]+$/.test(last) ? Number(last) : undefined;
      if (value === undefined) continue;
      const name = words[0].toLowerCase();
      if ((name === 'enabled' && value === 0) || (name === 'disabledbydefault' && value !== 0) || (['schusestrongcrypto', 'systemdefaulttlsversions'].includes(name) && value === 0)) return 'no-tls12';
      if (['enabled', 'disabledbydefault', 'schusestrongcrypto', 'systemdefaulttlsversions'].includes(name)) found = 'tls12';
    }
    if (found) return found;
    const lower = text.toLowerCase();
    if (['tls12', 'tls13', 'tls 1.2', 'systemdefault'].some(w => lower.includes(w))) return 'tls12';
    return lower.includes('tls') || lower.includes('ssl3') ? 'no-tls12' : undefined;
  };

  const policies = { restricted: 'restricted', allsigned: 'all-signed', remotesigned: 'remote-signed', unrestricted: 'unrestricted', bypass: 'unrestricted', undefined: 'undefined' };
  const executionPolicy = text => {
    const lines = text.split('\n').map(l => l.split(/[ \t:,"]+/).filter(w => w !== '')), policy = w => Object.hasOwn(policies, w.toLowerCase()) ? policies[w.toLowerCase()] : undefined;
    for (const words of lines) {
      const found = words.some(w => same(w, 'LocalMachine')) ? words.map(policy).find(p => p) : undefined;
      if (found) return found;
    }
    return lines.some(l => l.some(w => same(w, 'MachinePolicy') || same(w, 'CurrentUser'))) ? undefined : lines.flat().map(policy).find(p => p);
  };

  const fullVersion = /\b[0-9]{1,5}\.[0-9]{1,5}\.[0-9]{1,7}\.[0-9]{1,7}\b/, anyVersion = /\b[0-9]{1,5}(\.[0-9]{1,7}){1,3}\b/;
  const agentVersion = text => {
    for (const label of ['ProductVersion', 'FileVersion', 'Agent version', 'Version']) {
      for (const line of text.split('\n')) {
        const m = line.trimStart().toLowerCase().startsWith(label.toLowerCase()) ? fullVersion.exec(line) : null;
        if (m) return m[0];
      }
    }
    const all = [...text.matchAll(new RegExp(fullVersion, 'g'))].map(m => m[0]);
    return all.find(v => v.startsWith('2.')) ?? all[0];
  };
  const versionRow = line => {
    const parts = line.split(' ').filter(p => p !== ''), numbers = [];
    for (const p of parts) { if (!/^[0-9-]+$/.test(p)) break; numbers.push(p); }
    if (numbers.length < 2 || !/^[0-9]/.test(numbers[0])) return undefined;
    const kept = [];
    for (const n of numbers) { if (!/^[0-9]/.test(n)) break; kept.push(n); }
    return kept.join('.');
  };
  const powerShellVersion = text => {
    const lines = text.split('\n');
    for (let i = 0; i < lines.length; i++) {
      const m = lines[i].trimStart().toLowerCase().startsWith('psversion ') ? anyVersion.exec(lines[i]) : null;
      if (m) return m[0];
      if (!lines[i].includes('Major') || !lines[i].includes('Minor')) continue;
      const row = lines.slice(i + 1, i + 5).map(versionRow).find(v => v);
      if (row) return row;
    }
    return anyVersion.exec(text)?.[0];
  };

  const patterns = {
    'agent-version': { noun: 'a version', example: '2.0.9249.0', type: 'version', words: [], find: agentVersion },
    'powershell-version': { noun: 'a version', example: '5.1.20348.2340', type: 'version', words: [], find: powerShellVersion },
    'free-space': { noun: 'a size', example: '12 GB', type: 'size', words: [], find: freeSpace },
    tls: { noun: 'a list of TLS versions', example: 'tls12', type: null, words: ['tls12', 'no-tls12'], find: tls },
    'task-state': { noun: 'a task\'s state', example: 'ready', type: null, words: ['ready', 'disabled', 'running'], find: taskState },
    'execution-policy': { noun: 'an execution policy', example: 'remote-signed', type: null, words: ['restricted', 'all-signed', 'remote-signed', 'unrestricted', 'undefined'], find: executionPolicy },
    'service-state': { noun: 'a service\'s state', example: 'running', type: null, words: ['running', 'stopped'], find: serviceState },
  };
  const findPasted = (pattern, text) => {
    const named = patterns[pattern], bare = text.trim(), word = named.words.find(w => same(w, bare));
    if (word) return word;
    if (named.type === 'version' && bare.includes('.') && version(bare) !== undefined) return bare.replace(/^[vV]+/, '').trimStart();
    if (named.type === 'size' && size(bare) !== undefined) return bare;
    return named.find(text.replace(/\r\n|[\r\f\x85\u2028\u2029]/g, '\n'));
  };

  const longestText = 2000, longestPaste = 65536;
  const without = (unit, text) => unit && text.toLowerCase().endsWith(unit.toLowerCase()) ? text.slice(0, text.length - unit.length).trimEnd() : text;
  const orderOf = (spec, text) => {
    switch (spec.type) {
      case 'number': return number(without(spec.unit, text.trim()));
      case 'version': return version(text.trim());
      case 'size': return size(text.trim());
      case 'percent': {
        const percent = number(without('%', text.trim()));
        return percent !== undefined && percent >= 0 && percent <= 100 ? percent : undefined;
      }
      case 'date-time': return dateTime(text.trim());
      case 'duration': return duration(text.trim());
      case 'paste': return patterns[spec.pattern].type ? orderOf({ ...spec, type: patterns[spec.pattern].type }, text) : undefined;
      default: return undefined;
    }
  };
  const nounOf = spec => ({
    number: spec.unit ? `a number of ${spec.unit}` : 'a number', version: 'a version', size: 'a size', percent: 'a percentage from 0 to 100', 'date-time': 'a date or a date with a time', duration: 'a duration',
  })[spec.type] ?? 'a text';
  const adviceOf = (spec, text) => ['number', 'size', 'percent'].includes(spec.type) && text.includes(',') ? ', with a point and no commas'
    : spec.type === 'size' && number(text) !== undefined ? ', with its unit: B, KB, MB, GB or TB'
      : spec.type === 'duration' && number(text) !== undefined ? ', with its unit: s, min, h, d or weeks'
        : spec.type === 'date-time' && text.includes('/') ? ': day and month cannot be told apart here' : '';
  const wrong = fault => ({ order: 0, text: '', fault });
  /** What was typed, as { order, text, fault }. */
  const readTyped = (spec, given) => {
    if (spec.type === 'paste') {
      if (given.length > longestPaste) return wrong('Paste at most 65,536 characters: the part that the command printed last is enough.');
      const found = findPasted(spec.pattern, given), named = patterns[spec.pattern];
      return found ? { order: orderOf(spec, found) ?? 0, text: found, fault: null }
        : wrong(`There is ${named.noun} nowhere in this text. Paste all that the command printed, or type the value itself, such as ${named.example}.`);
    }
    const text = given.trim(), noun = nounOf(spec), unit = value => spec.unit ? `${value} ${spec.unit}` : value;
    if (text === '') return wrong(`Enter ${noun} such as ${spec.example}.`);
    if (text.length > longestText) return wrong('Enter at most 2,000 characters.');
    if (spec.type === 'text') return { order: 0, text, fault: null };
    const order = orderOf(spec, text);
    if (order === undefined) return wrong(`Enter ${noun} such as ${spec.example}${adviceOf(spec, text)}.`);
    if (spec.min && order < orderOf(spec, spec.min)) return wrong(`Enter ${noun} of at least ${unit(spec.min)}.`);
    if (spec.max && order > orderOf(spec, spec.max)) return wrong(`Enter ${noun} of at most ${unit(spec.max)}.`);
    return { order, text, fault: null };
  };

  const isDontKnow = answer => answer === dontKnow || (Array.isArray(answer) && answer.length === 1 && answer[0] === dontKnow);

  // The types of steps. Each rule follows the class of Flows/Steps with the same name: what is wrong with an answer (or null), where it leads, whether a comparison
  // holds of it, and its words. Types that nobody answers have none of these; they say where the way goes on, or end it.

  const idsOf = step => (step.choices ?? []).map(c => c.id);
  const textOf = (step, id) => step.choices?.find(c => c.id === id)?.text;
  const plainWords = (step, answer) => isDontKnow(answer) ? textOf(step, dontKnow) ?? 'I can\'t tell' : [answer].flat().map(a => textOf(step, a) ?? a).join('; ');
  const holdsWord = (c, word) => c.comparison === 'is' ? word === c.values[0] : c.comparison === 'is-not' ? word !== c.values[0] : c.values.includes(word);
  const holdsOrder = { below: (a, b) => a < b, 'at-most': (a, b) => a <= b, above: (a, b) => a > b, 'at-least': (a, b) => a >= b, equals: (a, b) => a === b };
  const nextOrDontKnow = (step, answer) => isDontKnow(answer) && step.dontKnow ? step.dontKnow : step.next;

  const choice = {
    check: (step, answer) => typeof answer === 'string' && idsOf(step).includes(answer) ? null : `Answer with one of ${idsOf(step).join(', ')}.`,
    after: (step, answer) => step.choices.find(c => c.id === answer).to,
    holds: (c, step, answer) => holdsWord(c, answer),
    words: plainWords,
  };
  const typedValue = {
    station: 'ask',
    check: (step, answer) => isDontKnow(answer) && step.dontKnow ? null : typeof answer === 'string' ? readTyped(step.input, answer).fault : 'Answer with one text.',
    after: nextOrDontKnow,
    holds: (c, step, answer) => {
      if (isDontKnow(answer)) return false;
      const value = readTyped(step.input, answer);
      if (c.comparison === 'is' || c.comparison === 'is-not' || c.comparison === 'in') return holdsWord(c, value.text);
      if (c.comparison === 'contains') return value.text.toLowerCase().includes(c.values[0].toLowerCase());
      return holdsOrder[c.comparison](value.order, orderOf(step.input, c.values[0]) ?? 0);
    },
    words: (step, answer) => {
      if (isDontKnow(answer) || Array.isArray(answer)) return plainWords(step, answer);
      const { text, fault } = readTyped(step.input, answer);
      if (fault || text === '') return answer;
      return step.input.unit && !text.toLowerCase().endsWith(step.input.unit.toLowerCase()) ? `${text} ${step.input.unit}` : text;
    },
  };
  const did = { done: 'Done', failed: 'It did not work', 'could-not': 'Could not do it' };

  const rules = {
    question: { ...choice, station: 'ask' },
    checklist: {
      station: 'ask',
      takesSeveral: true,
      check: (step, answer) => {
        const any = `Answer with a list of any of ${idsOf(step).join(', ')}.`;
        if (isDontKnow(answer)) return step.dontKnow ? null : any;
        if (!Array.isArray(answer)) return any;
        if (answer.includes(dontKnow)) return `'${dontKnow}' stands alone, without other choices.`;
        if (new Set(answer).size < answer.length) return 'Name each choice once.';
        return answer.every(a => idsOf(step).includes(a)) ? null : any;
      },
      after: nextOrDontKnow,
      holds: (c, step, answer) => {
        if (isDontKnow(answer)) return false;
        const has = v => answer.includes(v);
        return c.comparison === 'has' || c.comparison === 'has-all' ? c.values.every(has) : c.comparison === 'has-any' ? c.values.some(has) : !c.values.some(has);
      },
      words: plainWords,
    },
    input: typedValue,
    paste: typedValue,
    instruction: { ...choice, station: 'do', words: (step, answer) => did[answer] ?? answer },
    decision: { station: 'if', through: (step, isTrue) => (step.branches.find(b => !b.when || isTrue(b.when)) ?? step.branches.at(-1)).to },
    subflow: { station: 'flow', through: step => step.next },
    outcome: { station: 'end', through: step => step.returnsTo },
  };

  /** @param flow as FlowArchive writes it; answers are texts, of a checklist lists of texts */
  marskb.walker = flow => {
    const steps = new Map(flow.steps.map(s => [s.id, s]));
    const ruleOf = step => rules[step.type];
    const isAsked = step => Boolean(ruleOf(step).check), ends = step => step.type === 'outcome' && !step.returnsTo, isShown = step => isAsked(step) || ends(step);

    /** What is wrong with an answer, or null. */
    const check = (step, answer) => ruleOf(step).check?.(step, answer) ?? (isAsked(step) ? null : 'This step takes no answer.');

    const compare = (c, known) => {
      if (!known) return false;
      const { step, answer } = known;
      return c.comparison === 'answered' || (c.comparison === 'unknown' ? isDontKnow(answer) : ruleOf(step).holds(c, step, answer));
    };
    const holds = (condition, known) => condition.kind === 'all' ? condition.conditions.every(c => holds(c, known))
      : condition.kind === 'any' ? condition.conditions.some(c => holds(c, known)) : condition.kind === 'not' ? !holds(condition.condition, known) : compare(condition, known.get(condition.step));

    const after = (step, answer) => ruleOf(step).after(step, answer);
    const toShown = (id, known) => {
      let step = steps.get(id);
      for (let hops = 0; !isShown(step); hops++) {
        if (hops > flow.steps.length) throw new Error(`The flow ${flow.key} computes in a circle.`);
        step = steps.get(ruleOf(step).through(step, when => holds(when, known)));
      }
      return step;
    };

    /** @param answers in order: { step, answer, visit } */
    const resolve = (answers, start = null) => {
      const given = new Map(), known = new Map(), later = start !== null && steps.has(start);
      for (const a of answers) {
        given.set(`${a.visit} ${a.step}`, a);
        const step = steps.get(a.step);
        if (later && step && check(step, a.answer) === null) known.set(a.step, { step, answer: a.answer });
      }
      const way = [], visits = new Map();
      let current = toShown(later ? start : flow.start, known);
      while (!ends(current)) {
        const visit = (visits.get(current.id) ?? 0) + 1, a = given.get(`${visit} ${current.id}`);
        visits.set(current.id, visit);
        if (!a || check(current, a.answer) !== null) break;
        way.push(a);
        known.set(current.id, { step: current, answer: a.answer });
        current = toShown(after(current, a.answer), known);
      }
      return { way, current, visit: visits.get(current.id) ?? 1, isOutcome: ends(current) };
    };

    /** An answer in the words of the flow. */
    const words = (step, answer) => answer.length === 0 ? Array.isArray(answer) ? 'None of these' : '' : (ruleOf(step).words ?? plainWords)(step, answer);

    return {
      steps, isShown, ends, check, resolve, words, station: step => ruleOf(step).station, takesSeveral: step => Boolean(ruleOf(step).takesSeveral),
      read: (step, answer) => !step.input || isDontKnow(answer) || typeof answer !== 'string' ? null : readTyped(step.input, answer), wordsOf: pattern => patterns[pattern]?.words ?? [],
    };
  };
}
