namespace DeepQ.MLNet.Sweeps;

/// <summary>The way a sweep covers its space.</summary>
public enum SweepSearch
{
    /// <summary>
    /// Values are drawn independently (Bergstra, Bengio: Random Search for Hyper-Parameter Optimization, 2012).
    /// </summary>
    Random,

    /// <summary>All combinations of choices and of points in the ranges.</summary>
    Grid,
}
