using System.Diagnostics;
using DeepQ.Learning.Evaluation;
using DeepQ.Learning.Logging;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Training;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Tests.Logging;

public sealed class MetricLogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_csv_file_has_a_line_a_value_and_means_of_updates()
    {
        string path = _folder["logs/run.csv"];
        using (CsvLog log = new(path, updateInterval: 2))
            Tell(log);

        string[] expected =
        [
            "step,metric,value",
            "9,episode/return,-3.5",
            "9,episode/length,7",
            "20,update/loss,2",
            "20,update/mean_q,15",
            "20,update/td_error,0.5",
            "20,update/gradient_norm,6",
            "20,exploration/epsilon,0.25",
            "20,replay/fill,0.125",
            "20,time/updates_per_second,4",
            "30,evaluation/mean_return,2",
            "30,evaluation/standard_deviation,1",
        ];
        Assert.Equal(expected, File.ReadAllLines(path));
    }

    [Fact]
    public void A_pipe_is_refused_and_not_waited_for()
    {
        if (OperatingSystem.IsWindows())
            return;
        string pipe = _folder["pipe"];
        Process.Start("mkfifo", pipe).WaitForExit();

        Assert.EndsWith(
            "is a device, a pipe or a socket; specify a regular file.", Assert.Throws<IOException>(() => new CsvLog(pipe)).Message);
    }

    [Fact]
    public void A_log_that_cannot_be_written_costs_no_training()
    {
        List<string> told = [];
        FullDisk log = new();
        ObserverGroup observers = new([log, new Listener(told)]);

        observers.OnEpisodeEnd(new EpisodeRecord(1, 2, 3));
        observers.OnEpisodeEnd(new EpisodeRecord(2, 2, 3));
        observers.OnTrainingEnd(StopReason.Completed);

        Assert.Equal(
            "The FullDisk ends here because it cannot be written: No space left on device. Training continues without it.",
            Assert.Single(told));
        Assert.Equal(1, log.Attempts);
    }

    [Fact]
    public void A_csv_file_is_replaced_unless_it_is_to_go_on()
    {
        string path = _folder["run.csv"];
        new CsvLog(path).Dispose();
        using (CsvLog log = new(path, append: true))
            log.OnEpisodeEnd(new EpisodeRecord(1, 2, 3));
        Assert.Equal(["step,metric,value", "1,episode/return,2", "1,episode/length,3"], File.ReadAllLines(path));

        new CsvLog(path).Dispose();
        Assert.Equal(["step,metric,value"], File.ReadAllLines(path));
    }

    [Fact]
    public void An_event_file_holds_its_version_and_the_same_values()
    {
        using (TensorBoardLog log = new(_folder["board"], updateInterval: 2, new Clock()))
            Tell(log);

        string file = Assert.Single(Directory.GetFiles(_folder["board"]));
        Assert.Equal("events.out.tfevents.1700000000.5000000.deepq", Path.GetFileName(file));
        IReadOnlyList<EventFile.Event> events = EventFile.Read(file);
        Assert.Equal("brain.Event:2", events[0].Version);
        Assert.All(events, entry => Assert.Equal(1_700_000_000.5, entry.Time));
        Assert.Equal(12, events.Count);
        Assert.Equal((9L, "episode/return", -3.5f), (events[1].Step, events[1].Tag, events[1].Value));
        Assert.Equal((20L, "update/mean_q", 15f), (events[4].Step, events[4].Tag, events[4].Value));
        Assert.Equal((30L, "evaluation/mean_return", 2f), (events[10].Step, events[10].Tag, events[10].Value));
    }

    [Fact]
    public void What_was_evaluated_can_be_read_while_training_goes_on()
    {
        using TensorBoardLog log = new(_folder["board"], clock: new Clock());
        log.OnEvaluation(new EvaluationRecord(5, new EvaluationResult([1])));
        using FileStream file = new(
            Assert.Single(Directory.GetFiles(_folder["board"])), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        Assert.True(file.Length > 100);
    }

    [Fact]
    public void Without_an_environment_the_steps_are_updates()
    {
        string path = _folder["run.csv"];
        using (CsvLog log = new(path, updateInterval: 1))
            log.OnUpdate(new UpdateRecord(0, 17, new UpdateResult(1, 2, 3, 4), 0, 1, TimeSpan.Zero));
        Assert.StartsWith("17,update/loss,1", File.ReadAllLines(path)[1], StringComparison.Ordinal);
    }

    // The second of the two updates is the fourth of the run, a second after its beginning.
    private static void Tell(MetricLog log)
    {
        log.OnEpisodeEnd(new EpisodeRecord(9, -3.5, 7));
        log.OnUpdate(new UpdateRecord(16, 3, new UpdateResult(1, 10, 0.25, 4), 0.5, 0.1, TimeSpan.FromSeconds(0.5)));
        log.OnUpdate(new UpdateRecord(20, 4, new UpdateResult(3, 20, 0.75, 8), 0.25, 0.125, TimeSpan.FromSeconds(1)));
        log.OnEvaluation(new EvaluationRecord(30, new EvaluationResult([1, 3])));
        log.OnUpdate(new UpdateRecord(40, 5, new UpdateResult(9, 9, 9, 9), 0, 1, TimeSpan.FromSeconds(2)));
        log.OnTrainingEnd(StopReason.Completed);
    }

    private sealed class Clock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_500);
    }

    private sealed class FullDisk() : MetricLog(updateInterval: 10)
    {
        public int Attempts { get; private set; }

        protected override void Write(string metric, long step, double value)
        {
            Attempts++;
            throw new IOException("No space left on device.");
        }

        protected override void Flush()
        {
        }
    }

    private sealed class Listener(List<string> told) : ITrainingObserver
    {
        public void OnWarning(string message) => told.Add(message);
    }
}
