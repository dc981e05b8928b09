/** What is between the margins of a sheet of A4, in CSS pixels; a style sheet fits it to others. */
const PAPER = 700;
const HALF = 340;

/** How wide a chart is on paper: as wide as the sheet, or half of it where several stand side by side. */
export const paperWidth = (canvas) => (canvas.clientWidth > (document.querySelector('main')?.clientWidth ?? 0) * 0.62 ? PAPER : HALF);
