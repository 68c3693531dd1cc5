using System.Globalization;
using System.Text;

namespace DeepQ.Results;

/// <summary>Writes what was measured into <c>docs/lab-defaults.md</c> and its pictures.</summary>
internal static class LabPage
{
    public static void Write()
    {
        string page = Path.Combine("docs", "lab-defaults.md");
        string text = File.ReadAllText(page);
        text = Fill(text, "chosen", Choosing());
        text = Fill(text, "reported", Reporting());
        File.WriteAllText(page, text);
        foreach (LabProblem problem in LabProblem.Drawn)
        {
            LabResult[] results = [.. LabCell.Reporting.Where(cell => cell.Problem == problem).Select(cell => cell.Read()).OfType<LabResult>()];
            if (results.Length > 0)
                SpreadPlot.Draw(problem.ToExperiment(), LabCurve.Of(problem, results)).Save(Picture(problem));
        }
    }

    private static string Picture(LabProblem problem) =>
        Path.Combine("docs", "images", $"defaults-{problem.Name.ToLowerInvariant()}.svg");

    private static string Fill(string text, string part, string table)
    {
        string mark = $"<!-- {part}: begin -->";
        int begin = text.IndexOf(mark, StringComparison.Ordinal) + mark.Length;
        int end = text.IndexOf($"<!-- {part}: end -->", StringComparison.Ordinal);
        return $"{text[..begin]}\n\n{table}\n{text[end..]}";
    }

    // A row a candidate, a column a problem.
    private static string Choosing()
    {
        LabProblem[] problems = [.. LabProblem.Choosing.Where(problem => LabCandidate.All.Any(candidate => Of(candidate, problem).Length > 0))];
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"| candidate | {string.Join(" | ", problems.Select(problem => problem.Name))} |\n");
        text.Append("|---").Insert(text.Length, "|---", problems.Length).Append("|\n");
        foreach (LabCandidate candidate in LabCandidate.All)
        {
            string[] figures = [.. problems.Select(problem => Brief(problem, Of(candidate, problem)))];
            if (figures.Any(figure => figure.Length > 0))
                text.Append(CultureInfo.InvariantCulture, $"| {candidate.Name} | {string.Join(" | ", figures)} |\n");
        }

        return text.ToString();

        static LabResult[] Of(LabCandidate candidate, LabProblem problem) =>
        [
            .. LabCell.Choosing.Where(cell => cell.Candidate == candidate && cell.Problem == problem)
                .Select(cell => cell.Read()).OfType<LabResult>(),
        ];
    }

    private static string Brief(LabProblem problem, LabResult[] results)
    {
        if (results.Length == 0)
            return "";
        string figure = results[0].Optimality is null
            ? $"{Mean(results, result => result.Last, problem.Digits)} ({Least(results, result => result.Last, problem.Digits)})"
            : Short(results);
        string steady = problem.Solved is null ? "" : $", {Percent(results.Average(result => result.Steady!.Value))}";
        return $"{figure}{steady}, {results.Length}";
    }

    // A row a problem.
    private static string Reporting()
    {
        StringBuilder text = new();
        text.Append("| problem | steps | seeds | last network: mean | worst | given network: mean | worst | short of the optimum, worst | seconds |\n");
        text.Append("|---|---|---|---|---|---|---|---|---|\n");
        foreach (LabProblem problem in LabProblem.All)
        {
            LabResult[] results = [.. LabCell.Reporting.Where(cell => cell.Problem == problem).Select(cell => cell.Read()).OfType<LabResult>()];
            if (results.Length == 0)
                continue;
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {problem.Name} | {problem.Steps:N0} | {results.Length} of {problem.Seeds} | " +
                $"{Mean(results, result => result.Last, problem.Digits)} | {Least(results, result => result.Last, problem.Digits)} | " +
                $"{Mean(results, result => result.Best, problem.Digits)} | {Least(results, result => result.Best, problem.Digits)} | " +
                $"{(results[0].Optimality is null ? "" : Short(results))} | {results.Average(result => result.Seconds):F0} |\n");
        }

        LabResult[] poles = [.. LabCell.Reporting.Where(cell => cell.Problem.Solved is not null).Select(cell => cell.Read()).OfType<LabResult>()];
        if (poles.Length > 0)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\nCartPole-v1: {poles.Count(result => result.Last >= 475)} of {poles.Length} last networks at 475 or more; " +
                $"{Percent(poles.Average(result => result.Steady!.Value))} of the evaluations from 40,000 steps on.\n");
        }

        return text.ToString();
    }

    private static string Short(LabResult[] results) => string.Create(
        CultureInfo.InvariantCulture,
        $"{results.Max(result => result.Optimality!.Shortfall):P2}, {results.Count(result => result.Optimality!.Shortfall <= 0.01)} of {results.Length} within 1%");

    private static string Mean(LabResult[] results, Func<LabResult, double> value, string digits) =>
        results.Average(value).ToString(digits, CultureInfo.InvariantCulture);

    private static string Least(LabResult[] results, Func<LabResult, double> value, string digits) =>
        results.Min(value).ToString(digits, CultureInfo.InvariantCulture);

    private static string Percent(double share) => share.ToString("P0", CultureInfo.InvariantCulture).Replace(" ", "");
}
