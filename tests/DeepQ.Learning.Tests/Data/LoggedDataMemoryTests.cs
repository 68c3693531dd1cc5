using DeepQ.Learning.Data;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Data;

/// <summary>What a table is said to take is what it takes.</summary>
[Collection(nameof(Alone))]
[Trait("Category", "Slow")]
public sealed class LoggedDataMemoryTests
{
    // The example of docs/logged-data.md.
    private const int Rows = 12_702_720;
    private const int Steps = 200;
    private const double Told = 627.2e6;

    [Fact]
    public void Episodes_of_states_of_eight_values_take_what_the_page_says_to_a_hundredth()
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        using LoggedDataBuilder builder = new(new LoggedDataShape { ObservationSize = 8, HasEpisodes = true, IsComplete = false });
        LoggedRow row = new(8, 0, complete: false);
        string episode = "";
        for (int i = 0; i < Rows; i++)
        {
            if (i % Steps == 0)
                episode = $"{i / Steps:D20}";
            row.Number = i;
            row.State.Dense().Fill(i % 1_000);
            (row.Action, row.Reward, row.Terminated) = (i % 2, i % 7, i % Steps == Steps - 1);
            builder.Add(row, episode);
        }

        long taken = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.InRange(builder.MemorySize, 0.99 * taken, 1.01 * taken);
        Assert.InRange(builder.MemorySize, 0.99 * Told, 1.01 * Told);
    }
}
