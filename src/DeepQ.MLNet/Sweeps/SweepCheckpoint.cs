namespace DeepQ.MLNet.Sweeps;

/// <summary>The checkpoint file of a sweep's training, and how often it is written.</summary>
/// <param name="Path">The file.</param>
/// <param name="Interval">The number of environment steps between checkpoints.</param>
public sealed record SweepCheckpoint(string Path, int Interval);
