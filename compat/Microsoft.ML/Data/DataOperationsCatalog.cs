using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Making tables, cutting them, and reading them back.</summary>
public sealed partial class DataOperationsCatalog
{
    internal DataOperationsCatalog(IHostEnvironment environment) => Environment = environment;

    internal IHostEnvironment Environment { get; }

    /// <summary>A table over objects, which are read anew by each cursor.</summary>
    public IDataView LoadFromEnumerable<TRow>(IEnumerable<TRow> data, SchemaDefinition schemaDefinition = null)
        where TRow : class
    {
        ArgumentNullException.ThrowIfNull(data);
        return new EnumerableDataView<TRow>(data, schemaDefinition);
    }

    /// <summary>A table over objects, with the types and annotations of a schema.</summary>
    public IDataView LoadFromEnumerable<TRow>(IEnumerable<TRow> data, DataViewSchema schema)
        where TRow : class
        => LoadFromEnumerable(data, ObjectSchema.DefinitionFor(typeof(TRow), schema));

    /// <summary>Objects out of a table.</summary>
    public IEnumerable<TRow> CreateEnumerable<TRow>(
        IDataView data,
        bool reuseRowObject,
        bool ignoreMissingColumns = false,
        SchemaDefinition schemaDefinition = null)
        where TRow : class, new()
    {
        ArgumentNullException.ThrowIfNull(data);
        var reader = new ObjectReader<TRow>(data.Schema, ignoreMissingColumns, schemaDefinition);
        return reader.ReadAll(data, reuseRowObject);
    }

    /// <summary>Keeps the columns in memory after they are first read.</summary>
    public IDataView Cache(IDataView input, params string[] columnsToPrefetch)
    {
        ArgumentNullException.ThrowIfNull(input);
        var cached = new CachedDataView(input);
        if (columnsToPrefetch is { Length: > 0 })
            cached.Prefetch(columnsToPrefetch.Select(name => input.Schema[name]));
        return cached;
    }

    public IDataView TakeRows(IDataView input, long count)
        => new RowRangeDataView(input, skip: 0, take: Positive(count));

    public IDataView SkipRows(IDataView input, long count)
        => new RowRangeDataView(input, skip: Positive(count), take: long.MaxValue);

    /// <summary>
    /// The rows in a random order: out of a pool that is filled in the order of the input, itself shuffled where it can
    /// be and <paramref name="shuffleSource"/> says so.
    /// </summary>
    public IDataView ShuffleRows(
        IDataView input, int? seed = null, int shufflePoolSize = 1000, bool shuffleSource = true)
    {
        if (shufflePoolSize <= 0)
            throw new ArgumentOutOfRangeException(nameof(shufflePoolSize), "Must be positive");
        int used = seed ?? Environment.Register(nameof(ShuffleRows)).Rand.Next();
        return new ShuffledDataView(input, used, shufflePoolSize, shuffleSource);
    }

    /// <summary>The rows whose value is at least the lower bound and below the upper one.</summary>
    public IDataView FilterRowsByColumn(
        IDataView input,
        string columnName,
        double lowerBound = double.NegativeInfinity,
        double upperBound = double.PositiveInfinity)
    {
        ArgumentNullException.ThrowIfNull(input);
        DataViewSchema.Column column = input.Schema[columnName];
        if (column.Type != NumberDataViewType.Single && column.Type != NumberDataViewType.Double)
        {
            throw new ArgumentOutOfRangeException(
                nameof(columnName), $"Column '{columnName}' is a {column.Type}, not a Single or Double.");
        }

        return new FilteredDataView(input, [column], row =>
        {
            Func<double> value = RowValues.AsDouble(row, column);
            return () => Within(value(), lowerBound, upperBound);
        });
    }

    private static bool Within(double value, double lower, double upper)
        => value >= lower && (value < upper || double.IsPositiveInfinity(upper));

    private static long Positive(long count)
        => count > 0 ? count : throw new ArgumentOutOfRangeException(nameof(count), "Must be greater than zero.");
}
