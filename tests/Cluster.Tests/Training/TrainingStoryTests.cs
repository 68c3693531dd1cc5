using ClusterSample.Training;
using Spectre.Console.Testing;

namespace ClusterSample.Tests.Training;

[Trait("Category", "Slow")]
public sealed class TrainingStoryTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deepq-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_process_that_learns_is_killed_and_another_one_goes_on()
    {
        using TestConsole console = new();
        console.Profile.Width = 200;
        // Whether it returns true depends on what was learned, which no seed decides.
        await TrainingStory.TellAsync(new ClusterOptions(Silos: 3, Candidates: 2, Steps: 1_000, _folder.FullName), console)
            .WaitAsync(TimeSpan.FromMinutes(5));

        Assert.Matches("silo-1 is killed at step [0-9,]+; it had the learner", console.Output);
        Assert.Matches("silo-[23] continues as the learner [0-9.]+ s later, from step [1-9][0-9,]+", console.Output);
        Assert.Contains("100,000 steps", console.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_folder.FullName, "cartpole.onnx")));
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder.FullName, "checkpoints"), "*.checkpoint"));
    }
}
