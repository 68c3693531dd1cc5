using DeepQ.MLNet.Columns;
using DeepQ.Serving;
using DeepQ.Serving.Inputs;
using DeepQ.Serving.Policies;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Transformer;

/// <summary>Rows that were read ahead and scored in one run.</summary>
internal sealed class RowBlock : IScoredRow
{
    /// <summary>The limit of a block's memory for long states or columns.</summary>
    private const int MostValues = 1 << 20;

    // Enough that a thread which begins late still has something to do.
    private const int RunsPerThread = 4;

    private readonly DataViewRowCursor _source;
    private readonly ScoredRows _rows;
    private readonly ColumnBuffer?[] _buffers;
    private readonly ColumnBuffer[] _held;
    private readonly ValueGetter<DataViewRowId> _id;
    private readonly PolicyScores _scores;
    private readonly long[] _batches;
    private readonly DataViewRowId[] _ids;
    private InvalidOperationException? _error;

    public RowBlock(DataViewRowCursor source, PolicySchema schema, ModelPolicy policy, bool[] wanted)
    {
        _source = source;
        _id = source.GetIdGetter();

        DataViewSchema.Column[] passing = [.. source.Schema.Where(column => wanted[column.Index])];
        Capacity = Math.Clamp(MostValues / Width(passing, policy), 1, MostRows(policy));
        _rows = ScoredRows.Over(source, schema, policy, Capacity);
        _scores = new(policy, Capacity);
        _batches = new long[Capacity];
        _ids = new DataViewRowId[Capacity];
        _buffers = new ColumnBuffer?[source.Schema.Count];
        foreach (DataViewSchema.Column column in passing)
            _buffers[column.Index] = ColumnBuffer.Create(source, column, Capacity);
        _held = [.. _buffers.OfType<ColumnBuffer>()];
    }

    /// <summary>The greatest number of rows in the block.</summary>
    public int Capacity { get; }

    /// <summary>The number of rows in the block.</summary>
    public int Count { get; private set; }

    /// <summary>The row that the getters read.</summary>
    public int Row { get; set; }

    public ReadOnlySpan<float> QValues => _scores.QValues(Row);

    public int Action => _scores.Action(Row);

    public float Margin => _scores.Margin(Row);

    public ReadOnlySpan<float> Distributions => _scores.Distributions(Row);

    public ReadOnlySpan<float> Uncertainties => _scores.Uncertainties(Row);

    public long Batch => _batches[Row];

    /// <summary>Reads and scores the next rows.</summary>
    /// <param name="rows">The greatest number of rows to read.</param>
    /// <returns>False if the source has no more rows.</returns>
    /// <exception cref="InvalidOperationException">
    /// The next row has no valid state, or one that the policy cannot score. Earlier rows are returned first.
    /// </exception>
    public bool Fill(int rows)
    {
        (Row, Count) = (0, 0);
        long position = _source.Position + 1;
        while (_error is null && Count < rows && _source.MoveNext())
        {
            _error = _rows.Read(Count);
            foreach (ColumnBuffer column in _held)
                column.Read(Count);
            _batches[Count] = _source.Batch;
            _id(ref _ids[Count]);
            Count += _error is null ? 1 : 0;
        }

        if (Count == 0)
            return _error is null ? false : throw _error;

        try
        {
            _rows.Score(Count, _scores);
        }
        catch (UnscorableStateException e)
        {
            (_error, Count) = (_rows.Unscorable(position + e.State, e), e.State);
            if (Count == 0)
                throw _error;
            _rows.Score(Count, _scores);
        }

        return true;
    }

    /// <summary>Returns the getter of a column that passes through.</summary>
    public Delegate Getter(int column) => _buffers[column]!.Getter(this);

    public void ReadId(ref DataViewRowId value) => value = _ids[Row];

    private static int MostRows(ModelPolicy policy) => policy.Options.Threads == 1
        ? policy.MaxBatchSize
        : (int)Math.Min(MostValues, (long)RunsPerThread * policy.Options.Threads * policy.MaxBatchSize);

    private static int Width(DataViewSchema.Column[] passing, ModelPolicy policy) =>
        policy.Inputs.Sum(input => input.Width) + (policy.ActionCount * (1 + (policy.Signature.Distribution?.Size ?? 0)))
        + passing.Sum(column => column.Type is VectorDataViewType vector ? vector.Size : 1);
}
