using System.Net;
using System.Reflection;
using System.Text;
using DeepQ.Learning.Findings;

namespace DeepQ.Learning.Reports;

/// <summary>Writes a self-contained page, with its styles, scripts and data.</summary>
internal sealed class ReportPage(string title, string subtitle)
{
    private readonly StringBuilder _body = new();
    private string _data = "[]";

    /// <summary>Adds figures in a row.</summary>
    public void AddFigures(IReadOnlyList<(string Name, string Text)> figures)
    {
        if (figures.Count == 0)
            return;
        Add("<dl class=\"tiles\">");
        foreach ((string name, string text) in figures)
            Add($"<div><dt>{Encoded(name)}</dt><dd>{Encoded(text)}</dd></div>");
        Add("</dl>\n");
    }

    /// <summary>Adds the findings.</summary>
    public void AddDiagnosis(IReadOnlyList<Finding> findings)
    {
        AddHeading("Diagnosis");
        if (findings.Count == 0)
            Add("<p class=\"sound\">Nothing was found.</p>\n");
        foreach (Finding finding in findings)
        {
            Add(
                $"<div class=\"finding\"><strong>{Encoded(finding.Name)}</strong>{Encoded(finding.Seen)} " +
                $"<span class=\"note\">{Encoded(finding.Advice)}</span></div>\n");
        }
    }

    /// <summary>Adds the charts; at most once per page.</summary>
    public void AddCharts(IReadOnlyList<ReportChart> charts, string unit)
    {
        _data = ReportChart.ToJson(charts, unit);
        AddHeading("Course");
        Add("<div class=\"charts\">\n");
        for (int i = 0; i < charts.Count; i++)
        {
            string note = charts[i].Note.Length == 0 ? "" : $"<small>{Encoded(charts[i].Note)}</small>";
            Add($"<figure><figcaption>{Encoded(charts[i].Title)}{note}</figcaption><div data-chart=\"{i}\"></div></figure>\n");
        }

        Add("</div>\n<noscript>The script of this page draws the charts, but scripts are disabled.</noscript>\n");
    }

    /// <summary>Adds a table.</summary>
    /// <param name="heading">The heading.</param>
    /// <param name="rows">The cells; the first row names the columns.</param>
    /// <param name="isNumeric">Whether a column has numbers.</param>
    /// <param name="isChanged">Whether a row is marked; null for none.</param>
    /// <param name="kind">The class of the table.</param>
    public void AddTable(
        string heading,
        IReadOnlyList<string[]> rows,
        Func<int, bool> isNumeric,
        Func<string[], bool>? isChanged = null,
        string kind = "")
    {
        AddHeading(heading);
        Add($"<div class=\"scroll\"><table class=\"data {kind}\">\n");
        for (int i = 0; i < rows.Count; i++)
        {
            string cell = i == 0 ? "th" : "td";
            Add(i > 0 && isChanged?.Invoke(rows[i]) == true ? "<tr class=\"changed\">" : "<tr>");
            for (int column = 0; column < rows[i].Length; column++)
                Add($"<{cell}{(isNumeric(column) ? " class=\"number\"" : "")}>{Encoded(rows[i][column])}</{cell}>");
            Add("</tr>\n");
        }

        Add("</table></div>\n");
    }

    /// <summary>Returns the page.</summary>
    public override string ToString() => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
        <title>{Encoded(title)}</title>
        <style>{Part("uPlot.min.css")}</style>
        <style>{Part("report.css")}</style>
        </head>
        <body>
        <h1>{Encoded(title)}</h1>
        <p class="subtitle">{Encoded(subtitle)}</p>
        {_body}
        <!-- Charts by uPlot.
        {Part("uPlot.LICENSE.txt")}-->
        <script>{Part("uPlot.iife.min.js")}</script>
        <script type="application/json" id="data">{_data}</script>
        <script>{Part("report.js")}</script>
        </body>
        </html>

        """;

    private void Add(string text) => _body.Append(text);

    private void AddHeading(string text) => Add($"<h2>{Encoded(text)}</h2>\n");

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);

    private static string Part(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"DeepQ.Learning.Reports.{name}")!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
