using DeepQ.Decisions.Events;
using DeepQ.Decisions.Policies;
using DeepQ.Decisions.Storage;
using DeepQ.Decisions.Tests.Deciding;
using DeepQ.Decisions.Tests.Storage;
using DeepQ.Serving;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DeepQ.Decisions.Tests.Hosting;

public sealed class DecisionHostTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_host_decides_by_the_policy_of_the_application_and_writes_all_when_it_stops()
    {
        DecisionAnswer answer;
        using (IHost host = Host(services => services
            .AddSingleton<IPolicy>(new FixedPolicy("v1", 1, 2))
            .AddDecisions(_folder.File("decisions.db"), Configure)))
        {
            await host.StartAsync();
            answer = await host.Services.GetRequiredService<DecisionService>().DecideAsync(new float[] { 1, 2 });
            await host.StopAsync();
            Assert.True(answer.Logged.IsCompletedSuccessfully);
        }

        Assert.Equal("v1", answer.Version);
        await using SqliteDecisionStore store = new(_folder.File("decisions.db"));
        DecisionEvent[] events = await store.ReadAsync().Select(each => each.Event).ToArrayAsync();
        Assert.Equal(DecisionMode.Online, Assert.IsType<SettingsChange>(events[0]).Mode);
        Assert.Equal(answer.Id, Assert.IsType<Decision>(events[1]).Id);
    }

    [Fact]
    public async Task A_store_a_clock_and_policies_of_the_application_are_used()
    {
        MemoryStore store = new();
        using IHost host = Host(services => services
            .AddSingleton<IDecisionStore>(store)
            .AddSingleton<TimeProvider>(new SetTime())
            .AddSingleton<IPolicyVersions>(new PolicyVersions { InUse = new FixedPolicy("own", 1, 2) })
            .AddDecisions(Configure));
        await host.StartAsync();
        await host.Services.GetRequiredService<DecisionService>().DecideAsync(new float[] { 1, 2 });
        await host.StopAsync();
        Decision decision = Assert.IsType<Decision>(store.Events[1]);
        Assert.Equal(("own", LogBuilder.Start), (decision.Version, decision.Time));
    }

    [Fact]
    public async Task A_container_that_is_disposed_writes_what_waits()
    {
        using (ServiceProvider services = new ServiceCollection().AddDecisions(_folder.File("decisions.db"), Configure).BuildServiceProvider())
        {
            services.GetRequiredService<PolicyVersions>().InUse = new FixedPolicy("v1", 1, 2);
            await services.GetRequiredService<DecisionService>().DecideAsync(new float[] { 1, 2 });
        }

        await using SqliteDecisionStore store = new(_folder.File("decisions.db"));
        Assert.Equal(1, (await store.CountAsync()).Decisions);
    }

    [Fact]
    public async Task What_is_too_old_is_deleted()
    {
        MemoryStore store = new();
        await store.AppendAsync([LogBuilder.Decide(1, -61), LogBuilder.Decide(2, -59)]);
        using IHost host = Host(services => services
            .AddSingleton<IDecisionStore>(store)
            .AddSingleton<TimeProvider>(new SetTime())
            .AddDecisions(options =>
            {
                Configure(options);
                options.Retention = TimeSpan.FromHours(1);
            }));
        await host.StartAsync();
        await store.Deleted.Task;
        await host.StopAsync();
        Assert.Equal(LogBuilder.Id(2), Assert.Single(store.Events.OfType<Decision>()).Id);
    }

    [Fact]
    public async Task A_store_that_hangs_does_not_keep_the_application_from_stopping()
    {
        MemoryStore store = new() { Gate = MemoryStore.Closed() };
        IHost host = Host(services => services
            .Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(200))
            .AddSingleton<IDecisionStore>(store)
            .AddDecisions(Configure));
        await host.StartAsync();
        DecisionAnswer answer = await host.Services.GetRequiredService<DecisionService>().DecideAsync(
            new DecisionRequest(new float[] { 1, 2 }) { OwnAction = new(0, 1) });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await host.StopAsync();
            await answer.Logged;
        });
        await Task.Run(host.Dispose).WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Empty(store.Events);
    }

    [Fact]
    public async Task A_retention_that_no_calendar_has_stops_the_start()
    {
        using IHost host = Host(services => services.AddDecisions(_folder.File("decisions.db"), options =>
        {
            Configure(options);
            options.Retention = TimeSpan.MaxValue;
        }));
        Assert.Contains("at most 365000 days", (await Assert.ThrowsAsync<ArgumentException>(() => host.StartAsync())).Message);
    }

    [Fact]
    public async Task Bad_options_and_a_log_that_cannot_be_opened_stop_the_start()
    {
        using IHost bad = Host(services => services.AddDecisions(_folder.File("decisions.db"), _ => { }));
        Assert.Contains(
            "DecisionOptions.StateSize must be",
            (await Assert.ThrowsAsync<ArgumentException>(() => bad.StartAsync())).Message,
            StringComparison.Ordinal);

        using IHost nowhere = Host(services => services.AddDecisions(_folder.File("none/decisions.db"), Configure));
        await Assert.ThrowsAsync<DecisionStoreException>(() => nowhere.StartAsync());
    }

    private static void Configure(DecisionOptions options)
    {
        options.StateSize = 2;
        options.ActionNames = ["left", "right"];
        options.Settings = new() { Mode = DecisionMode.Online };
    }

    private static IHost Host(Action<IServiceCollection> configure)
    {
        HostApplicationBuilder builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
        configure(builder.Services);
        return builder.Build();
    }
}
