// Marks in “On this page” which part the reader is in. Bound to data-reading-place, a list of links to headings.
const list = document.querySelector("[data-reading-place]");
const links = new Map();
for (const link of list?.querySelectorAll("a[href^='#']") ?? []) {
  const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (heading) links.set(heading, link);
}

function mark() {
  // The part whose heading was the last to pass the upper third of the window; at the end of the page the last one.
  const line = window.innerHeight / 3;
  const headings = [...links.keys()];
  const atEnd = window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 4;
  const passed = headings.filter((heading) => heading.getBoundingClientRect().top < line);
  const here = atEnd ? headings.at(-1) : passed.at(-1);
  for (const [heading, link] of links) {
    if (heading === here) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

if (links.size) {
  // Everything above the line counts as seen, so that no jump, however long, passes a heading unnoticed.
  const observer = new IntersectionObserver(mark, { rootMargin: "9999999px 0px -66.6% 0px" });
  for (const heading of links.keys()) observer.observe(heading);
  new IntersectionObserver(mark).observe(document.querySelector(".foot"));
  mark();
}
