using Microsoft.ML.Data;
using Microsoft.ML.Persistence;
using Microsoft.ML.Transforms;

[assembly: LoadableTransformer(CustomMappingLoader.LoaderSignature, typeof(CustomMappingLoader))]

namespace Microsoft.ML.Transforms;

/// <summary>Adds the members of an object that the user's code fills from another.</summary>
public sealed class CustomMappingTransformer<TSrc, TDst> : ITransformer
    where TSrc : class, new()
    where TDst : class, new()
{
    private readonly Action<TSrc, TDst> _map;
    private readonly string _contract;
    private readonly SchemaDefinition _inputDefinition;
    private readonly SchemaDefinition _outputDefinition;

    internal CustomMappingTransformer(
        Action<TSrc, TDst> mapAction,
        string contractName,
        SchemaDefinition inputSchemaDefinition,
        SchemaDefinition outputSchemaDefinition)
    {
        ArgumentNullException.ThrowIfNull(mapAction);
        _map = mapAction;
        _contract = contractName;
        _inputDefinition = inputSchemaDefinition;
        _outputDefinition = outputSchemaDefinition;
        InputColumns = ObjectSchema.Columns(typeof(TSrc), _inputDefinition, SchemaDefinition.Direction.Write);
        AddedSchema = new ObjectRow<TDst>(_outputDefinition).Schema;
    }

    bool ITransformer.IsRowToRowMapper => true;

    internal ObjectColumn[] InputColumns { get; }

    internal DataViewSchema AddedSchema { get; }

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).OutputSchema;

    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new MappedDataView(input, Bind(input.Schema));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => Bind(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        if (string.IsNullOrEmpty(_contract))
        {
            throw new InvalidOperationException(
                "Empty contract name for a transform: the transform cannot be saved");
        }

        ctx.SetSignature(CustomMappingLoader.LoaderSignature, typeof(CustomMappingLoader));
        ctx.Writer.Write(_contract);
    }

    private RowToRowMapper Bind(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return new RowToRowMapper(
            inputSchema,
            new CustomRowMapper<TSrc, TDst>(inputSchema, _map, _inputDefinition, _outputDefinition, AddedSchema));
    }
}
