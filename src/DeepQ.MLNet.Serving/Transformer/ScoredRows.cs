using DeepQ.MLNet.Columns;
using DeepQ.Serving;
using DeepQ.Serving.Inputs;
using DeepQ.Serving.Policies;
using Microsoft.ML;

namespace DeepQ.MLNet.Transformer;

/// <summary>What a policy needs of some rows: read one after the other, and scored in one run.</summary>
internal abstract class ScoredRows
{
    private MaskReader? _masks;

    /// <summary>Reads the rows on which a cursor comes to stand.</summary>
    /// <param name="row">The cursor, or a single row.</param>
    /// <param name="schema">The columns.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="capacity">The most rows that are scored in one run.</param>
    public static ScoredRows Over(DataViewRow row, PolicySchema schema, ModelPolicy policy, int capacity)
    {
        ScoredRows rows = policy.Signature.TakesColumns
            ? new ColumnRows(row, schema, policy, capacity)
            : new StateRows(row, row.Schema[schema.Inputs[0].Index], policy, capacity);
        if (schema.Mask is { } mask)
            rows._masks = new(row, row.Schema[mask.Index], policy.ActionCount, capacity);
        return rows;
    }

    /// <summary>Keeps what the current row has.</summary>
    /// <param name="index">Its place in the run.</param>
    /// <returns>Null, or what is wrong with the row.</returns>
    public InvalidOperationException? Read(int index) => ReadState(index) ?? _masks?.Read(index);

    /// <summary>Scores the first rows.</summary>
    /// <exception cref="UnscorableStateException">A Q-value is NaN or infinite.</exception>
    public void Score(int count, PolicyScores scores) =>
        Score(count, scores, _masks is null ? [] : _masks.First(count));

    /// <summary>Keeps the state of the current row, or what makes it.</summary>
    protected abstract InvalidOperationException? ReadState(int index);

    /// <summary>Scores the first rows, in which the actions of a mask are legal, or all where it is empty.</summary>
    protected abstract void Score(int count, PolicyScores scores, ReadOnlySpan<bool> legal);

    /// <summary>What is wrong with a row that the policy cannot score.</summary>
    public abstract InvalidOperationException Unscorable(long position, UnscorableStateException error);
}
