using ClusterSample.Sweeps;
using Spectre.Console.Testing;

namespace ClusterSample.Tests.Sweeps;

[Trait("Category", "Slow")]
public sealed class SweepStoryTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deepq-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    // The processes are killed by the system, so that nothing but the checkpoint is left of what they did.
    [Fact]
    public async Task A_killed_process_changes_nothing()
    {
        using TestConsole console = new();
        console.Profile.Width = 200;
        bool isTheSame = await SweepStory.TellAsync(new ClusterOptions(Silos: 3, Candidates: 4, Steps: 4_000, _folder.FullName), console)
            .WaitAsync(TimeSpan.FromMinutes(5));

        Assert.True(isTheSame, console.Output);
        Assert.Contains("whose process is killed", console.Output, StringComparison.Ordinal);
        Assert.Contains("continues on silo-", console.Output, StringComparison.Ordinal);
        Assert.Contains("trial by trial the same", console.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder.FullName, "checkpoints"), "*.checkpoint"));
    }
}
