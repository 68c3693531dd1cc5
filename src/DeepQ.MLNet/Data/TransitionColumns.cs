using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet;

/// <summary>What the columns of a table of transitions must be.</summary>
internal static class TransitionColumns
{
    private const string StateRule = "a vector of Single of known size (Concatenate makes one)";
    private const string ActionRule = "a key or a whole number that counts from 0 (MapValueToKey makes a key)";
    private const string RewardRule = "a Single (Conversion.ConvertType makes one)";
    private const string TerminatedRule = "a Boolean (Conversion.ConvertType makes one)";

    /// <summary>Checks what a shape tells of the columns.</summary>
    public static void Check(SchemaShape schema, DeepQTrainer.Options options)
    {
        Require(options.StateColumnName, "state", StateRule, IsState);
        Require(options.ActionColumnName, "action", ActionRule, IsAction);
        Require(options.RewardColumnName, "reward", RewardRule, IsReward);
        Require(options.NextStateColumnName, "next state", StateRule, IsState);
        Require(options.TerminatedColumnName, "terminated", TerminatedRule, IsTerminated);

        void Require(string name, string role, string rule, Func<SchemaShape.Column, bool> fits)
        {
            // A hidden column stands before the one that hides it.
            SchemaShape.Column[] found = [.. schema.Where(column => column.Name == name)];
            if (found.Length == 0)
                throw Missing(name, role, rule, schema.Select(column => column.Name));
            if (!fits(found[^1]))
                throw Wrong(name, role, rule, $"{found[^1].Kind} of {found[^1].ItemType}");
        }

        static bool IsState(SchemaShape.Column column) =>
            column.Kind == SchemaShape.Column.VectorKind.Vector && column.ItemType == NumberDataViewType.Single;
        static bool IsAction(SchemaShape.Column column) =>
            IsScalar(column) && (column.IsKey || ActionReader.IsWholeNumber(column.ItemType));
        static bool IsReward(SchemaShape.Column column) => IsScalar(column) && column.ItemType == NumberDataViewType.Single;
        static bool IsTerminated(SchemaShape.Column column) =>
            IsScalar(column) && column.ItemType == BooleanDataViewType.Instance;
        static bool IsScalar(SchemaShape.Column column) => column.Kind == SchemaShape.Column.VectorKind.Scalar;
    }

    /// <summary>Finds the columns of a table, which tells sizes too.</summary>
    public static (DataViewSchema.Column State, DataViewSchema.Column Action, DataViewSchema.Column Reward,
        DataViewSchema.Column NextState, DataViewSchema.Column Terminated) Find(
            DataViewSchema schema,
            DeepQTrainer.Options options)
    {
        DataViewSchema.Column state = Require(options.StateColumnName, "state", StateRule, IsState);
        DataViewSchema.Column action = Require(options.ActionColumnName, "action", ActionRule, IsAction);
        DataViewSchema.Column reward = Require(
            options.RewardColumnName, "reward", RewardRule, type => type == NumberDataViewType.Single);
        DataViewSchema.Column nextState = Require(options.NextStateColumnName, "next state", StateRule, IsState);
        DataViewSchema.Column terminated = Require(
            options.TerminatedColumnName, "terminated", TerminatedRule, type => type == BooleanDataViewType.Instance);

        int size = ((VectorDataViewType)state.Type).Size;
        int nextSize = ((VectorDataViewType)nextState.Type).Size;
        if (size != nextSize)
        {
            throw new ArgumentException(
                $"The state column '{state.Name}' has {size} values and the next state column '{nextState.Name}' {nextSize}; " +
                "they must have as many.");
        }

        return (state, action, reward, nextState, terminated);

        DataViewSchema.Column Require(string name, string role, string rule, Func<DataViewType, bool> fits)
        {
            DataViewSchema.Column column =
                schema.GetColumnOrNull(name) ?? throw Missing(name, role, rule, schema.Select(other => other.Name));
            return fits(column.Type) ? column : throw Wrong(name, role, rule, $"{column.Type}");
        }

        static bool IsState(DataViewType type) =>
            type is VectorDataViewType { IsKnownSize: true } vector && vector.ItemType == NumberDataViewType.Single;
        static bool IsAction(DataViewType type) => type is KeyDataViewType || ActionReader.IsWholeNumber(type);
    }

    private static ArgumentException Missing(string name, string role, string rule, IEnumerable<string> present) =>
        new($"There is no {role} column '{name}', which must be {rule}. The columns are: {string.Join(", ", present.Distinct())}.");

    private static ArgumentException Wrong(string name, string role, string rule, string type) =>
        new($"The {role} column '{name}' is {type}; it must be {rule}.");
}
