using DeepQ.Environments;

namespace Sample_1;

/// <summary>
/// The environment: a driver wants to park near the theater at the end of a street. Whether a space is free is visible
/// only beside it, and there is no turning back. A driver who finds none pays for the garage.
/// </summary>
public sealed class ParkingStreet : IEnvironment
{
    public const int Spaces = 20;
    public const double FreeProbability = 0.3;

    /// <summary>The cost of the garage, in spaces that the driver would rather walk.</summary>
    public const int GarageCost = 15;

    public const int DriveOn = 0;
    public const int Park = 1;

    private int _distance;
    private bool _isFree;
    private bool _isDriving;

    public string Name => nameof(ParkingStreet);

    /// <summary>
    /// The observation: the distance, scaled from 1 to 0, and whether the space beside the car is free.
    /// </summary>
    public BoxSpace ObservationSpace { get; } = new([2], low: 0, high: 1);

    public DiscreteSpace ActionSpace { get; } = new("drive on", "park");

    /// <summary>Scales the observation to numbers from 0 to 1: networks learn best from numbers of that size.</summary>
    public static float[] Observe(int distance, bool isFree) => [distance / (float)Spaces, isFree ? 1 : 0];

    // All randomness comes from the given generator, so a seed reproduces a whole training.
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

        // Parking in an occupied space means driving on.
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

    // Terminated, not truncated: nothing comes after it. A truncated episode would have continued, but was cut off by a
    // limit of steps.
    private StepResult End(int reward, Span<float> observation)
    {
        _isDriving = false;
        Observe(_distance, _isFree).CopyTo(observation);
        return new StepResult(reward, Terminated: true, Truncated: false);
    }
}
