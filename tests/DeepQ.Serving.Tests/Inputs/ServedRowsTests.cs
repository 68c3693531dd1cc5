using DeepQ.Serving.Hosting;
using DeepQ.Serving.Inputs;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DeepQ.Serving.Tests.Inputs;

public sealed class ServedRowsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ReloadingPolicy _policy;

    public ServedRowsTests()
    {
        Put(HandMadePolicies.Columns());
        _policy = new(new() { Path = Path, ReloadOnChange = false });
    }

    private string Path => _folder.File("policy.onnx");

    public void Dispose()
    {
        _policy.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Requests_for_rows_are_gathered_and_each_has_its_answer()
    {
        await using MicroBatcher batcher = new(_policy, new() { MaxDelay = TimeSpan.FromMilliseconds(50) });
        PolicyDecision[] decisions = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => batcher.DecideAsync(
            PolicyRows.FromRow(_policy, new ClientRow { Age = i, Member = true }), i == 0 ? new[] { true, false } : default)));

        Assert.Equal([0, .. Enumerable.Range(1, 19).Select(i => i > 9 ? 0 : 1)], decisions.Select(decision => decision.Action));
        Assert.Equal([7f, 10], decisions[7].QValues);
        await Assert.ThrowsAsync<ArgumentException>(() => batcher.DecideAsync(new float[] { 1 }));
    }

    [Fact]
    public async Task A_state_and_a_row_are_answered_together()
    {
        Put(HandMadePolicies.Linear());
        using ReloadingPolicy policy = new(new() { Path = Path, ReloadOnChange = false });
        await using MicroBatcher batcher = new(policy, new() { MaxDelay = TimeSpan.FromMilliseconds(50) });
        PolicyDecision[] decisions = await Task.WhenAll(
            batcher.DecideAsync(new float[] { 1, 0 }),
            batcher.DecideAsync(PolicyRows.FromRow(policy, new { State = new[] { 1f, 1 } })));
        Assert.Equal([1, 0], decisions.Select(decision => decision.Action));
    }

    [Fact]
    public async Task A_new_file_takes_over_where_its_columns_are_the_same()
    {
        PolicyRows row = PolicyRows.FromRow(_policy, new ClientRow { Age = 5, Member = true });
        Assert.Equal(1, _policy.Act(row));
        Put(HandMadePolicies.Columns(factor: 1));
        Assert.Equal(PolicyReload.Replaced, _policy.Reload());
        Assert.Equal(0, _policy.Act(row));

        Put(HandMadePolicies.Columns(age: "Years"));
        Assert.Equal(PolicyReload.Refused, _policy.Reload());
        Assert.StartsWith("The new policy takes Years: Int64", _policy.Refusal, StringComparison.Ordinal);
        Put(HandMadePolicies.Linear());
        Assert.Equal(PolicyReload.Refused, _policy.Reload());
        Put(HandMadePolicies.Columns(needsMask: true));
        Assert.Equal(PolicyReload.Refused, _policy.Reload());
        HealthCheckResult health = await new PolicyHealthCheck(_policy).CheckHealthAsync(new());
        Assert.Equal(HealthStatus.Degraded, health.Status);
    }

    [Fact]
    public void What_takes_columns_does_not_take_over_from_what_takes_states()
    {
        Put(HandMadePolicies.Linear());
        using ReloadingPolicy policy = new(new() { Path = Path, ReloadOnChange = false });
        Put(HandMadePolicies.Columns());
        Assert.Equal(PolicyReload.Refused, policy.Reload());
    }

    private void Put(byte[] model) => File.WriteAllBytes(Path, model);
}
