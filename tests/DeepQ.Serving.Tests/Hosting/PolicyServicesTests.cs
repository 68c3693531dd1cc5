using System.Diagnostics;
using System.Diagnostics.Metrics;
using DeepQ.Onnx.Graphs;
using DeepQ.Serving.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace DeepQ.Serving.Tests.Hosting;

public sealed class PolicyServicesTests
{
    [Fact]
    public async Task A_host_serves_the_policy_under_each_of_its_names()
    {
        using PolicyFolder folder = new();
        using IHost host = Build(folder.File);
        await host.StartAsync();

        IPolicy policy = host.Services.GetRequiredService<IPolicy>();
        PolicyDecision decision = await host.Services.GetRequiredService<MicroBatcher>().DecideAsync(new float[] { 1 });

        Assert.Same(host.Services.GetRequiredService<ReloadingPolicy>(), policy);
        Assert.Equal((2, 2), (policy.Act([1]), decision.Action));
        await host.StopAsync();
    }

    [Fact]
    public async Task A_host_with_a_bad_file_does_not_start()
    {
        using PolicyFolder folder = new("no model"u8.ToArray());
        using IHost host = Build(folder.File);

        await Assert.ThrowsAsync<PolicyFormatException>(() => host.StartAsync());
    }

    [Fact]
    public async Task The_health_check_tells_version_and_refusal()
    {
        using PolicyFolder folder = new();
        using IHost host = Build(folder.File);
        ReloadingPolicy policy = host.Services.GetRequiredService<ReloadingPolicy>();
        HealthCheckService health = host.Services.GetRequiredService<HealthCheckService>();

        HealthReportEntry healthy = (await health.CheckHealthAsync()).Entries["policy"];
        folder.Put("no model"u8.ToArray());
        policy.Reload();
        HealthReportEntry degraded = (await health.CheckHealthAsync()).Entries["policy"];
        policy.Dispose();
        HealthReportEntry unhealthy = (await health.CheckHealthAsync()).Entries["policy"];

        Assert.Equal(
            [HealthStatus.Healthy, HealthStatus.Degraded, HealthStatus.Unhealthy],
            new[] { healthy, degraded, unhealthy }.Select(entry => entry.Status));
        Assert.Equal(policy.Version, healthy.Data["version"]);
        Assert.Equal("CPUExecutionProvider", healthy.Data["provider"]);
        Assert.Contains("not an ONNX model", degraded.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Calls_reloads_and_refusals_are_counted()
    {
        using PolicyFolder folder = new();
        using IHost host = Build(folder.File);
        Meter meter = host.Services.GetRequiredService<PolicyMeter>().Meter;
        Dictionary<string, double> sums = [];
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (ReferenceEquals(instrument.Meter, meter))
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Add(sums, instrument.Name, value));
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Add(sums, instrument.Name, value));
        listener.Start();
        long start = Stopwatch.GetTimestamp();
        ReloadingPolicy policy = host.Services.GetRequiredService<ReloadingPolicy>();

        policy.Act([1]);
        policy.Evaluate([1, 2, 3], new float[9], new int[3]);
        using (PolicyLease lease = policy.Acquire())
            lease.Evaluate([1, 2], new float[6], new int[2]);
        folder.Put(PolicyFolder.Numbered(2));
        policy.Reload();
        folder.Put([]);
        policy.Reload();

        Assert.Equal(3, sums["deepq.policy.requests"]);
        Assert.Equal(6, sums["deepq.policy.states"]);
        Assert.InRange(sums["deepq.policy.duration"], double.Epsilon, Stopwatch.GetElapsedTime(start).TotalSeconds);
        Assert.Equal(1, sums["deepq.policy.reloads"]);
        Assert.Equal(1, sums["deepq.policy.refusals"]);
    }

    [Fact]
    public void Impossible_options_are_refused_where_they_are_set()
    {
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddDeepQPolicy(""));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PolicyServiceOptions { PollInterval = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PolicyServiceOptions { SettleTime = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(() => new MicroBatchOptions { MaxBatchSize = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new MicroBatchOptions { QueueLength = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new MicroBatchOptions { MaxDelay = TimeSpan.FromSeconds(2) });
    }

    private static IHost Build(string file)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddMetrics();
        builder.Services.AddDeepQPolicy(file, options => options.ReloadOnChange = false);
        builder.Services.AddHealthChecks().AddCheck<PolicyHealthCheck>("policy");
        return builder.Build();
    }

    private static void Add(Dictionary<string, double> sums, string name, double value) =>
        sums[name] = sums.GetValueOrDefault(name) + value;
}
