using DeepQ.MLNet.Data;
using DeepQ.MLNet.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using Microsoft.ML.Runtime;

namespace DeepQ.MLNet.Tests.Data;

public sealed class ReadingLogTests
{
    [Fact]
    public void A_line_every_five_seconds_says_how_far_it_is()
    {
        MLContext context = new(1);
        List<string> messages = [];
        context.Log += (_, log) => messages.Add(log.Message);
        FakeTimeProvider time = new();
        using (IChannel channel = ((IHostEnvironment)context).Start("Test"))
        {
            ReadingLog log = new(channel, new() { ObservationSize = 1, IsComplete = true, Rows = 5000 }, time);
            time.Advance(TimeSpan.FromSeconds(4));
            log.Progress(1024, 1_000_000);
            time.Advance(TimeSpan.FromSeconds(4));
            log.Progress(2048, 2_000_000);
            log.Progress(3072, 3_000_000);
            time.Advance(TimeSpan.FromSeconds(8));
            log.Progress(4096, 4_000_000);
        }

        Assert.Equal(
            ["Read 2048 of 5000 rows, 256 per second; 2.0 MB.", "Read 4096 of 5000 rows, 256 per second; 4.0 MB."],
            messages.Where(message => message.Contains("per second", StringComparison.Ordinal))
                .Select(message => message[message.IndexOf("Read ", StringComparison.Ordinal)..]));
    }

    // Each was cut off properly, as the table says, after steps of its own; no person has to read it three hundred times.
    [Fact]
    public void Episodes_that_were_cut_off_are_one_line_and_no_warning_where_nothing_leans()
    {
        MLContext context = new(1);
        List<LoggingEventArgs> lines = [];
        context.Log += (_, line) => lines.Add(line);
        IEnumerable<EpisodeStep> rows = Enumerable.Range(0, 300).SelectMany(episode => Enumerable.Range(0, 4).Select(step => new EpisodeStep
        {
            EpisodeId = $"{episode}",
            Timestamp = step,
            Stock = (episode + step) % 5,
            Weather = step % 2 == 0 ? "dry" : "wet",
            Action = (episode + step) % 3 == 0 ? "order" : "wait",
            Truncated = step == 3,
        }));
        DeepQTrainer.Options options = Shop.Options(context);
        options.NextStateColumnName = null;
        context.ReinforcementLearning.Trainers.DeepQ(options).Inspect(context.Data.LoadFromEnumerable(rows));

        Assert.DoesNotContain(lines, line => line.Kind == ChannelMessageKind.Warning);
        string told = Assert.Single(lines, line => line.RawMessage.Contains("was cut off", StringComparison.Ordinal)).RawMessage;
        Assert.Equal(
            "Row 3: episode '0' was cut off here, and the next state is not known; its reward counts in returns, but " +
            "nothing is learned from it. The same holds for 299 more rows.",
            told);
    }
}
