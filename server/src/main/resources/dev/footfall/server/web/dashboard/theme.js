// Runs before the page is drawn, so that it never shows the other theme first.
{
  const stored = () => {
    try {
      return localStorage.getItem('footfall-theme') ?? 'system';
    } catch {
      return 'system';
    }
  };
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    const theme = stored();
    document.documentElement.dataset.theme = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
    dispatchEvent(new Event('footfall-theme'));
  };
  dark.addEventListener('change', apply);
  addEventListener('storage', apply);
  addEventListener('footfall-theme-chosen', apply);
  apply();
}
