/** Scrolls text and preview together: the one that is used leads. */
export function scrollTogether(area, pane) {
  let leader = area;
  const follow = () => {
    const other = leader === area ? pane : area;
    const room = leader.scrollHeight - leader.clientHeight;
    if (room > 0) other.scrollTop = (leader.scrollTop / room) * (other.scrollHeight - other.clientHeight);
  };
  for (const one of [area, pane]) {
    for (const kind of ["wheel", "pointerdown", "keydown", "touchstart"]) {
      one.addEventListener(kind, () => (leader = one), { passive: true });
    }
    one.addEventListener("scroll", () => leader === one && follow(), { passive: true });
  }
}
