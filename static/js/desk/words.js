/* How much is typed: words as readers count them, and minutes to read them. */

const PER_MINUTE = 200; // as Chapter.minutes has it
const WORD = /[\p{L}\p{N}]+(?:[’'.,:/-][\p{L}\p{N}]+)*/gu;
const NOT_READ = /^\s*:::.*$|\]\([^)\n]*\)|\{[#.][^}\n]*\}|^\s*\|[\s:|-]+\|\s*$/gm;

export function showWords(place, text) {
  const words = text.replace(NOT_READ, " ").match(WORD)?.length ?? 0;
  const minutes = Math.max(1, Math.ceil(words / PER_MINUTE));
  place.textContent = `${words.toLocaleString("en-GB")} word${words === 1 ? "" : "s"}, ${minutes} minute${minutes === 1 ? "" : "s"} to read`;
}
