using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Data;

/// <summary>States in a column of the table, and next states in another one.</summary>
internal sealed class StateColumns : StateSource
{
    private readonly DataViewSchema.Column _state;
    private readonly DataViewSchema.Column? _successor;

    public StateColumns(DataViewSchema schema, LoggedColumnNames names, bool isOneStep)
    {
        _state = ColumnRequirement.State.Find(schema, names.State);
        Type = (VectorDataViewType)_state.Type;
        if (isOneStep)
            return;
        bool hasEpisodes = OptionalColumnFinder.IsThere(names.EpisodeId, schema);
        if (names.NextState is not { } name ||
            (hasEpisodes && OptionalColumnFinder.IsUnused(name, LoggedColumnNames.Default.NextState, schema)))
        {
            return;
        }

        DataViewSchema.Column successor = ColumnRequirement.NextState.Find(schema, name);
        int nextSize = ((VectorDataViewType)successor.Type).Size;
        if (Size != nextSize)
        {
            throw new ArgumentException(
                $"The state column '{_state.Name}' has {Size} values, but the next state column '{successor.Name}' " +
                $"{nextSize}; " +
                "they must have the same number.");
        }

        RequireOneDescription(_state.Name, _state.IsNormalized(), successor.Name, successor.IsNormalized());
        _successor = successor;
    }

    public override VectorDataViewType Type { get; }

    public override bool HasSuccessors => _successor is not null;

    public override IEnumerable<DataViewSchema.Column> Needed =>
        _successor is { } successor ? [_state, successor] : [_state];

    public override StateReader States(DataViewRowCursor cursor) => new(cursor, _state, _state.Name);

    public override StateReader Successors(DataViewRowCursor cursor) =>
        new(cursor, _successor!.Value, _successor.Value.Name);

    /// <summary>Refuses states and next states that went through separate transforms.</summary>
    /// <exception cref="ArgumentException">One of the columns is normalized.</exception>
    public static void RequireOneDescription(
        string state, bool stateIsNormalized, string successor, bool successorIsNormalized)
    {
        if (!stateIsNormalized && !successorIsNormalized)
            return;
        string which = stateIsNormalized && successorIsNormalized
            ? $"'{state}' and '{successor}' were each normalized"
            : $"'{(stateIsNormalized ? state : successor)}' was normalized";
        throw new ArgumentException(
            $"{which} before the trainer. Transforms that are fitted to one column and not the other give one " +
            "state two " +
            "descriptions. Pass them to the trainer instead, which fits them to states and applies them to states " +
            "and " +
            $"next states alike: new DeepQTrainer.Options {{ Featurizer = …, StateColumnName = \"{state}\" }}.");
    }
}
