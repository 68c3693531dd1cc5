using DeepQ.Environments;
using Microsoft.ML;

namespace InventorySample.Tests.Log;

public sealed class DecisionLogTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("inventory-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_database_loader_reads_what_was_written_in_its_order()
    {
        string path = Path.Combine(_folder.FullName, "shop.db");
        MLContext mlContext = new();
        Decision[] decisions =
        [
            new(0, new(0, 2, 0), 1, 0.25, -3.5, false),
            new(0, new(1, 0, 7), 2, 0.5, 12.25, true),
        ];

        int written = DecisionLog.Write(path, decisions.Reverse());

        LoggedDecision[] rows =
            [.. mlContext.Data.CreateEnumerable<LoggedDecision>(ShopLearning.Load(mlContext, path), false)];
        Assert.Equal(2, written);
        Assert.Equal(
            [("Wed", "sun", 0, "one crate", 0.25f, -3.5f, false), ("Thu", "rain", 7, "two crates", 0.5f, 12.25f, true)],
            rows.Select(row => (
                row.Weekday, row.Weather, (int)row.Stock, row.Crates, row.Propensity, row.Profit, row.EndsWeek)));
    }

    [Fact]
    public void A_new_log_takes_the_place_of_an_older_one()
    {
        string path = Path.Combine(_folder.FullName, "shop.db");
        Xoshiro256 random = new(1);

        DecisionLog.Write(path, ShopSimulator.Week(0, RuleOfThumb.Probability, random));

        Assert.Equal(4, DecisionLog.Write(path, ShopSimulator.Week(0, RuleOfThumb.Probability, random)));
    }
}
