/** Gets a style sheet that one page alone needs; done once it holds. */
export function styleSheet(name) {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = new URL(`../styles/${name}.css`, import.meta.url);
  document.head.append(link);
  return new Promise((done, fail) => {
    link.addEventListener('load', done);
    link.addEventListener('error', () => fail(new Error('A style sheet cannot be loaded.')));
  });
}
