/** Dragging across a chart chooses marks from … to. A drag of less than some pixels is a click. */
const LEAST = 6;

export function brush(chart, box, count, chosen) {
  const zr = chart.getZr();
  const shade = document.createElement('div');
  shade.className = 'brush';
  let begin = null;

  const index = (x) => {
    const at = Math.round(chart.convertFromPixel({ xAxisIndex: 0 }, x));
    return Math.min(count() - 1, Math.max(0, at));
  };
  const draw = (x) => {
    shade.style.left = `${Math.min(begin, x)}px`;
    shade.style.width = `${Math.abs(x - begin)}px`;
    if (!shade.isConnected) box.append(shade);
  };
  const end = (event) => {
    removeEventListener('pointerup', end);
    const x = event.clientX - box.getBoundingClientRect().left;
    shade.remove();
    if (begin !== null && Math.abs(x - begin) >= LEAST) {
      const [a, b] = [index(begin), index(x)].sort((one, other) => one - other);
      chosen(a, b);
    }
    begin = null;
  };
  zr.on('mousedown', (event) => {
    begin = event.offsetX;
    addEventListener('pointerup', end);
  });
  zr.on('mousemove', (event) => {
    if (begin !== null && Math.abs(event.offsetX - begin) >= LEAST) draw(event.offsetX);
  });
}
