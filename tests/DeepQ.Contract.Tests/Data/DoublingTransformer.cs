using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.Contract.Tests.Data;

/// <summary>A transformer from outside the library: adds "Doubled", twice the column "Value", row by row.</summary>
internal sealed class DoublingTransformer : ITransformer, IDisposable
{
    public bool IsRowToRowMapper => true;

    public int Disposals { get; private set; }

    /// <summary>The positions at which the value was read.</summary>
    public List<long> Positions { get; } = [];

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => new Mapper(this, inputSchema).OutputSchema;

    public IDataView Transform(IDataView input) => throw new InvalidOperationException("Only rows are mapped.");

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => new Mapper(this, inputSchema);

    public void Save(ModelSaveContext ctx)
    {
    }

    public void Dispose() => Disposals++;

    private sealed class Mapper : IRowToRowMapper
    {
        private readonly DoublingTransformer _owner;

        public Mapper(DoublingTransformer owner, DataViewSchema inputSchema)
        {
            _owner = owner;
            InputSchema = inputSchema;
            var builder = new DataViewSchema.Builder();
            builder.AddColumns(inputSchema);
            builder.AddColumn("Doubled", NumberDataViewType.Single);
            OutputSchema = builder.ToSchema();
        }

        public DataViewSchema InputSchema { get; }

        public DataViewSchema OutputSchema { get; }

        public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
            => [InputSchema["Value"]];

        public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
            => new Row(_owner, input, OutputSchema);
    }

    private sealed class Row(DoublingTransformer owner, DataViewRow input, DataViewSchema schema) : DataViewRow
    {
        public override long Position => input.Position;

        public override long Batch => input.Batch;

        public override DataViewSchema Schema => schema;

        public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => true;

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (column.Name != "Doubled")
                return input.GetGetter<TValue>(input.Schema[column.Index]);
            ValueGetter<float> value = input.GetGetter<float>(input.Schema["Value"]);
            ValueGetter<float> doubled = (ref float result) =>
            {
                value(ref result);
                result *= 2;
                owner.Positions.Add(input.Position);
            };
            return (ValueGetter<TValue>)(object)doubled;
        }
    }
}
