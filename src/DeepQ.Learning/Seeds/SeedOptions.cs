using DeepQ.Learning.Diagnostics;
using DeepQ.Learning.Training;

namespace DeepQ.Learning.Seeds;

/// <summary>How trainings that differ by their seeds alone are made.</summary>
public sealed record SeedOptions
{
    /// <summary>The number of trainings.</summary>
    /// <value>The default value is 5.</value>
    public int Seeds { get; init; } = 5;

    /// <summary>The seed of the first training; each further one has the next number.</summary>
    /// <value>The default value is 1.</value>
    public ulong FirstSeed { get; init; } = 1;

    /// <summary>The number of environments that a training acts in.</summary>
    /// <value>The default value is 1.</value>
    public int Environments { get; init; } = 1;

    /// <summary>The number of trainings at a time, on a thread each; null for one a core. Results do not depend on it.</summary>
    /// <value>The default value is null.</value>
    public int? AtOnce { get; init; }

    /// <summary>
    /// Makes the observers of the training with a seed, such as a log of its own; null for none. Those that can be disposed are,
    /// when it ends.
    /// </summary>
    /// <value>The default value is null.</value>
    public Func<ulong, IReadOnlyList<ITrainingObserver>>? Observers { get; init; }

    /// <summary>Receives the progress of each training, one report at a time, on the thread that trains.</summary>
    /// <value>The default value is null.</value>
    public IProgress<SeedProgress>? Progress { get; init; }

    /// <exception cref="ArgumentException">Some settings are out of range; the message names each.</exception>
    internal void Validate()
    {
        SettingsCheck check = new();
        check.Require(Seeds > 0, "be positive", Seeds);
        check.Require(Environments > 0, "be positive", Environments);
        check.Require(AtOnce is null or > 0, "be positive", AtOnce);
        check.ThrowIfAnyFailed();
    }
}
