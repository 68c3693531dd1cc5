using System.Runtime.InteropServices;
using DeepQ.Decisions.Events;

namespace DeepQ.Decisions.Storage;

/// <summary>An event as the columns of a table, most of which are null.</summary>
internal readonly record struct EventRow
{
    public required EventKind Kind { get; init; }

    /// <summary>The time in units of 100 ns since 1970 UTC.</summary>
    public required long Time { get; init; }

    public Guid? Id { get; init; }

    public string? Episode { get; init; }

    public string? Subject { get; init; }

    public int? Step { get; init; }

    public byte[]? State { get; init; }

    public int? CandidateCount { get; init; }

    public byte[]? Candidates { get; init; }

    public byte[]? Allowed { get; init; }

    public int? Action { get; init; }

    public string? Name { get; init; }

    public double? Probability { get; init; }

    public byte[]? Distribution { get; init; }

    public string? Version { get; init; }

    public int? Mode { get; init; }

    /// <summary>Whether a decision waits for activation, or an episode was truncated.</summary>
    public bool? Flag { get; init; }

    public double? Logged { get; init; }

    public string? ApprenticeVersion { get; init; }

    public int? ApprenticeAction { get; init; }

    public double? Value { get; init; }

    public string? Key { get; init; }

    public static EventRow Of(DecisionEvent entry)
    {
        long time = (entry.Time - DateTimeOffset.UnixEpoch).Ticks;
        return entry switch
        {
            Decision decision => Of(decision, time),
            Reward reward => new()
            {
                Kind = EventKind.Reward,
                Time = time,
                Id = reward.DecisionId,
                Value = reward.Value,
                Key = reward.Key,
            },
            Activation activation => new() { Kind = EventKind.Activation, Time = time, Id = activation.DecisionId },
            EpisodeEnd end => new()
            {
                Kind = EventKind.EpisodeEnd,
                Time = time,
                Episode = end.EpisodeId,
                Flag = end.IsTruncated,
            },
            SettingsChange change => new()
            {
                Kind = EventKind.SettingsChange,
                Time = time,
                Mode = (int)change.Mode,
                Name = change.Exploration,
                Value = change.CanaryShare,
            },
            _ => throw new ArgumentException($"A log cannot store {entry.GetType().Name}.", nameof(entry)),
        };
    }

    public DecisionEvent ToEvent()
    {
        DateTimeOffset time = DateTimeOffset.UnixEpoch.AddTicks(Time);
        return Kind switch
        {
            EventKind.Decision => ToDecision(time),
            EventKind.Reward => new Reward(Id!.Value, Value!.Value, Key!) { Time = time },
            EventKind.Activation => new Activation(Id!.Value) { Time = time },
            EventKind.EpisodeEnd => new EpisodeEnd(Episode!, Flag!.Value) { Time = time },
            EventKind.SettingsChange => new SettingsChange((DecisionMode)Mode!.Value, Name!, Value!.Value) { Time = time },
            _ => throw new DecisionStoreException($"The log has an event of kind {(int)Kind}, which this library does not support."),
        };
    }

    private static EventRow Of(Decision decision, long time) => new()
    {
        Kind = EventKind.Decision,
        Time = time,
        Id = decision.Id,
        Episode = decision.EpisodeId,
        Subject = decision.SubjectId,
        Step = decision.Step,
        State = Bytes(decision.State),
        CandidateCount = decision.CandidateCount == 0 ? null : decision.CandidateCount,
        Candidates = decision.Candidates.IsEmpty ? null : Bytes(decision.Candidates),
        Allowed = decision.Allowed.IsEmpty ? null : Bytes(decision.Allowed),
        Action = decision.Action,
        Name = decision.Name,
        Probability = decision.Probability,
        Distribution = decision.Distribution.IsEmpty ? null : Bytes(decision.Distribution),
        Version = decision.Version,
        Mode = (int)decision.Mode,
        Flag = decision.WaitsForActivation,
        Logged = decision.LoggedProbability,
        ApprenticeVersion = decision.ApprenticeVersion,
        ApprenticeAction = decision.ApprenticeAction,
    };

    private Decision ToDecision(DateTimeOffset time) => new()
    {
        Time = time,
        Id = Id!.Value,
        EpisodeId = Episode,
        SubjectId = Subject,
        Step = Step,
        State = Values<float>(State),
        CandidateCount = CandidateCount ?? 0,
        Candidates = Values<float>(Candidates),
        Allowed = Values<bool>(Allowed),
        Action = Action!.Value,
        Name = Name!,
        Probability = Probability,
        Distribution = Values<double>(Distribution),
        Version = Version!,
        Mode = (DecisionMode)Mode!.Value,
        WaitsForActivation = Flag!.Value,
        LoggedProbability = Logged!.Value,
        ApprenticeVersion = ApprenticeVersion,
        ApprenticeAction = ApprenticeAction,
    };

    private static byte[] Bytes<T>(ReadOnlyMemory<T> values)
        where T : struct => MemoryMarshal.AsBytes(values.Span).ToArray();

    private static T[] Values<T>(byte[]? bytes)
        where T : struct => MemoryMarshal.Cast<byte, T>(bytes).ToArray();
}
