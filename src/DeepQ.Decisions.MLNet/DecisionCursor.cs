using DeepQ.Decisions.Joining;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.Decisions.MLNet;

/// <summary>Reads decisions among fixed actions.</summary>
internal sealed class DecisionCursor(
    DecisionTable table, JoinedLog log, Func<JoinedEpisode, bool>? where, HashSet<int> active)
    : EpisodeCursor(table.Schema, log, where, active)
{
    private const string SinceWhen = "; if that changed, learn from the log since then: a window leaves out older decisions";

    protected override Delegate GetterOf(string column) => column switch
    {
        "EpisodeId" => (ValueGetter<ReadOnlyMemory<char>>)((ref value) => value = EpisodeId.AsMemory()),
        "State" => (ValueGetter<VBuffer<float>>)ReadState,
        "Action" => (ValueGetter<uint>)((ref value) => value = (uint)Row.Decision.Action + 1),
        "Reward" => (ValueGetter<double>)((ref value) => value = Row.Reward),
        "Propensity" => (ValueGetter<double>)((ref value) => value = Row.Decision.Probability ?? double.NaN),
        "ActionMask" => (ValueGetter<VBuffer<bool>>)ReadMask,
        "Terminated" => (ValueGetter<bool>)((ref value) => value = Row.IsTerminal),
        "Truncated" => (ValueGetter<bool>)((ref value) => value = Row.Next is null && !Row.IsTerminal),
        _ => (ValueGetter<ReadOnlyMemory<char>>)((ref value) => value = Row.Decision.Version.AsMemory()),
    };

    private void ReadState(ref VBuffer<float> value)
    {
        if (Row.Decision.CandidateCount > 0)
            throw Unfit($"its own candidates, which require a {nameof(CandidateTable)}");
        ReadOnlySpan<float> state = Row.Decision.State.Span;
        if (state.Length != table.StateSize)
            throw Unfit($"a state of {state.Length} values, but the table has states of {table.StateSize}{SinceWhen}");
        VBufferEditor<float> editor = VBufferEditor.Create(ref value, state.Length);
        state.CopyTo(editor.Values);
        value = editor.Commit();
    }

    private void ReadMask(ref VBuffer<bool> value)
    {
        ReadOnlySpan<bool> allowed = Row.Decision.Allowed.Span;
        if (allowed.Length != 0 && allowed.Length != table.ActionCount)
            throw Unfit($"a mask of {allowed.Length} actions, but the table has {table.ActionCount}{SinceWhen}");
        VBufferEditor<bool> editor = VBufferEditor.Create(ref value, table.ActionCount);
        if (allowed.IsEmpty)
            editor.Values.Fill(true);
        else
            allowed.CopyTo(editor.Values);
        value = editor.Commit();
    }
}
