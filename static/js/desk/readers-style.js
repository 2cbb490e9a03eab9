/** Puts a shadow root with the readers' stylesheets into `place`; returns the element that takes the text. */
export function inReadersStyle(place, styles) {
  const root = place.attachShadow({ mode: "open" });
  for (const href of styles.split(" ")) {
    root.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
  }
  const text = Object.assign(document.createElement("div"), { className: "text" });
  root.append(text);
  return text;
}
