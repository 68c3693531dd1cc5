// What the doctor says, the worst first.
import { element } from "./element.js";

const words = { error: "Error", warning: "Warning", information: "To know" };

export function showDoctor(list, report) {
  list.replaceChildren(...(report.findings.length > 0
    ? report.findings.map(finding => element("li", { className: finding.severity },
      element("strong", { textContent: words[finding.severity] }), element("span", { textContent: finding.message })))
    : [element("li", { className: "well" }, element("strong", { textContent: "Well" }),
      element("span", { textContent: `Nothing is wrong with the ${report.counts.decisions.toLocaleString("en")} decisions of the window.` }))]));
}
