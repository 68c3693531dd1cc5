using DeepQ.MLNet.Columns;
using DeepQ.Serving;
using DeepQ.Serving.Inputs;
using DeepQ.Serving.Policies;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Transformer;

/// <summary>A source row with the policy's columns; scored at the first access at each position.</summary>
internal sealed class PolicyRow : DataViewRow, IScoredRow
{
    private readonly DataViewRow _source;
    private readonly PolicySchema _schema;
    private readonly bool[] _wanted;
    private readonly ScoredRows? _scored;
    private readonly PolicyScores _scores;
    private long? _scoredPosition;

    public PolicyRow(DataViewRow source, PolicySchema schema, ModelPolicy policy, bool[] wanted)
    {
        (_source, _schema, _wanted) = (source, schema, wanted);
        _scored = schema.NeedsScores(wanted) ? ScoredRows.Over(source, schema, policy, capacity: 1) : null;
        _scores = new(policy, capacity: 1);
    }

    public override DataViewSchema Schema => _schema.Output;

    public override long Position => _source.Position;

    public override long Batch => _source.Batch;

    ReadOnlySpan<float> IScoredRow.QValues => Scored().QValues(0);

    int IScoredRow.Action => Scored().Action(0);

    float IScoredRow.Margin => Scored().Margin(0);

    ReadOnlySpan<float> IScoredRow.Distributions => Scored().Distributions(0);

    ReadOnlySpan<float> IScoredRow.Uncertainties => Scored().Uncertainties(0);

    public override bool IsColumnActive(DataViewSchema.Column column) => _wanted[column.Index];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => ValueGetterFactory.Typed<TValue>(
        _schema,
        _wanted,
        column,
        index => _schema.WrittenAt(index)?.GetterOf(this) ?? _source.GetGetter<TValue>(_source.Schema[index]));

    public override ValueGetter<DataViewRowId> GetIdGetter() => _source.GetIdGetter();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _source.Dispose();
        base.Dispose(disposing);
    }

    private PolicyScores Scored()
    {
        if (_scoredPosition == _source.Position)
            return _scores;

        if (_scored!.Read(0) is { } error)
            throw error;
        try
        {
            _scored.Score(1, _scores);
        }
        catch (UnscorableStateException e)
        {
            throw _scored.Unscorable(_source.Position, e);
        }

        _scoredPosition = _source.Position;
        return _scores;
    }
}
