using DeepQ.Decisions;
using Microsoft.Extensions.Time.Testing;
using Spectre.Console.Testing;

namespace DecisionTrainingSample.Tests;

/// <summary>Morning guests want coffee, others tea; the rule offers coffee, and anything half of the time.</summary>
public sealed class TrainingTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deepq-test-");
    private readonly FakeTimeProvider _time = new(new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));

    private string Log => Path.Combine(_folder.FullName, "decisions.db");

    private string Registry => Path.Combine(_folder.FullName, "policies");

    public void Dispose() => _folder.Delete(recursive: true);

    [Trait("Category", "Slow")]
    [Fact]
    public async Task A_policy_is_learned_beside_an_application_that_goes_on_deciding_and_follows()
    {
        TrainingOptions options = Options("--baseline", "coffee", "--least", "1000");
        await using SqliteDecisionStore store = new(Log);
        using PolicyRegistry own = new(Registry, time: _time);
        options.Decisions.Settings = new() { BaselineEpsilon = 0.5 };
        await using DecisionService service = new(options.Decisions, store, own, new Random(1), _time);
        await LetGuestsCome(service, 3_000);
        _time.Advance(TimeSpan.FromHours(1));

        using TestConsole console = new();
        console.Profile.Width = 400;
        await Program.RunAsync(options, console, _time, default);
        Assert.Contains("No version decides.", console.Output);
        Assert.Contains("Promoted: the candidate is worth 0.6", console.Output);
        Assert.Contains("in use: 0001-", console.Output);

        Assert.True(own.Refresh());
        await service.SwitchAsync(new() { Mode = DecisionMode.Online, Exploration = ExplorationStrategy.Greedy });
        Assert.Equal("tea", (await service.DecideAsync(new float[] { 0, 1 })).Name);
        Assert.Equal("coffee", (await service.DecideAsync(new float[] { 1, 0 })).Name);
    }

    [Fact]
    public async Task A_short_log_says_what_is_missing()
    {
        await using (SqliteDecisionStore store = new(Log))
        {
        }

        using TestConsole console = new();
        console.Profile.Width = 400;
        await Program.RunAsync(Options(), console, _time, default);
        Assert.Contains("0 decisions to learn from are fewer than 1000", console.Output);
        Assert.Contains("in use: none, the baseline decides", console.Output);
    }

    [Theory]
    [InlineData("there is no such file", "--log", "missing.db", "--state-size", "2", "--actions", "coffee,tea")]
    [InlineData("'0'; it must be", "--state-size", "0", "--actions", "coffee,tea")]
    [InlineData("at least two different", "--state-size", "2", "--actions", "tea,tea")]
    [InlineData("one of the actions coffee, tea", "--state-size", "2", "--actions", "coffee,tea", "--baseline", "juice")]
    public void A_bad_command_line_is_told(string message, params string[] args)
    {
        using StringWriter output = new(), errors = new();
        Assert.False(TrainingOptions.TryParse(args, output, errors, out _, out int exitCode));
        Assert.Equal(2, exitCode);
        Assert.Contains(message, errors.ToString());
    }

    private static async Task LetGuestsCome(DecisionService service, int guests)
    {
        Random random = new(2);
        for (int guest = 0; guest < guests; guest++)
        {
            bool morning = random.Next(2) == 0;
            DecisionAnswer answer = await service.DecideAsync(new float[] { morning ? 1 : 0, morning ? 0 : 1 }, episodeId: $"guest {guest}");
            bool isBought = random.NextDouble() < (morning == (answer.Name == "coffee") ? 0.6 : 0.2);
            _ = service.RewardAsync(answer.Id, isBought ? 1 : 0);
            _ = service.EndEpisodeAsync($"guest {guest}");
        }

        await service.FlushAsync();
    }

    private TrainingOptions Options(params string[] more)
    {
        if (!File.Exists(Log))
            File.WriteAllBytes(Log, []);
        Assert.True(TrainingOptions.TryParse(
            ["--log", Log, "--registry", Registry, "--state-size", "2", "--actions", "coffee,tea", .. more],
            TextWriter.Null,
            TextWriter.Null,
            out TrainingOptions? options,
            out _));
        return options!;
    }
}
