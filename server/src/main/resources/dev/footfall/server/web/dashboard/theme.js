// Runs before the page is drawn, so that it never shows the other theme first. Paper is light.
{
  const stored = () => {
    try {
      return localStorage.getItem('footfall-theme') ?? 'system';
    } catch {
      return 'system';
    }
  };
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const print = matchMedia('print');
  let printing = false;
  const apply = () => {
    const theme = printing || print.matches ? 'light' : stored();
    document.documentElement.dataset.theme = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
    dispatchEvent(new Event('footfall-theme'));
  };
  dark.addEventListener('change', apply);
  print.addEventListener('change', apply);
  for (const event of ['beforeprint', 'afterprint']) {
    addEventListener(event, () => {
      printing = event === 'beforeprint';
      apply();
    });
  }
  addEventListener('storage', apply);
  addEventListener('footfall-theme-chosen', apply);
  apply();
}
