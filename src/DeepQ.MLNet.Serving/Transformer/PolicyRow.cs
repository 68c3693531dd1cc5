using DeepQ.MLNet.Columns;
using DeepQ.Serving;
using DeepQ.Serving.Inputs;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Transformer;

/// <summary>A source row with the policy's columns; scored when it is first asked at each position.</summary>
internal sealed class PolicyRow : DataViewRow
{
    private readonly DataViewRow _source;
    private readonly PolicySchema _schema;
    private readonly bool[] _wanted;
    private readonly ScoredRows? _scored;
    private readonly float[] _qValues;
    private readonly int[] _action = new int[1];
    private long? _scoredPosition;

    public PolicyRow(DataViewRow source, PolicySchema schema, OnnxPolicy policy, bool[] wanted)
    {
        (_source, _schema, _wanted) = (source, schema, wanted);
        _scored = schema.NeedsScores(wanted) ? ScoredRows.Over(source, schema, policy, capacity: 1) : null;
        _qValues = new float[policy.ActionCount];
    }

    public override DataViewSchema Schema => _schema.Output;

    public override long Position => _source.Position;

    public override long Batch => _source.Batch;

    public override bool IsColumnActive(DataViewSchema.Column column) => _wanted[column.Index];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => Getters.Typed<TValue>(
        _schema,
        _wanted,
        column,
        index => index == _schema.QValues.Index ? (ValueGetter<VBuffer<float>>)ReadQValues
            : index == _schema.Action.Index ? (ValueGetter<VBuffer<long>>)ReadAction
            : _source.GetGetter<TValue>(_source.Schema[index]));

    public override ValueGetter<DataViewRowId> GetIdGetter() => _source.GetIdGetter();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _source.Dispose();
        base.Dispose(disposing);
    }

    private void ReadQValues(ref VBuffer<float> value)
    {
        Score();
        VBufferEditor<float> editor = VBufferEditor.Create(ref value, _qValues.Length);
        _qValues.CopyTo(editor.Values);
        value = editor.Commit();
    }

    private void ReadAction(ref VBuffer<long> value)
    {
        Score();
        VBufferEditor<long> editor = VBufferEditor.Create(ref value, 1);
        editor.Values[0] = _action[0];
        value = editor.Commit();
    }

    private void Score()
    {
        if (_scoredPosition == _source.Position)
            return;

        if (_scored!.Read(0) is { } error)
            throw error;
        try
        {
            _scored.Score(1, _qValues, _action);
        }
        catch (UnscorableStateException e)
        {
            throw _scored.Unscorable(_source.Position, e);
        }

        _scoredPosition = _source.Position;
    }
}
