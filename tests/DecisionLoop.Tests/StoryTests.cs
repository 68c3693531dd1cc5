using DecisionLoopSample.Chart;
using DecisionLoopSample.Shop;
using Spectre.Console.Testing;

namespace DecisionLoopSample.Tests;

[Trait("Category", "Slow")]
public sealed class StoryTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deepq-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_loop_goes_most_of_the_way_and_recovers_from_a_change()
    {
        LoopFiles files = LoopFiles.In(_folder.FullName);
        using TestConsole console = new();
        LoopHistory history;
        await using (Loop loop = new(new(1, LoopOptions.DefaultCustomers, _folder.FullName), files))
            history = await Story.TellAsync(loop, console);

        Assert.InRange(history.ClosedBefore, 0.8, 1);
        Assert.InRange(history.ClosedAfter, 0.8, 1);
        Assert.InRange(history.Candidates.Count(candidate => candidate.IsPromoted), 3, 8);
        Assert.Contains(7, history.Rollbacks);

        // Day 7 is the drop, and two days later it is made good.
        Assert.True(history.Days[6].Acting < Tastes.After.Value(ShopFront.Rule));
        Assert.True(history.Days[8].Acting > 0.8 * Tastes.After.Best());
        Assert.False(history.Candidates.Single(candidate => candidate.Truth < 1.3 && candidate.Day == 6).IsPromoted);

        // An interval of 95% misses now and then.
        int covered = history.Candidates.Count(candidate => candidate.Estimate.Lower <= candidate.Truth && candidate.Truth <= candidate.Estimate.Upper);
        Assert.InRange(covered, history.Candidates.Count - 2, history.Candidates.Count);

        LoopPicture.Draw(history).SaveSvg(files.Picture, LoopPicture.Width, LoopPicture.Height);
        Assert.Contains("step back", File.ReadAllText(files.Picture));
        Assert.Equal(history.Candidates.Count, Directory.GetFiles(files.Registry, "card.md", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public void A_run_begins_where_no_other_has_left_anything()
    {
        LoopFiles files = LoopFiles.In(_folder.FullName);
        Directory.CreateDirectory(files.Registry);
        File.WriteAllText(files.Log, "");
        File.WriteAllText(files.Log + "-wal", "");
        Assert.Equal(files, LoopFiles.In(_folder.FullName));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.FullName));
    }

    [Theory]
    [InlineData("--customers", "100", "2,000")]
    [InlineData("--seed", "-1", "0 to")]
    public void A_bad_command_line_is_told(string name, string value, string message)
    {
        using StringWriter output = new(), errors = new();
        Assert.False(LoopOptions.TryParse([name, value], output, errors, out _, out int exitCode));
        Assert.Equal(2, exitCode);
        Assert.Contains(message, errors.ToString());
    }
}
