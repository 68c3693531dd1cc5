using DeepQ.MLNet.Columns;
using DeepQ.Serving;
using DeepQ.Serving.Inputs;
using DeepQ.Serving.Policies;
using Microsoft.ML;

namespace DeepQ.MLNet.Transformer;

/// <summary>The inputs of a policy for several rows, read one after the other and scored in one run.</summary>
internal abstract class ScoredRows
{
    private MaskReader? _masks;

    /// <summary>Creates a reader of a cursor's rows.</summary>
    /// <param name="row">The cursor, or a single row.</param>
    /// <param name="schema">The columns.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="capacity">The greatest number of rows in one run.</param>
    public static ScoredRows Over(DataViewRow row, PolicySchema schema, ModelPolicy policy, int capacity)
    {
        ScoredRows rows = policy.Signature.TakesColumns
            ? new ColumnRows(row, schema, policy, capacity)
            : new StateRows(row, row.Schema[schema.Inputs[0].Index], policy, capacity);
        if (schema.Mask is { } mask)
            rows._masks = new(row, row.Schema[mask.Index], policy.ActionCount, capacity);
        return rows;
    }

    /// <summary>Stores the inputs of the current row.</summary>
    /// <param name="index">Its position in the run.</param>
    /// <returns>Null, or the error of the row.</returns>
    public InvalidOperationException? Read(int index) => ReadState(index) ?? _masks?.Read(index);

    /// <summary>Scores the first rows.</summary>
    /// <exception cref="UnscorableStateException">A Q-value is NaN or infinite.</exception>
    public void Score(int count, PolicyScores scores) =>
        Score(count, scores, _masks is null ? [] : _masks.First(count));

    /// <summary>Stores the state of the current row, or the columns that make it.</summary>
    protected abstract InvalidOperationException? ReadState(int index);

    /// <summary>Scores the first rows with a mask of legal actions; an empty mask allows all.</summary>
    protected abstract void Score(int count, PolicyScores scores, ReadOnlySpan<bool> legal);

    /// <summary>Creates the error of a row that the policy cannot score.</summary>
    public abstract InvalidOperationException Unscorable(long position, UnscorableStateException error);
}
