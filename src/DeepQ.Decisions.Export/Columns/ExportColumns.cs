using Parquet.Schema;

namespace DeepQ.Decisions.Export.Columns;

/// <summary>The columns of an export, in order.</summary>
internal static class ExportColumns
{
    /// <summary>Creates new columns, because the fields of a schema belong to one file.</summary>
    public static IReadOnlyList<ExportColumn> Create() =>
    [
        new TextColumn("episode_id", row => row.Episode.Id),
        new TextColumn("decision_id", row => $"{row.Decision.Id:D}"),
        new ValueColumn<DateTime>(
            new DateTimeDataField("time", DateTimeFormat.Timestamp, isAdjustedToUTC: true, DateTimeTimeUnit.Micros, isNullable: true),
            row => row.Decision.Time.UtcDateTime),
        new ValueColumn<int>("step", row => row.Decision.Step),
        new TextColumn("mode", row => $"{row.Decision.Mode}"),
        new TextColumn("version", row => row.Decision.Version),
        new ListColumn<float>("state", row => row.Decision.State),
        new ListColumn<bool>("allowed", row => row.Decision.Allowed),
        new ValueColumn<int>("action", row => row.Decision.Action),
        new TextColumn("name", row => row.Decision.Name),
        new ValueColumn<double>("probability", row => row.Decision.Probability),
        new ListColumn<double>("distribution", row => row.Decision.Distribution),
        new ValueColumn<double>("reward", row => row.Row.Reward),
        new ValueColumn<int>("reward_parts", row => row.Row.RewardParts),
        new ValueColumn<bool>("is_terminal", row => row.Row.IsTerminal),
        new ValueColumn<bool>("is_truncated", row => row.Row is { Next: null, IsTerminal: false }),
        new ValueColumn<double>("logged_probability", row => row.Decision.LoggedProbability),
        new ValueColumn<int>("candidate_count", row => row.Decision.CandidateCount),
        new ListColumn<float>("candidates", row => row.Decision.Candidates),
        new TextColumn("apprentice_version", row => row.Decision.ApprenticeVersion),
        new ValueColumn<int>("apprentice_action", row => row.Decision.ApprenticeAction),
    ];
}
