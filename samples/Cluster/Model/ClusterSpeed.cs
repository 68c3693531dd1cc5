namespace ClusterSample.Model;

/// <summary>What a cluster makes of a plan.</summary>
/// <param name="StepsPerSecond">Environment steps a second.</param>
/// <param name="UpdatesPerSecond">Updates a second.</param>
/// <param name="Limit">What would have to be faster first.</param>
internal readonly record struct ClusterSpeed(double StepsPerSecond, double UpdatesPerSecond, SpeedLimit Limit);
