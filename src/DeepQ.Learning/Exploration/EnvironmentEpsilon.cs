namespace DeepQ.Learning.Exploration;

/// <summary>The probability of random actions in each environment, so that some explore more than others.</summary>
internal static class EnvironmentEpsilon
{
    /// <summary>
    /// Computes ε_i = ε^(1 + α i / (N − 1)), from ε in the first environment to ε^(1 + α) in the last.
    /// </summary>
    /// <remarks>Horgan et al.: Distributed Prioritized Experience Replay (2018), section 4.1.</remarks>
    /// <param name="epsilon">The probability ε in the first environment.</param>
    /// <param name="environment">The environment i, from 0.</param>
    /// <param name="environments">The number of environments N.</param>
    /// <param name="spread">The spread α between environments; 0 gives all of them ε.</param>
    public static double Of(double epsilon, int environment, int environments, double spread) =>
        spread == 0 || environments == 1
            ? epsilon
            : Math.Pow(epsilon, 1 + (spread * environment / (environments - 1)));
}
