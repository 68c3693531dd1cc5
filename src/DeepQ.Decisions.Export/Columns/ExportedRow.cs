using DeepQ.Decisions.Events;
using DeepQ.Decisions.Joining;

namespace DeepQ.Decisions.Export.Columns;

/// <summary>A joined decision in its episode.</summary>
internal readonly record struct ExportedRow(JoinedEpisode Episode, JoinedRow Row)
{
    public Decision Decision => Row.Decision;

    /// <summary>The total number of values in its lists.</summary>
    public int ListedValues =>
        Decision.State.Length + Decision.Allowed.Length + Decision.Distribution.Length + Decision.Candidates.Length;
}
