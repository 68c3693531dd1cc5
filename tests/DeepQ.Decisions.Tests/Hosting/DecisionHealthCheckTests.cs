using DeepQ.Decisions.Hosting;
using DeepQ.Decisions.Storage;
using DeepQ.Decisions.Tests.Deciding;
using DeepQ.Decisions.Tests.Doctor;
using DeepQ.Decisions.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using static DeepQ.Decisions.Tests.LogBuilder;

namespace DeepQ.Decisions.Tests.Hosting;

public sealed class DecisionHealthCheckTests
{
    private readonly SetTime _time = new() { Now = At(500) };

    [Theory]
    [InlineData(1.0, 0, HealthStatus.Healthy)]
    [InlineData(1.0, 100, HealthStatus.Degraded)]
    [InlineData(0.0, 0, HealthStatus.Unhealthy)]
    public async Task The_worst_finding_is_the_health(double reward, int withoutProbability, HealthStatus expected)
    {
        MemoryStore store = new DoctorLog
        {
            Value = i => reward > 0 ? i % 2 : null,
            Change = (i, decision) => i < withoutProbability ? decision with { Probability = null } : decision,
        }.Store();
        HealthReportEntry entry = (await CheckAsync(store)).Entries["decisions"];
        Assert.Equal(expected, entry.Status);
        Assert.Equal((400L, reward > 0 ? 400L : 0L), (entry.Data["decisions"], entry.Data["rewarded"]));
        string? code = expected switch
        {
            HealthStatus.Healthy => null,
            HealthStatus.Degraded => "MissingProbabilities",
            _ => "NoRewards",
        };
        Assert.Equal(code is null ? [] : [code], entry.Data.Keys.Except(["decisions", "rewarded"]));
        Assert.Equal(code is null ? "Nothing is wrong." : entry.Data[code], entry.Description);
    }

    [Fact]
    public async Task A_log_that_cannot_be_read_is_unhealthy()
    {
        MemoryStore store = new() { ReadFailure = new DecisionStoreException("The disk is gone.") };
        HealthReportEntry entry = (await CheckAsync(store)).Entries["decisions"];
        Assert.Equal((HealthStatus.Unhealthy, "The log of decisions cannot be read."), (entry.Status, entry.Description));
        Assert.Equal("The disk is gone.", entry.Exception!.Message);
    }

    [Theory]
    [InlineData(1, 60)]
    [InlineData(10, 200)]
    public async Task The_log_is_read_once_a_minute_and_less_often_where_that_takes_long(int takes, int seconds)
    {
        _time.Step = TimeSpan.FromSeconds(takes);
        MemoryStore store = new DoctorLog().Store();
        await using ServiceProvider services = Services(store);
        HealthCheckService health = services.GetRequiredService<HealthCheckService>();
        await health.CheckHealthAsync();
        int read = store.EventsRead;
        _time.Now += TimeSpan.FromSeconds(seconds - 1);
        await health.CheckHealthAsync();
        Assert.Equal(read, store.EventsRead);
        _time.Now += TimeSpan.FromSeconds(1);
        await health.CheckHealthAsync();
        Assert.InRange(store.EventsRead, read + 800, int.MaxValue);
    }

    [Fact]
    public void A_window_that_is_none_is_refused_at_once() => Assert.Throws<ArgumentOutOfRangeException>(
        () => new ServiceCollection().AddDecisionDoctor(window: TimeSpan.Zero));

    private async Task<HealthReport> CheckAsync(MemoryStore store)
    {
        await using ServiceProvider services = Services(store);
        return await services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
    }

    private ServiceProvider Services(MemoryStore store)
    {
        ServiceCollection services = new();
        services.AddLogging().AddSingleton<TimeProvider>(_time).AddSingleton<IDecisionStore>(store).AddDecisionDoctor();
        services.AddHealthChecks().AddCheck<DecisionHealthCheck>("decisions");
        return services.BuildServiceProvider();
    }
}
