/** Gets a style sheet that one page alone needs; done once it holds, or does not come: a page without is better than none. */
export function styleSheet(name) {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = new URL(`../styles/${name}.css`, import.meta.url);
  document.head.append(link);
  return new Promise((done) => {
    link.addEventListener('load', done);
    link.addEventListener('error', done);
  });
}
