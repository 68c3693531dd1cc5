using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Data;

/// <summary>Creates the report on logged data.</summary>
internal static class LoggedDataSummary
{
    public static LoggedDataReport Of(
        LoggedData data,
        LoggedDataFindings findings,
        long steps,
        bool rowsCarrySuccessors,
        string? note,
        UnknownSuccessors unknown)
    {
        (ReplayBuffer transitions, DiscreteSpace actions) = (data.Transitions, data.ActionSpace);
        IReadOnlyList<LoggedEpisode>? episodes = data.Episodes;
        int[] counts = new int[actions.Count];
        int terminal = 0;
        double rewards = 0;
        for (int slot = 0; slot < transitions.Count; slot++)
        {
            counts[transitions.ActionAt(slot)]++;
            terminal += transitions.TerminatedAt(slot) ? 1 : 0;
            rewards += transitions.RewardAt(slot);
        }

        string? repeats = Repeats(findings);
        string? bias = unknown.Bias(episodes ?? [], rewards / transitions.Count);

        return new LoggedDataReport
        {
            Rows = steps,
            Transitions = transitions.Count,
            Episodes = episodes?.Count,
            Terminal = terminal,
            Actions = [.. counts.Select((count, action) => KeyValuePair.Create(actions.Names[action], count))],
            MemorySize = transitions.MemorySize,
            RowsLeftOut = steps - transitions.Count,
            FindingCount = findings.Count,
            Findings = findings.First,
            FindingGroups = findings.Groups,
            Warnings =
            [
                .. Warnings(transitions, actions, episodes, counts, terminal),
                .. rowsCarrySuccessors ? Spreads(transitions) : [],
                .. Optional(repeats),
                .. Optional(MissingClock.Problem(transitions, episodes ?? [])),
                .. Optional(bias),
            ],
            Notes = note is null ? [] : [note],
            Bias = bias,
            Repeats = repeats,
        };
    }

    private static IEnumerable<string> Warnings(
        ReplayBuffer transitions,
        DiscreteSpace actions,
        IReadOnlyList<LoggedEpisode>? episodes,
        int[] counts,
        int terminal)
    {
        string[] missing = [.. actions.Names.Where((_, action) => counts[action] == 0).Select(name => $"'{name}'")];
        if (actions.Count > 1 && missing.Length == actions.Count - 1)
        {
            yield return $"Only '{actions.Names[Array.FindIndex(counts, count => count > 0)]}' was ever chosen: its " +
                "value can be " +
                "learned, but not whether another action is better.";
        }
        else if (missing.Length > 0)
        {
            yield return $"Never logged: {string.Join(", ", missing)}. The value of an action that was never " +
                "tried is a guess.";
        }

        // If each episode has one row, nothing contradicts it.
        if (terminal == transitions.Count && episodes?.All(episode => episode.Count <= 1) != true)
        {
            yield return "Every row is terminal, so only rewards count and no next state does. If episodes are " +
                "longer than " +
                "one row, the terminated column is wrong.";
        }

        if (episodes is not null && Links(transitions, episodes) is (0, > 0 and var possible))
        {
            yield return $"No next state is the state of the next row of its episode, in {possible} places where it " +
                "could be. " +
                "Either rows are shuffled or missing, and n-step returns cannot be computed, or State and " +
                "NextState went " +
                "through transforms that were fitted separately; then use Featurizer.";
        }
    }

    private static IEnumerable<string> Spreads(ReplayBuffer transitions)
    {
        if (SuccessorSpread.Problem(transitions) is { } problem)
        {
            yield return $"{problem} One of the two went through a transform that the other did not, or both through " +
                "transforms that were fitted separately: one state then has two descriptions, and the learned values are " +
                "wrong. Hand the transforms to the trainer as Featurizer.";
        }
    }

    private static string[] Optional(string? warning) => warning is null ? [] : [warning];

    private static string? Repeats(LoggedDataFindings findings) => findings.Repeats == 0
        ? null
        : $"{findings.Repeats} rows equal the row before them and are kept: without a time, a row that was " +
            "written twice cannot be distinguished from an event that happened twice.";

    /// <summary>
    /// Counts the transitions that the one of their next state follows, and those that it could follow.
    /// </summary>
    private static (int Found, int Possible) Links(ReplayBuffer transitions, IReadOnlyList<LoggedEpisode> episodes)
    {
        (int found, int possible) = (0, 0);
        foreach (LoggedEpisode episode in episodes)
        {
            for (int slot = episode.First; slot < episode.First + episode.Count - 1; slot++)
            {
                possible++;
                found += transitions.IsFollowed(slot) ? 1 : 0;
            }
        }

        return (found, possible);
    }
}
