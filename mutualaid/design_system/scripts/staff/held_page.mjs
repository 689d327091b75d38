// The page while it is locked: out of the document, in this script's memory and nowhere else.
function scrolled() {
  return [...document.querySelectorAll("body *")]
    .filter((element) => element.scrollTop || element.scrollLeft)
    .map((element) => [element, element.scrollTop, element.scrollLeft]);
}

function caret(element) {
  try {
    return [element.selectionStart, element.selectionEnd];
  } catch {
    return [];
  }
}

// Takes the page out of sight; answers how to bring it back exactly as it was.
export function hold(title) {
  const focused = document.activeElement;
  const [from, to] = caret(focused);
  const was = { title: document.title, x: scrollX, y: scrollY, inside: scrolled() };
  const nodes = document.createDocumentFragment();
  nodes.append(...document.body.childNodes);
  document.title = title;
  return function bringBack() {
    document.body.replaceChildren(nodes);
    document.title = was.title;
    for (const [element, top, left] of was.inside) element.scrollTo({ top, left, behavior: "instant" });
    focused?.focus?.({ preventScroll: true });
    if (typeof from === "number") focused.setSelectionRange(from, to);
    scrollTo({ left: was.x, top: was.y, behavior: "instant" });
  };
}
