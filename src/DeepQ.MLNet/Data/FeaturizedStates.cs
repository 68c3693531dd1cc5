using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Data;

/// <summary>
/// States that a fitted featurizer makes from other columns; it also makes next states from the columns after a step.
/// </summary>
internal sealed class FeaturizedStates : StateSource
{
    private readonly IRowToRowMapper _mapper;
    private readonly DataViewSchema.Column _state;
    private readonly DataViewSchema.Column[] _raw;
    private readonly Dictionary<int, DataViewSchema.Column>? _successors;

    public FeaturizedStates(
        DataViewSchema schema, LoggedColumnNames names, ITransformer featurizer, bool isOneStep)
    {
        if (!featurizer.IsRowToRowMapper)
        {
            throw new ArgumentException(
                "The featurizer adds, drops or mixes rows; it must make one state from each row. Filter and sort the " +
                "table before.");
        }

        _mapper = featurizer.GetRowToRowMapper(schema);
        _state = ColumnRequirement.State.Find(_mapper.OutputSchema, names.State);
        _raw = [.. _mapper.GetDependencies([_state])];
        _successors = isOneStep ? null : SuccessorColumns.Find(schema, _raw, names);
    }

    public override VectorDataViewType Type => (VectorDataViewType)_state.Type;

    public override bool HasSuccessors => _successors is not null;

    public override IEnumerable<DataViewSchema.Column> Needed =>
        _successors is null ? _raw : [.. _raw, .. _successors.Values];

    public override StateReader States(DataViewRowCursor cursor) => Read(cursor, [], _state.Name);

    public override StateReader Successors(DataViewRowCursor cursor) =>
        Read(cursor, _successors!, $"{_state.Name} of the next state");

    private StateReader Read(DataViewRowCursor cursor, Dictionary<int, DataViewSchema.Column> replaced, string name)
    {
        DataViewRow row = _mapper.GetRow(new ReplacedRow(cursor, _mapper.InputSchema, replaced), [_state]);
        DataViewSchema.Column[] shown = [.. _raw.Select(column => replaced.GetValueOrDefault(column.Index, column))];
        return new StateReader(row, _state, name, () => RawValues.Blame(cursor, shown));
    }
}
