// The worksheet as this browser keeps it: the sheets of the workbook, of which only Mapping and Programme change here.
const FIRST_TYPED = 4; // key, number, chapter and statement come first
const SAYS_WHERE = ["Module", "How taught", "How assessed"];

export class Worksheet {
  constructor(state) {
    this.state = state;
    const sheet = (title) => state.sheets.find((each) => each[0] === title)[1];
    this.about = sheet("About");
    this.fact = (label) => this.about.find((row) => row[0] === label);
    this.table = sheet("Mapping");
    this.headings = this.table[0];
    this.byKey = new Map();
    for (const row of this.table.slice(1)) this.rowsOf(row[0]).push(row);
  }

  get edition() {
    return Number(this.fact("Edition")[1]);
  }

  // What the file says of itself under that name; "" when it does not.
  told(label) {
    return String(this.fact(label)?.[1] ?? "");
  }

  tell(label, words) {
    const fact = this.fact(label);
    if (fact) fact[1] = words;
    else this.about.push([label, words]);
  }

  get programme() {
    return this.told("Programme");
  }

  set programme(words) {
    this.tell("Programme", words);
  }

  rowsOf(key) {
    if (!this.byKey.has(key)) this.byKey.set(key, []);
    return this.byKey.get(key);
  }

  filled(key) {
    return this.rowsOf(key).filter((row) => row.slice(FIRST_TYPED).some(Boolean));
  }

  isMapped(key) {
    const places = SAYS_WHERE.map((heading) => this.headings.indexOf(heading));
    return this.rowsOf(key).some((row) => places.some((place) => row[place]));
  }

  add(key) {
    const row = [key, ...this.headings.slice(1).map(() => "")];
    const last = this.rowsOf(key).at(-1);
    this.table.splice(last ? this.table.indexOf(last) + 1 : this.table.length, 0, row);
    this.rowsOf(key).push(row);
    return row;
  }

  // The last row of a statement is emptied, not taken away: it says that the statement belongs to this worksheet.
  remove(key, row) {
    const rows = this.rowsOf(key);
    if (rows.length === 1) return void row.fill("", 1);
    rows.splice(rows.indexOf(row), 1);
    this.table.splice(this.table.indexOf(row), 1);
  }
}
