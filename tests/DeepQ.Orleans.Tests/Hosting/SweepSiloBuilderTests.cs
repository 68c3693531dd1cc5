using DeepQ.MLNet.Sweeps;
using DeepQ.Orleans.Tests.Support;
using Microsoft.Extensions.Hosting;

namespace DeepQ.Orleans.Tests.Hosting;

public sealed class SweepSiloBuilderTests
{
    [Fact]
    public void Silos_without_sweeps_or_with_two_of_one_name_are_refused()
    {
        Assert.Contains("no sweep", Refusal<ArgumentException>([]), StringComparison.Ordinal);
        Assert.Contains("'lake'", Refusal<ArgumentException>([Lakes.Sweep(), Lakes.Sweep()]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 1, 1, "Folder")]
    [InlineData("here", 0, 1, "Places must be positive; it is 0.")]
    [InlineData("here", 1, -1, "CheckpointInterval must be positive; it is -1.")]
    public void Options_out_of_range_are_named(string folder, int places, int interval, string expected) => Assert.Contains(
        expected,
        Assert.Throws<ArgumentException>(() => Build(silo => silo.AddDeepQSweeps([Lakes.Sweep()], options =>
            (options.Folder, options.Places, options.CheckpointInterval) = (folder, places, interval)))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_second_call_is_refused() => Assert.Throws<InvalidOperationException>(() => Build(silo =>
        silo.AddDeepQSweeps([Lakes.Sweep()]).AddDeepQSweeps([Lakes.Sweep()])));

    private static string Refusal<T>(EnvironmentSweep[] sweeps)
        where T : Exception => Assert.Throws<T>(() => Build(silo => silo.AddDeepQSweeps(sweeps))).Message;

    private static void Build(Action<ISiloBuilder> configure) => Host.CreateApplicationBuilder().UseOrleans(configure);
}
