/** What this browser keeps under that name: outlives a crash, a closed tab and a lost network. */
export function copyOf(name) {
  const key = `typing/${name}`;
  return {
    read() {
      try {
        return JSON.parse(localStorage.getItem(key));
      } catch {
        return null;
      }
    },
    /** Whether it could be kept; a browser may refuse or be full. */
    write(said) {
      try {
        localStorage.setItem(key, JSON.stringify(said));
        return true;
      } catch {
        return false;
      }
    },
    drop() {
      try {
        localStorage.removeItem(key);
      } catch {
        // nothing can be there
      }
    },
  };
}
