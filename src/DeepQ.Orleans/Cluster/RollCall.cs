using DeepQ.Orleans.Messages;
using DeepQ.Orleans.Silos;

namespace DeepQ.Orleans.Cluster;

/// <summary>Asks every silo before a sweep or a training whether it can take part.</summary>
internal static class RollCall
{
    /// <summary>Asks the silos.</summary>
    /// <returns>The reports of the silos that train.</returns>
    /// <exception cref="Exception">A silo cannot take part, or none can; the message names each.</exception>
    public static async Task<IReadOnlyList<SiloReport>> AskAsync(
        IGrainFactory grains, RollCallSubject subject, IReadOnlyDictionary<string, string> description, Patience patience)
    {
        Dictionary<SiloAddress, SiloStatus> hosts =
            await patience.AskAsync(() => grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true)).ConfigureAwait(false);
        SiloReport?[] answers = await Task.WhenAll(hosts.Keys.Select(AskSiloAsync)).ConfigureAwait(false);
        SiloReport[] reports = [.. answers.OfType<SiloReport>().OrderBy(report => report.Silo, StringComparer.Ordinal)];
        string[] problems = [.. reports.Select(report => ProblemOf(report, subject, description)).OfType<string>()];
        if (reports.Length == 0)
            problems = [$"None of the {hosts.Count} silos {subject.Verb}; call {subject.Method} where they are configured."];
        else if (problems.Length == 0 && reports.DistinctBy(report => report.FolderId).Count() > 1)
            problems = [$"The silos do not see the same folder: {string.Join("; ", reports.Select(one => $"'{one.Silo}' has '{one.Folder}'"))}."];
        return problems.Length == 0 ? reports : throw subject.Fail(string.Join(Environment.NewLine, problems));

        async Task<SiloReport?> AskSiloAsync(SiloAddress silo)
        {
            try
            {
                return await patience.AskAsync(() => SiloQuestion.AskAsync(grains, silo, subject.Ask)).ConfigureAwait(false);
            }
            catch (ArgumentException)
            {
                // No silo has the library.
                return null;
            }
        }
    }

    private static string? ProblemOf(SiloReport report, RollCallSubject subject, IReadOnlyDictionary<string, string> description)
    {
        if (report.Problem is { } reason)
            return $"The silo '{report.Silo}' cannot make the {subject.Noun} '{subject.Name}': {reason}";
        if (report.Description is null)
        {
            return $"The silo '{report.Silo}' does not know the {subject.Noun} '{subject.Name}'; it knows " +
                $"{string.Join(", ", report.Sweeps.Select(name => $"'{name}'"))}.";
        }

        if (report.FolderProblem is { } problem)
            return $"The silo '{report.Silo}' cannot write '{report.Folder}': {problem}";
        string[] there = [.. report.Description.Select(Line)];
        string[] here = [.. description.Select(Line)];
        return there.Except(here).Concat(here.Except(there)).Any()
            ? $"The {subject.Noun} '{subject.Name}' is another one on the silo '{report.Silo}'. It has: {List(there.Except(here))}. " +
                $"This program has: {List(here.Except(there))}."
            : null;

        static string Line(KeyValuePair<string, string> line) => $"{line.Key} = {line.Value}";

        static string List(IEnumerable<string> lines) => string.Join("; ", lines) is { Length: > 0 } list ? list : "nothing else";
    }
}
