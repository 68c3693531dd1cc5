using DeepQ.Environments;
using DeepQ.Orleans.Messages;

namespace DeepQ.Orleans.Silos;

/// <summary>A training that a silo knows, and its description, which is made once.</summary>
internal sealed class KnownTraining(TrainingDefinition definition)
{
    private readonly Lazy<Task<IReadOnlyDictionary<string, string>>> _description = new(() => Task.Run(definition.Describe));
    private readonly Lazy<IEnvironment> _environment = new(definition.CreateEnvironment);

    public TrainingDefinition Definition => definition;

    /// <summary>An environment to see the spaces of.</summary>
    public IEnvironment Environment => _environment.Value;

    public async Task<Dictionary<string, string>> DescribeAsync() => new(await _description.Value.ConfigureAwait(false));

    public async Task<string> FingerprintAsync() => Fingerprint.Of(await _description.Value.ConfigureAwait(false));
}
