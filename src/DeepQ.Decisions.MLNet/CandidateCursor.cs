using DeepQ.Decisions.Events;
using DeepQ.Decisions.Joining;
using DeepQ.Decisions.Scoring;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.Decisions.MLNet;

/// <summary>Reads decisions among candidates.</summary>
internal sealed class CandidateCursor(
    CandidateTable table, JoinedLog log, Func<JoinedEpisode, bool>? where, HashSet<int> active)
    : EpisodeCursor(table.Schema, log, where, active)
{
    // The target of a decision is unknown if its next state is not in the log.
    protected override bool IsTaken(JoinedRow row) => table.Policy is null || row.IsTerminal || row.Next is not null;

    protected override Delegate GetterOf(string column) => column switch
    {
        "State" => (ValueGetter<VBuffer<float>>)ReadState,
        "Action" => (ValueGetter<uint>)((ref value) => value = 1),
        _ => (ValueGetter<double>)((ref value) => value = Row.Reward + ValueAfter()),
    };

    private void ReadState(ref VBuffer<float> value)
    {
        Decision decision = Row.Decision;
        (int size, int features) = (table.StateSize, table.CandidateFeatures);
        if (decision.State.Length != size || decision.CandidateCount * features != decision.Candidates.Length || decision.CandidateCount == 0)
        {
            throw Unfit(
                $"a state of {decision.State.Length} values and {decision.CandidateCount} candidates with {decision.Candidates.Length} "
                + $"features in total, but the table has states of {size} and candidates of {features}");
        }

        VBufferEditor<float> editor = VBufferEditor.Create(ref value, size + features);
        decision.State.Span.CopyTo(editor.Values);
        decision.Candidates.Span.Slice(decision.Action * features, features).CopyTo(editor.Values[size..]);
        value = editor.Commit();
    }

    private double ValueAfter()
    {
        if (table.Policy is null || Row.IsTerminal)
            return 0;
        Decision next = Row.Next!;
        float[] qValues = table.Policy.QValues(next);
        float best = float.NegativeInfinity;
        for (int i = 0; i < qValues.Length; i++)
        {
            if (next.Allowed.IsEmpty || next.Allowed.Span[i])
                best = Math.Max(best, qValues[i]);
        }

        return table.Gamma * best;
    }
}
