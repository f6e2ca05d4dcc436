// So many of a list as fit into a reply, whatever people have written into it.
const mostBytes = 8 << 20;

/** The first ones; at least one. */
export function fitting<View>(all: View[]): View[] {
  let bytes = 0;
  const over = all.findIndex((view) => {
    bytes += JSON.stringify(view).length;
    return bytes > mostBytes;
  });
  return over < 0 ? all : all.slice(0, Math.max(over, 1));
}
