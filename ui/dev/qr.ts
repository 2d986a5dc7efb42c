// A picture that looks like a QR code; the program draws the real one.
import { dice } from "./people";

export function pretendQr(): string {
  const random = dice(7);
  const size = 25;
  const finder = (x: number, y: number) =>
    `<path d="M${x} ${y}h7v7h-7zm1 1v5h5v-5zm1 1h3v3h-3z" fill-rule="evenodd"/>`;
  const inFinder = (x: number, y: number) => (x < 8 && y < 8) || (x > 16 && y < 8) || (x < 8 && y > 16);
  let dots = "";
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (random() < 0.48 && !inFinder(x, y)) dots += `M${x} ${y}h1v1h-1z`;
    }
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}">${finder(0, 0)}${finder(18, 0)}${finder(0, 18)}<path d="${dots}"/></svg>`;
}
