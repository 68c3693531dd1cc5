namespace DeepQ.Learning.Tests.Fused;

/// <summary>What torch makes of each case, computed once: the tests compare many ways to compute the same.</summary>
public sealed class TorchRuns
{
    private readonly Dictionary<(string, string), TorchRun> _runs = [];

    /// <summary>The run of a case.</summary>
    /// <param name="test">The test, whose cases differ from those of others.</param>
    /// <param name="random">The case.</param>
    /// <param name="samples">Whether batches come from a prioritized replay.</param>
    /// <param name="conservatism">α of conservative Q-learning; null without it.</param>
    internal TorchRun Get(string test, FusedCase random, bool samples, double? conservatism)
    {
        var key = (test, random.ToString());
        if (!_runs.TryGetValue(key, out TorchRun? run))
            _runs.Add(key, run = new TorchRun(random, samples, conservatism));
        return run;
    }
}
