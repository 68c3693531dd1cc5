using System.Globalization;
using DeepQ.Decisions;
using DeepQ.Decisions.Events;
using DeepQ.Decisions.Joining;
using DeepQ.Serving;

namespace DeepQ.Tool.Tables;

/// <summary>A log of decisions in CSV, as episodes.</summary>
/// <param name="path">The file.</param>
/// <param name="policy">The policy that its states and actions are for.</param>
internal sealed class LogTable(string path, IPolicy policy) : IAsyncEnumerable<JoinedEpisode>
{
    private readonly List<LoggedStep> _steps = Read(path, policy);

    private sealed record LoggedStep(string? Episode, Decision Decision, double Reward, bool IsTruncated);

    /// <summary>The episodes, in the order in which they begin.</summary>
    public async IAsyncEnumerator<JoinedEpisode> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        foreach (IGrouping<string, LoggedStep> steps in _steps.Select((step, i) => (step, i))
            .GroupBy(pair => pair.step.Episode is { } id ? $"e{id}" : string.Create(CultureInfo.InvariantCulture, $"r{pair.i}"), pair => pair.step))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.CompletedTask.ConfigureAwait(false);
            LoggedStep[] rows = [.. steps];
            bool isTruncated = rows[^1].IsTruncated;
            yield return new(rows[0].Episode, [.. rows.Select((row, i) => Joined(rows, i, isTruncated))], isTruncated);
        }
    }

    private static JoinedRow Joined(LoggedStep[] rows, int place, bool isTruncated)
    {
        bool isLast = place == rows.Length - 1;
        return new(rows[place].Decision, rows[place].Reward, 1, isLast ? null : rows[place + 1].Decision, isLast && !isTruncated);
    }

    private static List<LoggedStep> Read(string path, IPolicy policy)
    {
        StateTable.RequireStates(policy);
        return CsvTable.Read(path, header =>
        {
            StateColumns states = StateColumns.Find(path, header, policy, others: false);
            string action = Column("action") ?? throw Missing("action", "the number or the name of the action that was taken");
            string reward = Column("reward") ?? throw Missing("reward", "what came of it");
            string probability = Column("probability") ?? throw Missing("probability", "the probability that the action had when it was taken");
            string? episode = Column("episode", "episode_id"), share = Column("logged_probability");
            string? distribution = Column("distribution"), truncated = Column("truncated", "is_truncated");
            Dictionary<string, int> numbers = Enumerable.Range(0, policy.ActionCount).ToDictionary(number => policy.ActionNames[number], number => number);
            return new CsvTable.RowReader<LoggedStep>(row =>
            {
                int taken = Action(row[action].ToString(), numbers);
                bool[] allowed = states.Allowed(row, policy.ActionCount);
                if (allowed.Length > 0 && !allowed[taken])
                    throw new FormatException($"The action '{policy.ActionNames[taken]}' was taken, and the mask does not allow it.");
                string id = episode is null ? "" : row[episode].ToString();
                return new(
                    id.Length == 0 ? null : id,
                    new Decision
                    {
                        Id = Guid.Empty,
                        Time = DateTimeOffset.UnixEpoch,
                        State = states.State(row, policy.ObservationSize),
                        Allowed = allowed,
                        Action = taken,
                        Name = policy.ActionNames[taken],
                        Probability = Probability(row[probability].Span, "probability"),
                        Distribution = distribution is null ? default : Distribution(row[distribution].Span, policy.ActionCount),
                        Version = Decision.CallerVersion,
                        Mode = DecisionMode.LoggingOnly,
                        EpisodeId = id.Length == 0 ? null : id,
                        LoggedProbability = (share is null ? null : Probability(row[share].Span, share)) ?? 1,
                    },
                    ValueList.Number(row[reward].Span),
                    truncated is not null && row[truncated].ToString().ToUpperInvariant() is "TRUE" or "1");
            });

            string? Column(params string[] names) => header.FirstOrDefault(name => names.Contains(name, StringComparer.OrdinalIgnoreCase));
            InvalidDataException Missing(string name, string what) =>
                new($"'{path}' has no column '{name}', {what}. It has {string.Join(", ", header.Take(20))}.");
        });
    }

    private static int Action(string text, Dictionary<string, int> numbers) =>
        numbers.TryGetValue(text, out int named) ? named
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < numbers.Count ? number
        : throw new FormatException($"'{text}' is no action: the policy has {string.Join(", ", numbers.Keys.Take(20))}, or the numbers 0 to {numbers.Count - 1}.");

    // What nobody knows is left empty.
    private static double? Probability(ReadOnlySpan<char> text, string name) => text.IsEmpty ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value is > 0 and <= 1 ? value
        : throw new FormatException($"The {name} is '{text}'; it must be above 0 and at most 1, or empty where nobody knows it.");

    private static double[] Distribution(ReadOnlySpan<char> text, int actions)
    {
        double[] values = [.. ValueList.Read(text).Select(value => (double)value)];
        return values.Length == 0 || values.Length == actions
            ? values
            : throw new FormatException($"The distribution has {values.Length} values, and the policy has {actions} actions.");
    }
}
