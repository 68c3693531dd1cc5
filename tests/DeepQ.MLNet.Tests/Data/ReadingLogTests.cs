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
        ManualTime time = new();
        using (IChannel channel = ((IHostEnvironment)context).Start("Test"))
        {
            ReadingLog log = new(channel, new() { ObservationSize = 1, IsComplete = true, Rows = 5000 }, time);
            time.Seconds = 4;
            log.Progress(1024, 1_000_000);
            time.Seconds = 8;
            log.Progress(2048, 2_000_000);
            log.Progress(3072, 3_000_000);
            time.Seconds = 16;
            log.Progress(4096, 4_000_000);
        }

        Assert.Equal(
            ["Read 2048 of 5000 rows, 256 a second; 2.0 MB.", "Read 4096 of 5000 rows, 256 a second; 4.0 MB."],
            messages.Where(message => message.Contains("a second", StringComparison.Ordinal))
                .Select(message => message[message.IndexOf("Read ", StringComparison.Ordinal)..]));
    }

    private sealed class ManualTime : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
