namespace DeepQ.MLNet.Sweeps;

/// <summary>Where a training of a sweep writes its checkpoint, and how often.</summary>
/// <param name="Path">The file.</param>
/// <param name="Interval">The environment steps from one to the next.</param>
public sealed record SweepCheckpoint(string Path, int Interval);
