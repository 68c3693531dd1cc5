using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Data;

/// <summary>The requirements of a column of logged data.</summary>
/// <param name="Role">The role of the column.</param>
/// <param name="Text">The requirement, as worded in errors.</param>
/// <param name="IsVector">Whether it is a vector of known size.</param>
/// <param name="Fits">Whether values, or those of the vector, may have a type.</param>
/// <param name="Column">The name among <see cref="LoggedColumnNames"/>, from which the name of the option derives.</param>
/// <param name="AllowsKeys">Whether keys are also allowed.</param>
internal sealed record ColumnRequirement(
    string Role, string Text, bool IsVector, Func<DataViewType, bool> Fits, string Column, bool AllowsKeys = false)
{
    private const string StateText =
        "a vector of Single of known size (Concatenate creates one from numbers, Conversion.ConvertType from other vectors)";
    private const string MaskText = "a vector of Boolean with one value per action";

    public static readonly ColumnRequirement State = new(
        "state", StateText, true, IsSingle, nameof(LoggedColumnNames.State));
    public static readonly ColumnRequirement NextState = new(
        "next state", StateText, true, IsSingle, nameof(LoggedColumnNames.NextState));

    public static readonly ColumnRequirement Action = new(
        "action",
        "a key, an integer counted from 0, or text (MapValueToKey creates a key)",
        false,
        type => type is TextDataViewType || IntegerColumns.Hold(type),
        nameof(LoggedColumnNames.Action),
        AllowsKeys: true);

    public static readonly ColumnRequirement Reward = new(
        "reward", "a number", false, type => type is NumberDataViewType, nameof(LoggedColumnNames.Reward));

    public static readonly ColumnRequirement Propensity = Reward with
    {
        Role = "propensity",
        Column = nameof(LoggedColumnNames.Propensity),
    };

    public static readonly ColumnRequirement Terminated = new(
        "terminated",
        "a Boolean (Conversion.ConvertType creates one)",
        false,
        type => type is BooleanDataViewType,
        nameof(LoggedColumnNames.Terminated));

    public static readonly ColumnRequirement Truncated = Terminated with
    {
        Role = "truncated",
        Column = nameof(LoggedColumnNames.Truncated),
    };

    public static readonly ColumnRequirement ActionMask = new(
        "action mask",
        MaskText,
        true,
        type => type is BooleanDataViewType,
        nameof(LoggedColumnNames.ActionMask));

    public static readonly ColumnRequirement NextActionMask = ActionMask with
    {
        Role = "next action mask",
        Column = nameof(LoggedColumnNames.NextActionMask),
    };

    public static readonly ColumnRequirement EpisodeId = new(
        "episode",
        "text, a key or an integer",
        false,
        type => type is TextDataViewType || IntegerColumns.Hold(type),
        nameof(LoggedColumnNames.EpisodeId),
        AllowsKeys: true);

    public static readonly ColumnRequirement Timestamp = new(
        "timestamp",
        "a number, a DateTime or a DateTimeOffset",
        false,
        TimestampReader.CanRead,
        nameof(LoggedColumnNames.Timestamp));

    /// <summary>Checks the column in a shape, which has no sizes.</summary>
    /// <exception cref="ArgumentException">The column is missing or does not fit.</exception>
    public void Check(SchemaShape shape, string name)
    {
        // A hidden column precedes the one that hides it.
        SchemaShape.Column[] found = [.. shape.Where(column => column.Name == name)];
        if (found.Length == 0)
            throw Missing(name, [.. shape.Select(column => column.Name)]);

        SchemaShape.Column column = found[^1];
        bool isVector = column.Kind != SchemaShape.Column.VectorKind.Scalar;
        bool fits = column.Kind != SchemaShape.Column.VectorKind.VariableVector && isVector == IsVector &&
            (column.IsKey ? AllowsKeys : Fits(column.ItemType));
        if (!fits)
            throw Wrong(name, $"{column.Kind} of {(column.IsKey ? "keys" : column.ItemType)}");
    }

    /// <summary>Finds the column in a schema.</summary>
    /// <exception cref="ArgumentException">The column is missing or does not fit.</exception>
    public DataViewSchema.Column Find(DataViewSchema schema, string name)
    {
        DataViewSchema.Column column =
            schema.GetColumnOrNull(name) ?? throw Missing(name, [.. schema.Select(other => other.Name)]);
        bool fits = column.Type switch
        {
            VectorDataViewType vector => IsVector && vector.IsKnownSize && Fits(vector.ItemType),
            KeyDataViewType => AllowsKeys,
            _ => !IsVector && Fits(column.Type),
        };
        return fits ? column : throw Wrong(name, $"{column.Type}");
    }

    private static bool IsSingle(DataViewType type) => type == NumberDataViewType.Single;

    private ArgumentException Missing(string name, IReadOnlyList<string> present) =>
        new($"There is no {Role} column '{name}', which must be {Text}. The columns are: " +
            $"{string.Join(", ", present.Distinct())}. If one of them is the right one, name it, as in new DeepQTrainer.Options " +
            $"{{ {Column}ColumnName = \"{(present.Count > 0 ? present[0] : "")}\" }}: in the settings of the trainer, or as 'columns' of Evaluate.");

    private ArgumentException Wrong(string name, string type) =>
        new($"The {Role} column '{name}' is {type}; it must be {Text}.");
}
