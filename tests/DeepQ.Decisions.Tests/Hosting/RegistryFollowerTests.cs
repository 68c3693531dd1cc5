using DeepQ.Decisions.Tests.Policies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace DeepQ.Decisions.Tests.Hosting;

public sealed class RegistryFollowerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task An_application_follows_what_another_process_changes_within_a_second()
    {
        FakeTimeProvider time = new();
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddPolicyRegistry(_folder.FullName);
        using IHost host = builder.Build();
        await host.StartAsync();
        PolicyRegistry own = host.Services.GetRequiredService<PolicyRegistry>();
        using (PolicyRegistry other = new(_folder.FullName))
            other.Promote(other.Add(RegistryModel.Of(3), RegistryModel.Card, "learned").Name, "first");
        Assert.Null(own.InUse);

        string whole = File.ReadAllText(_folder.File("current.json"));
        File.WriteAllText(_folder.File("current.json"), "{");
        time.Advance(TimeSpan.FromSeconds(1));
        await Task.Delay(100);
        Assert.Null(own.InUse);
        File.WriteAllText(_folder.File("current.json"), whole);
        for (int look = 0; own.InUse is null && look < 100; look++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(20);
        }

        Assert.Equal(3, RegistryModel.WeightOf(own.InUse));
        await host.StopAsync();
    }

    public void Dispose() => _folder.Dispose();
}
