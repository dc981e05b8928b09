/** What a chart says at a mark: nodes of our own, so that no text is ever read as HTML. */
const SVG = 'http://www.w3.org/2000/svg';

function node(name, text) {
  const element = document.createElement('div');
  element.className = name;
  element.textContent = text ?? '';
  return element;
}

function swatch(colour) {
  const drawing = document.createElementNS(SVG, 'svg');
  if (colour) {
    const square = document.createElementNS(SVG, 'rect');
    square.setAttribute('width', '10');
    square.setAttribute('height', '10');
    square.setAttribute('rx', '2');
    square.setAttribute('fill', colour);
    drawing.append(square);
  }
  return drawing;
}

/** `rows`: [colour, label, text]. */
export function tip(head, rows) {
  const box = node('chart-tip');
  box.append(node('tip-head', head));
  for (const [colour, label, text] of rows) {
    const row = node('tip-row');
    const [name, value] = [document.createElement('span'), document.createElement('b')];
    name.textContent = label;
    value.textContent = text;
    row.append(swatch(colour), name, value);
    box.append(row);
  }
  return box;
}

export const tooltip = (formatter) => ({
  trigger: 'axis',
  confine: true,
  padding: 0,
  borderWidth: 0,
  backgroundColor: 'transparent',
  extraCssText: 'box-shadow: none;',
  transitionDuration: 0,
  axisPointer: { type: 'shadow', shadowStyle: { opacity: 0.1 } },
  formatter,
});
