using DeepQ.Environments.Tabular;
using DeepQ.Learning.Checkpoints;
using DeepQ.MLNet.Sweeps;
using DeepQ.MLNet.Tests.Support;
using DeepQ.Orleans.Messages;
using DeepQ.Orleans.Silos;
using DeepQ.Orleans.Tests.Support;

namespace DeepQ.Orleans.Tests.Silos;

/// <summary>The trainings of a silo, without a cluster.</summary>
public sealed class SiloTrainingsTests : IDisposable
{
    private static readonly TrainingQuestion Score = new(0);
    private readonly TemporaryFolder _folder = new();
    private readonly EnvironmentSweep _sweep = Lakes.Sweep(() => new FrozenLake(isSlippery: false));
    private readonly SiloTrainings _silo;

    public SiloTrainingsTests() => _silo = new SiloTrainings(
        new Dictionary<string, EnvironmentSweep> { [_sweep.Name] = _sweep },
        new SweepSiloOptions { Folder = _folder.Path, Places = 1, CheckpointInterval = 100 },
        "here",
        "address");

    private TrainingOrder Order => new(_sweep.Name, Fingerprint.Of(_sweep.Describe()), 0, 0, [0.5, 0.5], 400, 7, 2);

    private string Checkpoint => _folder.File($"{Order.Key()}.checkpoint");

    public void Dispose()
    {
        _silo.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_training_gives_what_it_gives_without_a_silo()
    {
        TrainingAnswer answer = await TrainAsync(Order);
        using ISweepTraining alone = _sweep.Train(Order.ToSweep());
        Assert.Equal((TrainingState.Done, alone.Score, alone.Description), (answer.State, answer.Score, answer.Text));
    }

    [Fact]
    public async Task A_damaged_checkpoint_is_none()
    {
        await File.WriteAllTextAsync(Checkpoint, "so what");
        Assert.Equal((await TrainAsync(Order with { Candidate = 1 })).Score, (await TrainAsync(Order)).Score);
    }

    [Trait("Category", "Slow")]
    [Fact]
    public async Task An_environment_that_finds_its_data_invalid_leaves_the_checkpoint()
    {
        // Describing a sweep takes steps, too.
        (int steps, int most) = (0, int.MaxValue);
        EnvironmentSweep sweep = Lakes.Sweep(() => new WaitingLake(() =>
        {
            Thread.Sleep(1);
            if (++steps > most)
                throw new InvalidDataException("The map has no ice.");
        }));
        using SiloTrainings silo = new(
            new Dictionary<string, EnvironmentSweep> { [sweep.Name] = sweep },
            new SweepSiloOptions { Folder = _folder.Path, Places = 1, CheckpointInterval = 100 },
            "here",
            "address");

        TrainingOrder order = Order with { Fingerprint = Fingerprint.Of(sweep.Describe()) };
        (steps, most) = (0, 350);

        (TrainingJob? job, _) = await silo.BeginAsync(order);
        TrainingAnswer answer;
        while ((answer = job!.Ask(Score)).State == TrainingState.Running)
            await Task.Delay(5);

        Assert.Equal(TrainingState.Broken, answer.State);
        Assert.Contains("The map has no ice.", answer.Text, StringComparison.Ordinal);
        Assert.Equal(351, steps);
        Assert.Single(Directory.GetFiles(_folder.Path, "*.checkpoint"));
    }

    [Fact]
    public async Task A_silo_without_a_place_says_so()
    {
        EnvironmentSweep sweep = Lakes.Sweep();
        using SiloTrainings silo = new(
            new Dictionary<string, EnvironmentSweep> { [sweep.Name] = sweep },
            new SweepSiloOptions { Folder = _folder.Path, Places = 1 },
            "here",
            "address");
        TrainingOrder order = Order with { Fingerprint = Fingerprint.Of(sweep.Describe()) };
        (TrainingJob? job, _) = await silo.BeginAsync(order);
        (_, TrainingAnswer? refusal) = await silo.BeginAsync(order with { Seed = 8 });
        Assert.Equal(new TrainingAnswer(TrainingState.Full, "here"), refusal);
        await job!.EndAsync();
        (job, refusal) = await silo.BeginAsync(order with { Seed = 8 });
        Assert.Null(refusal);
        await job!.EndAsync();
    }

    // A silo that was given up may still be at work, and lets go of the file once it notices.
    [Fact]
    public async Task A_training_that_another_process_makes_is_not_begun()
    {
        using (new FileLock($"{Checkpoint}.training", "taken"))
        {
            (TrainingJob? job, _) = await _silo.BeginAsync(Order);
            while (job!.Ask(Score).State == TrainingState.Running && !job.IsHeld)
                await Task.Delay(5);
            Assert.True(job.IsHeld);
        }

        Assert.Equal(TrainingState.Done, (await TrainAsync(Order)).State);
    }

    [Fact]
    public async Task What_is_not_needed_any_longer_is_deleted()
    {
        await TrainAsync(Order);
        Assert.True(File.Exists(Checkpoint));
        _silo.Forget(Order);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task Sweeps_of_other_names_and_other_sweeps_of_the_name_are_refused()
    {
        (_, TrainingAnswer? unknown) = await _silo.BeginAsync(Order with { Sweep = "pond" });
        (_, TrainingAnswer? other) = await _silo.BeginAsync(Order with { Fingerprint = "0" });
        Assert.Equal("It does not know the sweep 'pond'.", unknown!.Text);
        Assert.StartsWith("Its sweep 'lake' is another one", other!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_told()
    {
        await File.WriteAllTextAsync(_folder.File("file"), "");
        using SiloTrainings silo = new(
            new Dictionary<string, EnvironmentSweep> { [_sweep.Name] = _sweep },
            new SweepSiloOptions { Folder = _folder.File("file") },
            "here",
            "address");
        SiloReport report = await silo.ReportAsync(_sweep.Name);
        Assert.Null(report.FolderId);
        Assert.Contains("file", report.FolderProblem, StringComparison.Ordinal);
    }

    [Fact]
    public void Orders_that_differ_in_anything_have_other_keys()
    {
        TrainingOrder[] orders =
        [
            Order,
            Order with { Sweep = "pond" },
            Order with { Fingerprint = "0" },
            Order with { Values = [0.5, 0.25] },
            Order with { Steps = 401 },
            Order with { Seed = 8 },
            Order with { EvaluationEpisodes = 3 },
            Order with { Round = 1 },
        ];
        Assert.Equal(orders.Length, orders.Select(order => order.Key()).Distinct().Count());
    }

    private async Task<TrainingAnswer> TrainAsync(TrainingOrder order)
    {
        (TrainingJob? job, _) = await _silo.BeginAsync(order);
        TrainingAnswer answer;
        while ((answer = job!.Ask(Score)).State == TrainingState.Running)
            await Task.Delay(5);
        await job.EndAsync();
        return answer;
    }
}
