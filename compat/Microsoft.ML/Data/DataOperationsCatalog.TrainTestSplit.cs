using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public sealed partial class DataOperationsCatalog
{
    private const int SplitSeed = 42;

    /// <summary>
    /// Two tables that share the rows between them: each row, or all rows with one value of the sampling key, goes to
    /// one of them at random.
    /// </summary>
    public TrainTestData TrainTestSplit(
        IDataView data, double testFraction = 0.1, string samplingKeyColumnName = null, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (!(testFraction > 0 && testFraction < 1))
            throw new ArgumentOutOfRangeException(nameof(testFraction), "Must be between 0 and 1 exclusive");
        DataViewSchema.Column? key = samplingKeyColumnName == null
            ? null
            : data.Schema.GetColumnOrNull(samplingKeyColumnName);
        if (samplingKeyColumnName != null && key == null)
        {
            throw new ArgumentOutOfRangeException(
                nameof(samplingKeyColumnName), $"Could not find the sampling key column '{samplingKeyColumnName}'");
        }

        int used = seed ?? ((IHostEnvironmentInternal)Environment).Seed ?? SplitSeed;
        FilteredDataView Part(bool test) => new(data, key is DataViewSchema.Column needed ? [needed] : [], row =>
        {
            Func<double> draw = RowValues.Uniform(row, key, used);
            return () => draw() < testFraction == test;
        });
        return new TrainTestData(Part(test: false), Part(test: true));
    }

    /// <summary>What <see cref="TrainTestSplit"/> gives.</summary>
    public readonly struct TrainTestData
    {
        public readonly IDataView TrainSet;
        public readonly IDataView TestSet;

        internal TrainTestData(IDataView trainSet, IDataView testSet)
        {
            TrainSet = trainSet;
            TestSet = testSet;
        }
    }
}
