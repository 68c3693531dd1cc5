using DeepQ.Decisions.Events;
using DeepQ.Decisions.Policies;
using DeepQ.Decisions.Promotion;
using DeepQ.Decisions.Storage;
using DeepQ.Decisions.Tests;
using DeepQ.Decisions.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace DeepQ.Decisions.MLNet.Tests.Hosting;

public sealed class DecisionLearningTests
{
    [Fact]
    public async Task An_application_learns_when_there_is_enough_that_is_new_and_decides_by_it()
    {
        using TemporaryFolder folder = new();
        await using MemoryStore store = new();
        FakeTimeProvider time = new(LogBuilder.Start);
        using IHost host = Build(folder, store, time);
        await host.StartAsync();
        PolicyRegistry registry = host.Services.GetRequiredService<PolicyRegistry>();
        Assert.Same(registry, host.Services.GetRequiredService<IPolicyVersions>());

        DecisionService service = host.Services.GetRequiredService<DecisionService>();
        await Visit(service, 900);
        time.Advance(TimeSpan.FromHours(1));
        await Visit(service, 200);
        Assert.Empty(registry.Versions);
        time.Advance(TimeSpan.FromHours(1));
        await Until(() => registry.VersionInUse is not null);
        Assert.Equal(1, registry.VersionInUse!.Number);
        DecisionAnswer answer = await service.DecideAsync(new float[] { 0, 1 });
        Assert.Equal(registry.VersionInUse.Sha256, answer.Version);
        await host.StopAsync();
    }

    [Trait("Category", "Slow")]
    [Fact]
    public async Task What_is_new_is_counted_also_where_as_much_is_deleted_and_what_was_learned_from_is_not_new_after_a_restart()
    {
        using TemporaryFolder folder = new();
        await using MemoryStore store = new();
        FakeTimeProvider time = new(LogBuilder.Start);
        using (IHost host = Build(folder, store, time))
        {
            await host.StartAsync();
            PolicyRegistry registry = host.Services.GetRequiredService<PolicyRegistry>();
            DecisionService service = host.Services.GetRequiredService<DecisionService>();
            for (int day = 1; day <= 2; day++)
            {
                await Visit(service, 1_001);
                time.Advance(TimeSpan.FromHours(1));
                await Until(() => registry.History.Count(entry => entry.Action is RegistryAction.Added) == day);
                await store.DeleteBeforeAsync(time.GetUtcNow() - TimeSpan.FromMinutes(1));
                Assert.Empty(store.Events.OfType<Decision>());
            }

            await host.StopAsync();
        }

        using (IHost host = Build(folder, store, time))
        {
            await host.StartAsync();
            PolicyRegistry registry = host.Services.GetRequiredService<PolicyRegistry>();
            await Visit(host.Services.GetRequiredService<DecisionService>(), 300);
            for (int look = 0; look < 2; look++)
            {
                int read = store.EventsRead;
                time.Advance(TimeSpan.FromHours(1));
                await Until(() => store.EventsRead > read);
            }

            await host.StopAsync();
            Assert.Equal(2, registry.Versions.Count);
        }
    }

    private static async Task Until(Func<bool> holds)
    {
        for (int i = 0; i < 600 && !holds(); i++)
            await Task.Delay(50);
        Assert.True(holds());
    }

    private static IHost Build(TemporaryFolder folder, MemoryStore store, TimeProvider time)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Services.AddSingleton<TimeProvider>(time).AddSingleton<IDecisionStore>(store).AddSingleton(new Random(1));
        builder.Services.AddDecisions(options =>
        {
            options.StateSize = 2;
            options.ActionNames = ["book", "game"];
            options.Baseline = (_, _) => 0;
            options.Settings = new() { Mode = DecisionMode.Online, BaselineEpsilon = 0.5 };
        });
        builder.Services.AddPolicyRegistry(Path.Combine(folder.FullName, "policies"));
        builder.Services.AddDecisionTraining(options =>
        {
            options.Gate = new() { Rule = new PromotionRule { LeastEvents = 200 } };
            (options.LeastDecisions, options.NewDecisions) = (200, 1_000);
            options.Configure = settings => settings.Updates = 1_000;
        });
        return builder.Build();
    }

    private static async Task Visit(DecisionService service, int customers)
    {
        Random random = new(customers);
        for (int i = 0; i < customers; i++)
        {
            int kind = random.Next(2);
            DecisionAnswer answer = await service.DecideAsync(new float[] { 1 - kind, kind });
            _ = service.RewardAsync(answer.Id, answer.Action == kind ? 1 : 0);
        }

        await service.FlushAsync();
    }
}
