// Cuts text into tokens as the site does: Analyzer, PorterStemmer, CharacterFolding, VariableParts, LineSeverity, QueryText, SynonymMap
// and TemplateValues of MarsKb.Search. Word lists come from the site as data.
'use strict';
{
  const marskb = globalThis.marskb ??= {};

  const isDigit = c => c >= '0' && c <= '9';
  const isLetter = c => (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  const isPlain = c => isLetter(c) || isDigit(c);
  const isHex = c => isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  const isAnyDigit = c => c < '\x80' ? isDigit(c) : /\p{Nd}/u.test(c);
  const isAnyLetter = c => c < '\x80' ? isLetter(c) : /\p{L}/u.test(c);
  const isLetterOrDigit = c => c < '\x80' ? isPlain(c) : /[\p{L}\p{Nd}]/u.test(c);
  const isUpper = c => c < '\x80' ? c >= 'A' && c <= 'Z' : /\p{Lu}/u.test(c);
  const isLower = c => c < '\x80' ? c >= 'a' && c <= 'z' : /\p{Ll}/u.test(c);
  const isBlank = c => c === ' ' || (c >= '\t' && c <= '\r') || c === '\x85' || (c >= '\x80' && /[\p{Zs}\p{Zl}\p{Zp}]/u.test(c));

  /** Of one character; what becomes several stays as it is. */
  const lowerOf = c => {
    const lower = c.toLowerCase();
    return lower.length === 1 ? lower : c;
  };

  marskb.characters = { isDigit, isLetter, isPlain, isHex, isAnyDigit, isAnyLetter, isLetterOrDigit, isUpper, isLower, isBlank, lowerOf };

  // Stems: M. F. Porter, "An algorithm for suffix stripping", Program 14, 1980.

  const step2 = [
    ['ational', 'ate'], ['tional', 'tion'], ['enci', 'ence'], ['anci', 'ance'], ['izer', 'ize'], ['abli', 'able'], ['alli', 'al'],
    ['entli', 'ent'], ['eli', 'e'], ['ousli', 'ous'], ['ization', 'ize'], ['ation', 'ate'], ['ator', 'ate'], ['alism', 'al'],
    ['iveness', 'ive'], ['fulness', 'ful'], ['ousness', 'ous'], ['aliti', 'al'], ['iviti', 'ive'], ['biliti', 'ble'],
  ];
  const step3 = [['icate', 'ic'], ['ative', ''], ['alize', 'al'], ['iciti', 'ic'], ['ical', 'ic'], ['ful', ''], ['ness', '']];
  const step4 = ['al', 'ance', 'ence', 'er', 'ic', 'able', 'ible', 'ant', 'ement', 'ment', 'ent', 'ion', 'ou', 'ism', 'ate', 'iti', 'ous', 'ive', 'ize'];

  const isVowel = (word, i) => {
    const c = word[i];
    if (c === 'a' || c === 'e' || c === 'i' || c === 'o' || c === 'u') return true;
    return c === 'y' && i > 0 && !isVowel(word, i - 1);
  };
  const hasVowel = word => {
    for (let i = 0; i < word.length; i++) if (isVowel(word, i)) return true;
    return false;
  };
  const measure = word => {
    let count = 0, afterVowel = false;
    for (let i = 0; i < word.length; i++) {
      const vowel = isVowel(word, i);
      if (!vowel && afterVowel) count++;
      afterVowel = vowel;
    }
    return count;
  };
  const endsShort = word => {
    const last = word.length - 1;
    return last >= 2 && !isVowel(word, last) && isVowel(word, last - 1) && !isVowel(word, last - 2) && !'wxy'.includes(word[last]);
  };
  const plurals = w => w.endsWith('sses') || w.endsWith('ies') ? w.slice(0, -2) : w.endsWith('s') && !w.endsWith('ss') ? w.slice(0, -1) : w;
  const pastAndGerund = word => {
    if (word.endsWith('eed')) return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
    const cut = word.endsWith('ed') ? 2 : word.endsWith('ing') ? 3 : 0;
    if (cut === 0 || !hasVowel(word.slice(0, -cut))) return word;
    const w = word.slice(0, -cut);
    if (w.endsWith('at') || w.endsWith('bl') || w.endsWith('iz')) return w + 'e';
    const last = w[w.length - 1];
    if (w.length > 1 && last === w[w.length - 2] && !isVowel(w, w.length - 1) && !'lsz'.includes(last)) return w.slice(0, -1);
    return measure(w) === 1 && endsShort(w) ? w + 'e' : w;
  };
  const replace = (w, rules) => {
    for (const [suffix, replacement] of rules) {
      if (!w.endsWith(suffix)) continue;
      const stem = w.slice(0, w.length - suffix.length);
      return measure(stem) === 0 ? w : stem + replacement;
    }
    return w;
  };
  const strip = w => {
    let best = '';
    for (const suffix of step4) if (suffix.length > best.length && w.endsWith(suffix)) best = suffix;
    if (best === '') return w;
    const stem = w.slice(0, w.length - best.length);
    if (best === 'ion' && !(stem.endsWith('s') || stem.endsWith('t'))) return w;
    return measure(stem) > 1 ? stem : w;
  };
  const tidy = word => {
    let w = word;
    if (w.endsWith('e')) {
      const stem = w.slice(0, -1), m = measure(stem);
      if (m > 1 || (m === 1 && !endsShort(stem))) w = stem;
    }
    return w.endsWith('ll') && measure(w) > 1 ? w.slice(0, -1) : w;
  };
  const stem = word => {
    if (word.length < 3 || word.length > 40 || !/^[a-z]+$/.test(word)) return word;
    let w = pastAndGerund(plurals(word));
    if (w.length > 1 && w.endsWith('y') && hasVowel(w.slice(0, -1))) w = w.slice(0, -1) + 'i';
    return tidy(strip(replace(replace(w, step2), step3)));
  };

  /**
   * @param words folding: for each letter that the site folds what it makes of it; stop: stop words; levels: levels of logs; failure, routine: words of lines
   */
  marskb.analysis = words => {
    const longestToken = 64;
    const stop = new Set(words.stop);

    const isDropped = c => c >= '\x80' && /[\p{Mn}\p{Me}\p{Cf}]/u.test(c);
    /** What a letter becomes: nothing, a letter, or several. */
    const fold = c => {
      const n = c.charCodeAt(0);
      if (n < 0x80) return n >= 65 && n <= 90 ? String.fromCharCode(n | 0x20) : c;
      return isDropped(c) ? '' : words.folding[c] ?? lowerOf(c);
    };
    const isTokenCharacter = c => c < '\x80' ? isPlain(c) || c === '_' : isLetterOrDigit(c) || isDropped(c);
    const isUnspaced = c => c >= '\u1100' && (c <= '\u11FF' || (c >= '\u3040' && c <= '\u30FF') || (c >= '\u3400' && c <= '\u9FFF')
      || (c >= '\uAC00' && c <= '\uD7AF') || (c >= '\uF900' && c <= '\uFAFF'));

    const token = (surface, term, start, length, traits) => ({ surface, term, start, length, ...traits });
    const plain = (surface, start, length, traits) => token(surface, stem(surface), start, length, traits);

    const isGuid = (text, start, end) => {
      if (start + 36 > end) return false;
      for (let i = 0; i < 36; i++) {
        const c = text[start + i];
        if (i === 8 || i === 13 || i === 18 || i === 23 ? c !== '-' : !isHex(c)) return false;
      }
      return start + 36 === end || !isPlain(text[start + 36]);
    };

    const isThousands = (text, comma, end) => {
      if (comma + 3 >= end) return false;
      for (let i = 1; i <= 3; i++) if (!isDigit(text[comma + i])) return false;
      return comma + 4 >= end || !isDigit(text[comma + 4]);
    };

    /** Where the number ends, or -1 for digits that are part of a longer run. */
    const number = (text, start, end, tokens) => {
      let whole = '', dots = 0, i = start, run = 0;
      while (i < end && whole.length < longestToken) {
        const c = text[i];
        if (isDigit(c)) { whole += c; i++; run++; }
        else if (c === '.' && i + 1 < end && isDigit(text[i + 1])) { whole += '.'; dots++; i++; run = 0; }
        else if (c === ',' && dots === 0 && run > 0 && run <= 3 && isThousands(text, i, end)) { i++; run = 0; }
        else break;
      }
      if (whole.length === longestToken || (i < end && isTokenCharacter(text[i]) && !isUnspaced(text[i]))) return -1;
      tokens.push(token(whole, whole, start, i - start, { number: true }));
      const part = p => tokens.push(token(p, p, start, i - start, { number: true, part: true }));
      if (dots === 3 && whole.endsWith('.0')) part(whole.slice(0, -2));
      if (dots >= 2) for (const p of whole.split('.')) if (p.length >= 3) part(p);
      return i;
    };

    const bigrams = (text, start, end, tokens) => {
      let i = start;
      while (i < end && isUnspaced(text[i])) i++;
      const add = (at, length) => {
        const pair = text.slice(at, at + length);
        tokens.push(token(pair, pair, at, length, {}));
      };
      if (i - start === 1) add(start, 1);
      for (let p = start; p + 1 < i; p++) add(p, 2);
      return i;
    };

    const isLabel = (text, start, end) => {
      let dots = 0;
      for (let i = start - 1; i >= 0 && i > start - longestToken && (text[i] === '.' || text[i] === '*' || text[i] === '-' || isPlain(text[i])); i--)
        if (text[i] === '.' && i + 1 < text.length && isPlain(text[i + 1])) dots++;
      for (let i = end; i + 1 < text.length && i < end + longestToken && (text[i] === '.' || text[i] === '-' || isPlain(text[i])); i++)
        if (text[i] === '.' && isPlain(text[i + 1])) dots++;
      return dots >= 2;
    };

    const isEllipsis = (text, at, end) => at < end && (text[at] === '…' || (at + 1 < end && text[at] === '.' && text[at + 1] === '.'));

    const humps = (text, start, end, tokens) => {
      let from = start;
      for (let i = start + 1; i <= end; i++) {
        const ends = i === end || text[i] === '_' || (isUpper(text[i]) && (isLower(text[i - 1]) || (i + 1 < end && isLower(text[i + 1]))));
        if (!ends) continue;
        let hump = '', letters = 0;
        for (let k = from; k < i; k++) {
          if (text[k] === '_' || text[k] === '\'' || text[k] === '\u2019' || isDropped(text[k])) continue;
          hump += fold(text[k]);
          letters++;
        }
        if (letters > 1 && !stop.has(hump)) tokens.push(plain(hump, from, i - from, { word: true, part: true }));
        from = i < end && text[i] === '_' ? i + 1 : i;
      }
    };

    const digitsOf = (surface, start, length, tokens) => {
      const letters = surface.search(/[0-9]/);
      const digits = letters < 0 ? '' : surface.slice(letters);
      if (letters > 0 && letters <= 3 && digits.length >= 4 && /^[0-9]+$/.test(digits))
        tokens.push(token(digits, digits, start, length, { number: true, part: true }));
    };

    const word = (text, start, end, tokens, keepStopWords) => {
      let surface = '', letters = 0, i = start, digit = false, hump = false;
      for (; i < end; i++) {
        const c = text[i];
        if ((c === '\'' || c === '\u2019') && i + 1 < end && i > start && isAnyLetter(text[i + 1]) && isAnyLetter(text[i - 1])) continue;
        if (!isTokenCharacter(c) || isUnspaced(c)) break;
        if (isDropped(c)) continue;
        digit ||= isAnyDigit(c) || c === '_';
        hump ||= i > start && isUpper(c) && isLower(text[i - 1]);
        if (letters++ < longestToken) surface += fold(c);
      }
      if (/^_*$/.test(surface)) return i;
      const length = i - start;
      if (hump || surface.includes('_')) {
        tokens.push(digit ? token(surface, surface, start, length, {}) : token(surface, stem(surface), start, length, { name: true }));
        humps(text, start, i, tokens);
      } else if (digit) {
        tokens.push(token(surface, surface, start, length, {}));
        digitsOf(surface, start, length, tokens);
      } else if (keepStopWords || !stop.has(surface))
        tokens.push(plain(surface, start, length, { word: true, truncated: isEllipsis(text, i, end), part: isLabel(text, start, i) }));
      return i;
    };

    const host = (text, first, start, end, tokens) => {
      if (start > first) {
        const c = text[start - 1];
        if (c === '-' || c === '_' || isLetterOrDigit(c) || (c === '.' && start - 1 > first && isPlain(text[start - 2]))) return;
      }
      const limit = Math.min(end, start + longestToken);
      let dots = 0, at = start;
      for (; at < limit && (isPlain(text[at]) || text[at] === '-' || text[at] === '.'); at++) {
        if (text[at] !== '.') continue;
        if (at + 1 >= limit || !isPlain(text[at + 1])) break;
        dots++;
      }
      if (dots < 2 || (at === limit && limit < end)) return;
      const name = text.slice(start, at).toLowerCase();
      tokens.push(token(name, name, start, at - start, {}));
    };

    const analyze = (text, start = 0, end = text.length, keepStopWords = false) => {
      const tokens = [];
      for (let i = start; i < end;) {
        if (!isTokenCharacter(text[i])) { i++; continue; }
        if (isGuid(text, i, end)) { i += 36; continue; }
        if (isLetter(text[i])) host(text, start, i, end, tokens);
        const after = isDigit(text[i]) ? number(text, i, end, tokens) : -1;
        i = after >= 0 ? after : isUnspaced(text[i]) ? bigrams(text, i, end, tokens) : word(text, i, end, tokens, keepStopWords);
      }
      return tokens;
    };

    // Variable parts: what differs between two prints of one message.

    const mostWordsInName = 5, longestPath = 400, longestHead = 200;
    const isBoundary = c => !isLetterOrDigit(c) && !'\\/_.-@'.includes(c);
    const isNameCharacter = c => isLetterOrDigit(c) || '._-$%~#{}()+@&!'.includes(c);

    const source = (text, level, end) => {
      let at = level;
      while (at < end && ' ]|:'.includes(text[at])) at++;
      const name = at;
      while (at < end && (isLetterOrDigit(text[at]) || '._$[]():'.includes(text[at]))) at++;
      return at > name && at + 2 < end && text.startsWith(' - ', at) ? at + 3 : level;
    };
    const head = (text, start, end) => {
      const limit = Math.min(end, start + longestHead);
      let timed = false;
      for (let i = start; i < limit; i++) {
        if (text[i] === '\n') return start;
        timed ||= text[i] === ':' && i > start && i + 2 < limit && isDigit(text[i - 1]) && isDigit(text[i + 1]) && isDigit(text[i + 2]);
        if (!timed || !(text[i] >= 'A' && text[i] <= 'Z') || isLetterOrDigit(text[i - 1])) continue;
        for (const level of words.levels) {
          if (i + level.length > limit || !text.startsWith(level, i)) continue;
          const at = i + level.length;
          if (at < end && isLetterOrDigit(text[at])) continue;
          return source(text, at, end);
        }
      }
      return start;
    };
    const nameGoesOn = (text, blank, limit) => {
      let count = 1;
      for (let i = blank + 1; i < limit; i++) {
        const c = text[i];
        if (c === '\\') return i > blank + 1 && !' \\:'.includes(text[i - 1]);
        if (c === ' ' && ++count > mostWordsInName) return false;
        if (!(isLetterOrDigit(c) || ' _-().'.includes(c)) || (c === '.' && i + 1 < limit && text[i + 1] === ' ')) return false;
      }
      return false;
    };
    const path = (text, start, end) => {
      const limit = Math.min(end, start + longestPath);
      let at = start + (text[start] === '\\' ? (start + 1 < limit && text[start + 1] === '\\' ? 2 : 0) : text[start] === '/' ? 1 : 3);
      if (at === start) return 0;
      const first = at;
      let separators = text[start] === '/' ? 0 : 1;
      for (; at < limit; at++) {
        const c = text[at];
        if (c === '\\' || c === '/') separators++;
        else if (c === ' ' ? !nameGoesOn(text, at, limit) : !isNameCharacter(c)) break;
      }
      while (at > first && '.,);'.includes(text[at - 1])) at--;
      return at > first && separators > 0 ? at : 0;
    };
    const dateOrAddress = (text, start, end) => {
      const groups = [0, 0, 0, 0];
      let count = 0, at = start, separator = '';
      while (count < 4 && at < end && isDigit(text[at])) {
        let value = 0;
        for (let digits = 0; at < end && isDigit(text[at]) && digits < 5; at++, digits++) value = value * 10 + Number(text[at]);
        groups[count++] = value;
        if (at + 1 >= end || !isDigit(text[at + 1]) || !'-/:.'.includes(text[at]) || (separator !== '' && text[at] !== separator && separator !== ':')) break;
        separator = text[at++];
      }
      if (at < end && (isDigit(text[at]) || (isLetter(text[at]) && text[at] !== 'T' && text[at] !== 'Z'))) return 0;
      const isAddress = separator === '.' && count === 4 && groups[0] > 0 && groups.every(g => g < 256);
      const isDate = (separator === '-' || separator === '/') && count === 3
        && (groups[0] >= 1970 && groups[0] < 2100 ? groups[1] <= 12 && groups[2] <= 31 : groups[0] <= 31 && groups[1] <= 31);
      const isTime = count >= 2 && text.slice(start, at).includes(':') && groups[0] < 24 && groups[1] < 60;
      if (!isAddress && !isDate && !isTime) return 0;
      if (isTime && at + 2 < end && text[at] === ' ' && 'APap'.includes(text[at + 1]) && 'Mm'.includes(text[at + 2])) at += 3;
      return at;
    };
    const computer = (text, start, end) => {
      let at = start;
      while (at < end && isLetter(text[at])) at++;
      if (at - start < 2 || at - start > 12 || at + 1 >= end || text[at] !== '-' || !isDigit(text[at + 1])) return 0;
      for (at++; at < end && isDigit(text[at]);) at++;
      while (at + 1 < end && (text[at] === '.' || text[at] === '-') && isPlain(text[at + 1]))
        for (at++; at < end && isPlain(text[at]);) at++;
      return at < end && (isPlain(text[at]) || text[at] === '_') ? 0 : at;
    };
    const account = (text, start, end) => {
      let at = start;
      while (at < end && (isPlain(text[at]) || text[at] === '-' || text[at] === '_')) at++;
      if (at - start < 2 || at + 1 >= end || text[at] !== '\\' || !isPlain(text[at + 1])) return 0;
      const name = ++at;
      while (at < end && (isPlain(text[at]) || '-_.$'.includes(text[at]))) at++;
      return at < end && text[at] === '\\' ? 0 : at > name && text[at - 1] === '.' ? at - 1 : at;
    };
    const variableParts = (text, start, end) => {
      const parts = [];
      let at = head(text, start, end);
      if (at > start) parts.push([start, at]);
      while (at < end) {
        const c = text[at];
        const begins = at === start || isBoundary(text[at - 1]);
        const stop = !begins ? 0
          : c === '\\' || c === '/' || (isLetter(c) && at + 2 < end && text[at + 1] === ':' && (text[at + 2] === '\\' || text[at + 2] === '/')) ? path(text, at, end)
            : isDigit(c) ? dateOrAddress(text, at, end)
              : isLetter(c) ? Math.max(account(text, at, end), computer(text, at, end)) : 0;
        if (stop > at) {
          parts.push([at, stop]);
          at = stop;
        } else at++;
      }
      return parts;
    };
    const markVariable = (text, start, end, tokens) => {
      if (tokens.length === 0) return;
      let next = 0;
      for (const [from, to] of variableParts(text, start, end)) {
        while (next < tokens.length && tokens[next].start < from) next++;
        for (; next < tokens.length && tokens[next].start < to; next++) tokens[next].variable = true;
      }
    };

    // Lines

    const says = list => line => list.some(word => line.includes(word));
    const saysFailure = says(words.failure.map(w => w.toLowerCase()));
    const saysRoutine = says(words.routine.map(w => w.toLowerCase()));
    const severityOf = line => {
      const lower = line.toLowerCase();
      return saysFailure(lower) ? 'failure' : saysRoutine(lower) ? 'routine' : 'unknown';
    };
    const severityFactor = { failure: 1.6, routine: 0.9, unknown: 1 };

    const shortTokens = 8, mostLines = 64, mostCharacters = 20000;

    /** What was pasted, as lines of tokens; without its codes. */
    const readQuery = text => {
      const lines = [];
      let seen = 0, budget = mostCharacters;
      for (let pass = 0; pass < 2; pass++) {
        let number = 1;
        for (let start = 0; start <= text.length; number++) {
          let end = text.indexOf('\n', start);
          if (end < 0) end = text.length;
          let blank = true;
          for (let i = start; blank && i < end; i++) blank = !isTokenCharacter(text[i]);
          if (!blank) {
            const severity = severityOf(text.slice(start, Math.min(end, start + 400)));
            if (pass === 0) seen++;
            if ((severity === 'failure') === (pass === 0) && lines.length < mostLines && budget > 0) {
              const length = Math.min(end - start, budget);
              budget -= length;
              const tokens = analyze(text, start, start + length);
              markVariable(text, start, start + length, tokens);
              if (tokens.length > 0) lines.push({ number, start, tokens, severity });
            }
          }
          start = end + 1;
        }
      }
      lines.sort((a, b) => a.start - b.start);
      const whole = lines.reduce((sum, l) => sum + l.tokens.filter(t => !t.part).length, 0);
      return { text, lines, lineCount: seen, isShort: seen <= 1 && whole <= shortTokens };
    };

    // Synonyms

    const longestEnding = 3, shortestInflected = 6, shortestCompounded = 9;
    const synonymMap = groups => {
      const byFirst = new Map(), inflected = new Map();
      const add = (map, key, phrase) => {
        if (!map.has(key)) map.set(key, []);
        map.get(key).push(phrase);
      };
      for (const phrases of groups) {
        for (const text of phrases) {
          const terms = analyze(text).filter(t => !t.part).map(t => t.term);
          if (terms.length === 0 || (terms.length === 1 && analyze(text, 0, text.length, true).filter(t => !t.part).length !== 1)) continue;
          const phrase = { terms, concept: '≈' + phrases[0], text };
          add(byFirst, terms[0], phrase);
          if (terms.length === 1 && terms[0].length >= shortestInflected) add(inflected, terms[0].slice(0, shortestInflected), phrase);
        }
      }
      return tokens => {
        const found = [];
        const whole = [];
        tokens.forEach((t, i) => { if (!t.part) whole.push(i); });
        for (let w = 0; w < whole.length; w++) {
          const term = tokens[whole[w]].term;
          if (byFirst.has(term)) {
            for (const phrase of byFirst.get(term))
              if (w + phrase.terms.length <= whole.length && phrase.terms.every((t, i) => i === 0 || tokens[whole[w + i]].term === t))
                found.push({ concept: phrase.concept, phrase: phrase.text, first: whole[w], length: phrase.terms.length });
          } else if (term.length > shortestInflected && inflected.has(term.slice(0, shortestInflected))) {
            for (const phrase of inflected.get(term.slice(0, shortestInflected))) {
              const ending = term.length - phrase.terms[0].length;
              if (((ending > 0 && ending <= longestEnding) || phrase.terms[0].length >= shortestCompounded) && term.startsWith(phrase.terms[0]))
                found.push({ concept: phrase.concept, phrase: phrase.text, first: whole[w], length: 1 });
            }
          }
        }
        return found;
      };
    };

    // Values of placeholders

    const mostAnchors = 2, longestValue = 160;
    const trim = (text, characters) => {
      let from = 0, to = text.length;
      while (from < to && characters.includes(text[from])) from++;
      while (to > from && characters.includes(text[to - 1])) to--;
      return text.slice(from, to);
    };
    const surfaces = (template, start, end) => analyze(template, start, end, true).filter(t => !t.part).map(t => t.surface);
    const findWords = (tokens, wanted, from) => {
      for (let i = from; i + wanted.length <= tokens.length; i++) if (wanted.every((w, k) => tokens[i + k].surface === w)) return i;
      return -1;
    };
    const endOfSentence = (text, start, end) => {
      for (let i = start; i < end; i++)
        if (text[i] === '\n' || text[i] === '\r' || ((text[i] === '.' || text[i] === ';') && (i + 1 === end || isBlank(text[i + 1])))) return i;
      return end;
    };
    const unwrap = value => ['[]', '()', '<>', '{}'].some(([open, close]) => value.length >= 2 && value.startsWith(open) && value.endsWith(close))
      ? value.slice(1, -1).trim() : trim(value, ' [](');
    const templateValues = (template, text, start) => {
      const values = [];
      if (!template.includes('{')) return values;
      let end = text.indexOf('\n', start);
      if (end >= 0) end = text.indexOf('\n', end + 1);
      if (end < 0) end = text.length;
      const tokens = analyze(text, start, end, true).filter(t => !t.part);
      let at = 0, from = 0;
      for (;;) {
        const open = template.indexOf('{', at), close = open < 0 ? -1 : template.indexOf('}', open);
        if (open < 0 || close < 0) return values;
        const next = template.indexOf('{', close);
        const before = surfaces(template, at, open).slice(-mostAnchors);
        const after = surfaces(template, close + 1, next < 0 ? template.length : next).slice(0, mostAnchors);
        const name = template.slice(open + 1, close);
        const value = valueOf(before, after);
        if (value !== null && !values.some(v => v[0] === name)) values.push([name, value]);
        at = close + 1;
      }
      function valueOf(before, after) {
        if (before.length === 0 && after.length === 0) return null;
        const left = before.length === 0 ? from : findWords(tokens, before, from);
        if (left < 0) return null;
        const begin = left + before.length;
        if (begin >= tokens.length) return null;
        const right = after.length === 0 ? -1 : findWords(tokens, after, begin + 1);
        if (after.length > 0 && right < 0) return null;
        from = right < 0 ? begin + 1 : right;
        const valueStart = begin === 0 ? tokens[0].start : tokens[begin - 1].start + tokens[begin - 1].length;
        const valueEnd = right < 0 ? endOfSentence(text, tokens[begin].start, end) : tokens[right].start;
        const value = unwrap(trim(text.slice(valueStart, Math.max(valueStart, valueEnd)), ' \t\r\n"\'`“”„«»‘’:,;.='));
        return value.length === 0 || value.length > longestValue || value.includes('\n') ? null : value;
      }
    };

    return { fold, isTokenCharacter, analyze, readQuery, severityFactor, shortTokens, synonymMap, templateValues, stem };
  };
}
