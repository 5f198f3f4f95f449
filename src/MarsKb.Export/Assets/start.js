// Runs before anything of an exported page is shown: the theme that somebody chose, and the place for the data files.
'use strict';
{
  const marskb = globalThis.marskb ??= {};
  marskb.data = { texts: [] };
  const key = 'marskb-theme';
  const apply = theme => {
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme; else delete document.documentElement.dataset.theme;
  };
  marskb.theme = {
    get: () => { try { return localStorage.getItem(key) ?? 'system'; } catch { return 'system'; } },
    set: theme => {
      apply(theme);
      // Where files may keep nothing, it holds for this page.
      try { localStorage.setItem(key, theme); } catch { }
    },
  };
  apply(marskb.theme.get());
}
