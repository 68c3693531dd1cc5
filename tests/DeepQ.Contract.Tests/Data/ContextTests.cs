using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace DeepQ.Contract.Tests.Data;

public sealed class ContextTests
{
    [Fact]
    public void Messages_reach_the_log_with_their_kind_and_where_they_come_from()
    {
        var context = new MLContext(seed: 1);
        var seen = new List<(ChannelMessageKind, string, string, string)>();
        context.Log += (_, message) =>
        {
            if (message.Kind > ChannelMessageKind.Trace)
                seen.Add((message.Kind, message.Source, message.RawMessage, message.Message));
        };

        using (IChannel channel = ((IHostEnvironment)context).Register("DeepQ").Start("Training"))
        {
            channel.Info(MessageSensitivity.None, "step {0}", 3);
            channel.Warning(MessageSensitivity.None, "loss {is} high");
        }

        Assert.Equal(
            [
                (ChannelMessageKind.Info, "DeepQ; Training", "step 3", "[Source=DeepQ; Training, Kind=Info] step 3"),
                (ChannelMessageKind.Warning, "DeepQ; Training", "loss {is} high",
                    "[Source=DeepQ; Training, Kind=Warning] loss {is} high"),
            ],
            seen);
    }

    [Fact]
    public void A_host_is_named_by_itself()
    {
        var context = new MLContext(seed: 1);
        var sources = new List<string>();
        context.Log += (_, message) => sources.Add(message.Source);

        using (IChannel channel = ((IHostEnvironment)context).Register("Outer").Register("Inner").Start("Channel"))
            channel.Error(MessageSensitivity.None, "failed");

        Assert.Contains("Inner; Channel", sources);
        Assert.DoesNotContain(sources, source => source.Contains("Outer", StringComparison.Ordinal));
    }

    [Fact]
    public void The_random_numbers_of_components_follow_from_the_seed_of_the_context()
    {
        IHostEnvironment first = new MLContext(seed: 1);
        IHostEnvironment second = new MLContext(seed: 1);
        int[] draws = [first.Register("A").Rand.Next(), first.Register("A").Rand.Next()];

        Assert.NotEqual(draws[0], draws[1]);
        int[] again = [second.Register("A").Rand.Next(), second.Register("B").Rand.Next()];
        Assert.Equal(draws, again);
        Assert.Equal(first.Register("A", seed: 7).Rand.Next(), second.Register("B", seed: 7).Rand.Next());
    }

    [Fact]
    public void A_context_uses_no_gpu_until_it_is_told_to()
    {
        var context = new MLContext();

        Assert.Null(context.GpuDeviceId);
        Assert.False(context.FallbackToCpu);
        Assert.True(Directory.Exists(context.TempFilePath));
    }
}
