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
        using IHost host = builder.Build();
        await host.StartAsync();
        PolicyRegistry registry = host.Services.GetRequiredService<PolicyRegistry>();
        Assert.Same(registry, host.Services.GetRequiredService<IPolicyVersions>());

        DecisionService service = host.Services.GetRequiredService<DecisionService>();
        await Visit(service, 900);
        time.Advance(TimeSpan.FromHours(1));
        await Visit(service, 200);
        Assert.Empty(registry.Versions);
        time.Advance(TimeSpan.FromHours(1));
        for (int i = 0; i < 600 && registry.VersionInUse is null; i++)
            await Task.Delay(50);
        Assert.Equal(1, registry.VersionInUse!.Number);
        DecisionAnswer answer = await service.DecideAsync(new float[] { 0, 1 });
        Assert.Equal(registry.VersionInUse.Sha256, answer.Version);
        await host.StopAsync();
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
