using DeepQ.MLNet.Sweeps;
using DeepQ.Orleans.Messages;

namespace DeepQ.Orleans.Silos;

/// <summary>A sweep that a silo knows, and its description, which is made once.</summary>
internal sealed class KnownSweep(EnvironmentSweep sweep)
{
    private readonly Lazy<Task<IReadOnlyDictionary<string, string>>> _description = new(() => Task.Run(sweep.Describe));

    public EnvironmentSweep Sweep => sweep;

    public async Task<Dictionary<string, string>> DescribeAsync() => new(await _description.Value.ConfigureAwait(false));

    public async Task<string> FingerprintAsync() => Fingerprint.Of(await _description.Value.ConfigureAwait(false));
}
