using DeepQ.Onnx.Files;
using DeepQ.Onnx.Graphs;
using DeepQ.Serving.Hosting;
using DeepQ.Tests;
using Microsoft.Extensions.Logging;

namespace DeepQ.Serving.Tests.Hosting;

public sealed class ReloadingPolicyTests
{
    [Fact]
    public void A_new_file_takes_over_and_says_its_version()
    {
        using PolicyFolder folder = new();
        using ReloadingPolicy policy = new(folder.Options());
        string first = policy.Version;
        int before = policy.Act([1]);

        folder.Put(PolicyFolder.Numbered(2));

        Assert.Equal(PolicyReload.Replaced, policy.Reload());
        Assert.Equal((2, 0), (before, policy.Act([1])));
        Assert.NotEqual(first, policy.Version);
        Assert.Equal(PolicyReload.Unchanged, policy.Reload());
    }

    [Fact]
    public async Task Managed_code_serves_a_file_and_what_replaces_it()
    {
        using PolicyFolder folder = new();
        PolicyServiceOptions options = folder.Options();
        options.Runtime = new ManagedPolicyOptions();
        using ReloadingPolicy policy = new(options);
        using MicroBatcher batcher = new(policy);
        int before = (await batcher.DecideAsync(new float[] { 1 })).Action;

        folder.Put(PolicyFolder.Numbered(2));

        Assert.Equal(PolicyReload.Replaced, policy.Reload());
        Assert.Equal((2, 0, "Managed"), (before, (await batcher.DecideAsync(new float[] { 1 })).Action, policy.ExecutionProvider));
    }

    [Fact]
    public void The_version_is_the_SHA_256_of_the_file()
    {
        using PolicyFolder folder = new("abc"u8.ToArray());

        Assert.Equal(
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            PolicyCandidate.VersionOf(OnnxFile.ReadBytes(folder.File)));
    }

    [Fact]
    public void A_lease_holds_its_version_while_another_takes_over()
    {
        using PolicyFolder folder = new();
        using ReloadingPolicy policy = new(folder.Options());
        PolicyLease lease = policy.Acquire();
        folder.Put(PolicyFolder.Numbered(2));
        policy.Reload();

        Assert.Equal((2, 0), (lease.Policy.Act([1]), policy.Act([1])));

        lease.Dispose();
        lease.Dispose();
        Assert.Throws<ObjectDisposedException>(() => lease.Policy.Act([1]));
        Assert.Equal(0, policy.Act([1]));
    }

    public static TheoryData<byte[], string> BadFiles() => new()
    {
        { PolicyFolder.Numbered(2)[..60], "not an ONNX model" },
        { [], "The model is empty." },
        { HandMadePolicies.Random(2, 4, 3), "observes [2], but the one to replace observes [1]" },
        { HandMadePolicies.Rows([1, 2], ["a", "b"]), "actions a, b, but the one to replace has a, b, c" },
        { HandMadePolicies.Rows([1, 2, 3], ["c", "b", "a"]), "actions c, b, a, but the one to replace has a, b, c" },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void A_bad_file_is_refused_and_logged_once_while_the_old_version_serves(byte[] file, string reason)
    {
        using PolicyFolder folder = new();
        RecordingLogger<ReloadingPolicy> log = new();
        using ReloadingPolicy policy = new(folder.Options(), log);
        string version = policy.Version;

        folder.Put(file);

        Assert.Equal(PolicyReload.Refused, policy.Reload());
        Assert.Equal(PolicyReload.Refused, policy.Reload());
        Assert.Equal((version, 2), (policy.Version, policy.Act([1])));
        Assert.Contains(reason, policy.Refusal, StringComparison.Ordinal);
        (_, string error) = Assert.Single(log.Entries, entry => entry.Level == LogLevel.Error);
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_gone_is_refused_until_it_is_back()
    {
        using PolicyFolder folder = new();
        using ReloadingPolicy policy = new(folder.Options());
        File.Delete(folder.File);

        Assert.Equal(PolicyReload.Refused, policy.Reload());
        Assert.Equal(("The file does not exist.", 2), (policy.Refusal, policy.Act([1])));

        Directory.CreateDirectory(folder.File);
        Assert.Equal(PolicyReload.Refused, policy.Reload());
        Assert.Contains("not a regular file", policy.Refusal, StringComparison.Ordinal);
        Directory.Delete(folder.File);

        folder.Put(PolicyFolder.Numbered(1));
        Assert.Equal(PolicyReload.Unchanged, policy.Reload());
        Assert.Null(policy.Refusal);
    }

    [Fact]
    public void A_file_that_is_bad_from_the_start_is_an_error()
    {
        using PolicyFolder folder = new("no model"u8.ToArray());

        PolicyFormatException bad = Assert.Throws<PolicyFormatException>(() => new ReloadingPolicy(folder.Options()));
        Assert.StartsWith($"The policy '{folder.File}' cannot be served. ", bad.Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => new ReloadingPolicy(new() { Path = folder.File + "x" }));
        Assert.Throws<ArgumentException>(() => new ReloadingPolicy(new()));
    }

    [Fact]
    public void A_fall_back_to_the_CPU_is_logged_once_for_all_versions()
    {
        using PolicyFolder folder = new();
        RecordingLogger<ReloadingPolicy> log = new();
        PolicyServiceOptions options = folder.Options();
        options.Runtime = new OnnxPolicyOptions { GpuDeviceId = 999, FallbackToCpu = true };
        using ReloadingPolicy policy = new(options, log);
        folder.Put(PolicyFolder.Numbered(2));

        Assert.Equal(PolicyReload.Replaced, policy.Reload());
        Assert.Single(log.Entries, entry => entry.Level == LogLevel.Warning);
        Assert.Equal("CPUExecutionProvider", policy.ExecutionProvider);
    }

    [Fact]
    public void A_disposed_policy_refuses_everything()
    {
        using PolicyFolder folder = new();
        ReloadingPolicy policy = new(folder.Options(reloadOnChange: true));
        policy.Dispose();
        policy.Dispose();

        Assert.Throws<ObjectDisposedException>(() => policy.Act([1]));
        Assert.Throws<ObjectDisposedException>(policy.Acquire);
        Assert.Throws<ObjectDisposedException>(() => policy.Reload());
    }

    [Fact]
    public void A_call_allocates_nothing()
    {
        using PolicyFolder folder = new();
        using ReloadingPolicy policy = new(folder.Options());
        float[] state = [1];
        policy.Act(state);

        Assert.Equal(0, Allocation.Least(() =>
        {
            for (int i = 0; i < 100; i++)
                policy.Act(state);
        }));
    }
}
