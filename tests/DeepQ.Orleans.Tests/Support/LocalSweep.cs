using DeepQ.MLNet;
using DeepQ.MLNet.Sweeps;
using DeepQ.MLNet.Tests.Support;
using Microsoft.ML;

namespace DeepQ.Orleans.Tests.Support;

/// <summary>What the sweep comes to without a cluster, made once for all tests.</summary>
public sealed class LocalSweep : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public LocalSweep()
    {
        StepCount count = new();
        Journal = Run(_folder.Path, count);
        Steps = count.Steps;
    }

    public IReadOnlyList<string> Journal { get; }

    /// <summary>The steps of all environments.</summary>
    public int Steps { get; }

    public string ModelPath => Path.Combine(_folder.Path, "best.onnx");

    internal static IReadOnlyList<string> Run(
        string folder, StepCount count, IProgress<SweepTrial>? progress = null, CancellationToken cancellationToken = default)
    {
        SweepOptions options = Lakes.Options(folder);
        (options.AtOnce, options.Progress) = (4, progress);
        new MLContext().ReinforcementLearning.Sweep(
            () => Lakes.Counting(count), Lakes.Space(), options, cancellationToken);
        return Lakes.Journal(folder);
    }

    public void Dispose() => _folder.Dispose();
}
