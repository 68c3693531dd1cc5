namespace DeepQ.MLNet.Sweeps;

/// <summary>How a sweep goes through its space.</summary>
public enum SweepSearch
{
    /// <summary>
    /// Values are drawn, each on its own (Bergstra, Bengio: Random Search for Hyper-Parameter Optimization, 2012).
    /// </summary>
    Random,

    /// <summary>Every combination of choices and of points in the ranges.</summary>
    Grid,
}
