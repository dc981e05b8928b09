/** Marks that stand in a plane: which one is meant by a pointer, or by an arrow key. */
const REACH = 14;

/** The mark nearest to a point of the drawing; null where none is near. */
export function nearest(chart, places, x, y) {
  let found = null;
  let least = REACH;
  places.forEach((place, i) => {
    const [left, top] = chart.convertToPixel({ seriesIndex: 0 }, place);
    const distance = Math.hypot(left - x, top - y);
    if (distance < least) [found, least] = [i, distance];
  });
  return found;
}

/** The next mark in the row; up and down the one of the next row that is the least to the side. */
export function step(places, at, key) {
  if (at === null) return key === 'ArrowLeft' ? places.length - 1 : 0;
  const [column, row] = places[at];
  const across = key === 'ArrowLeft' || key === 'ArrowRight';
  const way = key === 'ArrowRight' || key === 'ArrowDown' ? 1 : -1;
  const cost = ([c, r]) => {
    if (across) return r === row && (c - column) * way > 0 ? (c - column) * way : Infinity;
    return (r - row) * way > 0 ? (r - row) * way * 1e4 + Math.abs(c - column) : Infinity;
  };
  let [best, least] = [at, Infinity];
  places.forEach((place, i) => {
    if (cost(place) < least) [best, least] = [i, cost(place)];
  });
  return best;
}
