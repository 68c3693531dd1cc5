using DeepQ.Environments;

namespace Sample_1;

/// <summary>
/// The problem to learn: a driver wants to park near the theater at the end of a street. Whether a space is free shows
/// only beside it, and there is no turning back. Who finds none must pay for the garage.
/// </summary>
public sealed class ParkingStreet : IEnvironment
{
    public const int Spaces = 20;
    public const double FreeProbability = 0.3;

    /// <summary>What the garage costs, counted in spaces that one would rather walk.</summary>
    public const int GarageCost = 15;

    public const int DriveOn = 0;
    public const int Park = 1;

    private int _distance;
    private bool _isFree;
    private bool _isDriving;

    public string Name => nameof(ParkingStreet);

    /// <summary>What the driver sees: how far it is, from 1 to 0, and whether the space beside is free.</summary>
    public BoxSpace ObservationSpace { get; } = new([2], low: 0, high: 1);

    public DiscreteSpace ActionSpace { get; } = new("drive on", "park");

    /// <summary>The observation in numbers from 0 to 1: a network learns best from numbers of that size.</summary>
    public static float[] Observe(int distance, bool isFree) => [distance / (float)Spaces, isFree ? 1 : 0];

    // All chance comes from the generator that is handed in, so that a seed repeats a whole training.
    public void Reset(Random random, Span<float> observation)
    {
        _isDriving = true;
        Arrive(Spaces, random, observation);
    }

    public StepResult Step(int action, Random random, Span<float> observation)
    {
        if (!_isDriving)
            throw new InvalidOperationException("Call Reset before Step.");
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)action, (uint)Park, nameof(action));

        // To park where a car stands is to drive on.
        if (action == Park && _isFree)
            return End(-_distance, observation);
        if (_distance == 1)
            return End(-GarageCost, observation);
        Arrive(_distance - 1, random, observation);
        return new StepResult(Reward: 0, Terminated: false, Truncated: false);
    }

    private void Arrive(int distance, Random random, Span<float> observation)
    {
        _distance = distance;
        _isFree = random.NextDouble() < FreeProbability;
        Observe(_distance, _isFree).CopyTo(observation);
    }

    // Terminated, not truncated: nothing comes after it. An episode is truncated if it would have gone on, but was cut off
    // by a limit of steps.
    private StepResult End(int reward, Span<float> observation)
    {
        _isDriving = false;
        Observe(_distance, _isFree).CopyTo(observation);
        return new StepResult(reward, Terminated: true, Truncated: false);
    }
}
