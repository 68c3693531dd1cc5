using DeepQ.MLNet.Columns;
using DeepQ.Onnx.Policies;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Serving.Tests.Columns;

public sealed class PolicyShapeTests
{
    [Fact]
    public void A_shape_has_the_columns_of_its_schema()
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("Scalar", NumberDataViewType.Double);
        builder.AddColumn("Vector", new VectorDataViewType(NumberDataViewType.Single, 3));
        builder.AddColumn("Variable", new VectorDataViewType(TextDataViewType.Instance));
        builder.AddColumn("Key", new KeyDataViewType(typeof(uint), 5));

        SchemaShape shape = PolicyShape.Of(builder.ToSchema());

        Assert.Equal(
            [
                ("Scalar", SchemaShape.Column.VectorKind.Scalar, false),
                ("Vector", SchemaShape.Column.VectorKind.Vector, false),
                ("Variable", SchemaShape.Column.VectorKind.VariableVector, false),
                ("Key", SchemaShape.Column.VectorKind.Scalar, true),
            ],
            shape.Select(column => (column.Name, column.Kind, column.IsKey)));
        Assert.Equal(NumberDataViewType.Single, shape[1].ItemType);
    }

    [Fact]
    public void The_promised_shape_is_that_of_the_schema_given()
    {
        var context = new MLContext(seed: 1);
        IDataView table = context.Data.LoadFromEnumerable(LabeledState.Rows(1).ToArray());
        using var transformer = new DeepQTransformer(context, OnnxPolicy.Load(HandMadePolicies.Linear()));

        SchemaShape promised = new PolicyColumns().GetOutputSchema(PolicyShape.Of(table.Schema));

        SchemaShape given = PolicyShape.Of(transformer.Transform(table).Schema);
        Assert.Equal(given.Select(Describe), promised.Select(Describe));
        Assert.Contains("SlotNames", Describe(promised[^3]), StringComparison.Ordinal);
        Assert.Contains("KeyValues", Describe(promised[^1]), StringComparison.Ordinal);
        Assert.True(promised[^1].IsKey);
    }

    [Fact]
    public void Margins_and_distributions_are_promised_where_a_file_has_them()
    {
        PolicyGraphOptions outputs = new() { Margin = true, Distribution = true };
        var context = new MLContext(seed: 1);
        IDataView table = context.Data.LoadFromEnumerable([new OneState { State = [0] }]);
        using var transformer = new DeepQTransformer(context, OnnxPolicy.Load(HandMadePolicies.Categorical(outputs)));

        SchemaShape promised = new PolicyColumns().GetOutputSchema(PolicyShape.Of(table.Schema), outputs);

        Assert.Equal(
            ["State", "QValues", "Action", "Margin", "Distribution", "PredictedAction"], promised.Select(column => column.Name));
        Assert.Equal(PolicyShape.Of(transformer.Transform(table).Schema).Select(Describe), promised.Select(Describe));
    }

    [Fact]
    public void Columns_of_the_same_names_are_replaced()
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("Action", NumberDataViewType.Double);
        builder.AddColumn("State", NumberDataViewType.Single);

        SchemaShape shape = new PolicyColumns().GetOutputSchema(PolicyShape.Of(builder.ToSchema()));

        Assert.Equal(["State", "QValues", "Action", "PredictedAction"], shape.Select(column => column.Name));
        Assert.Equal(NumberDataViewType.Int64, shape[2].ItemType);
    }

    private sealed class OneState
    {
        [VectorType(1)]
        public float[] State { get; set; } = [];
    }

    private static string Describe(SchemaShape.Column column) =>
        $"{column.Name} {column.Kind} {column.ItemType} {column.IsKey} "
        + $"[{string.Join(", ", column.Annotations.Select(Describe))}]";
}
