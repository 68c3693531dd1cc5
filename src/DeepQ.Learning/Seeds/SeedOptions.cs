using DeepQ.Learning.Diagnostics;
using DeepQ.Learning.Training;

namespace DeepQ.Learning.Seeds;

/// <summary>The settings of trainings that differ only by their seeds.</summary>
public sealed record SeedOptions
{
    /// <summary>The number of trainings.</summary>
    /// <value>The default value is 5.</value>
    public int Seeds { get; init; } = 5;

    /// <summary>The seed of the first training; the others use the following numbers.</summary>
    /// <value>The default value is 1.</value>
    public ulong FirstSeed { get; init; } = 1;

    /// <summary>The number of environments of each training.</summary>
    /// <value>The default value is 1.</value>
    public int Environments { get; init; } = 1;

    /// <summary>
    /// The number of simultaneous trainings, each on a thread; null for one per core. Results do not depend on it.
    /// </summary>
    /// <value>The default value is null.</value>
    public int? AtOnce { get; init; }

    /// <summary>
    /// Creates the observers of the training with a seed, such as a separate log; null for none. Disposable observers
    /// are disposed when the training ends.
    /// </summary>
    /// <value>The default value is null.</value>
    public Func<ulong, IReadOnlyList<ITrainingObserver>>? Observers { get; init; }

    /// <summary>Receives the progress of each training, one report at a time, on the thread of the training.</summary>
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
