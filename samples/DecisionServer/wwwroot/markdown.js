// The part of Markdown that cards have: headings, lists, tables, code, paragraphs. Nothing in it becomes markup of its own.
import { element } from "./element.js";

export function markdown(text) {
  const parts = [];
  const lines = text.split("\n");
  for (let i = 0; i < lines.length;) {
    const line = lines[i];
    if (line.trim() === "") {
      i++;
    } else if (line.startsWith("```")) {
      const end = lines.findIndex((other, j) => j > i && other.startsWith("```"));
      parts.push(element("pre", { textContent: lines.slice(i + 1, end < 0 ? undefined : end).join("\n") }));
      i = end < 0 ? lines.length : end + 1;
    } else if (/^#+ /.test(line)) {
      parts.push(element(line.startsWith("# ") ? "h3" : "h4", {}, ...inline(line.replace(/^#+ /, ""))));
      i++;
    } else {
      const kind = kindOf(line);
      const block = [];
      for (; i < lines.length && lines[i].trim() !== "" && !/^(#+ |```)/.test(lines[i]) && kindOf(lines[i], kind) === kind; i++)
        block.push(lines[i]);
      parts.push(made(kind, block));
    }
  }

  return parts;
}

// An indented line goes on with what is before it.
const kindOf = (line, before = "text") => line.startsWith("|") ? "table"
  : /^([-*]|\d+\.) /.test(line) ? "list"
  : before === "list" && line.startsWith(" ") ? "list" : "text";

function made(kind, block) {
  if (kind === "text")
    return element("p", {}, ...inline(block.join(" ")));
  if (kind === "list")
    return element("ul", {}, ...items(block).map(item => element("li", {}, ...inline(item))));
  const cellsOf = line => line.slice(1, line.lastIndexOf("|")).split("|").map(cell => cell.trim());
  const hasHead = /^\|[\s:|-]*-[\s:|-]*\|$/.test(block[1] ?? "");
  const rows = block.filter((_, i) => !(hasHead && i === 1)).map(cellsOf);
  return element("table", {}, ...rows.map((cells, row) => row === 0 && cells.every(cell => cell === "") ? ""
    : element("tr", {}, ...cells.map(cell => element(hasHead && row === 0 ? "th" : "td", {}, ...inline(cell))))));
}

function items(block) {
  const found = [];
  for (const line of block) {
    if (/^([-*]|\d+\.) /.test(line))
      found.push(line.replace(/^([-*]|\d+\.) /, ""));
    else
      found[found.length - 1] += ` ${line.trim()}`;
  }
  return found;
}

// A picture is not in the registry, and a link would lead away from it.
const inline = text => text.replace(/!\[[^\]]*\]\([^)]*\)/g, "").replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").split(/(`[^`]+`|\*\*[^*]+\*\*)/).filter(part => part !== "").map(part =>
  part.startsWith("`") && part.length > 2 ? element("code", { textContent: part.slice(1, -1) })
  : part.startsWith("**") && part.length > 4 ? element("strong", { textContent: part.slice(2, -2) })
  : part);
